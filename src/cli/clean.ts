import {rm} from "node:fs/promises";
import {join, relative, resolve} from "node:path";
import type {Command} from "commander";
import {LookbookError, messageOf} from "../core/errors.js";
import {diskError} from "../core/files.js";
import {folderSize, showSize} from "../core/folderSize.js";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {stripped} from "../report/check/form/strip.js";
import {stripFiles} from "../report/check/form/stripFiles.js";
import {notebookFiles} from "../report/check/readSources.js";

interface CleanArguments {
  readonly data?: boolean;
  /** True without files: those of the project. */
  readonly notebooks?: readonly string[] | true;
  readonly filter?: boolean;
  readonly dryRun?: boolean;
}

/** Adds `lookbook clean`. */
export function addCleanCommand(program: Command): void {
  program
    .command("clean")
    .description("remove what builds made: caches, trained models, the report; data that was downloaded stays")
    .option("--data", "remove downloaded data too")
    .option(
      "--notebooks [files...]",
      "strip outputs, counts and passing metadata from notebooks, and remove nothing else",
    )
    .option("--filter", "strip the notebook that comes on standard input, to standard output; for git")
    .option("--dry-run", "only say what would be removed")
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook clean                     the next build starts cold\n  lookbook clean --data              ... and fetches the data again\n  lookbook clean --notebooks         outputs out of all notebooks of the project\n  lookbook clean --filter < nb.ipynb",
    )
    .action(clean);
}

async function clean({data = false, notebooks, filter = false, dryRun = false}: CleanArguments): Promise<void> {
  if (filter) return filterNotebook();
  const paths = findProject(process.cwd());
  if (notebooks) return cleanNotebooks(notebooks, paths, dryRun);
  const made = [
    join(paths.report, "dist"),
    join(paths.report, ".cache"),
    join(paths.models, "runs"),
    join(paths.data, "processed"),
    ...(data ? [join(paths.data, "raw")] : []),
  ];
  let total = 0;
  for (const folder of made) {
    const size = await folderSize(folder);
    if (size === 0) continue;
    total += size;
    if (!dryRun) {
      await rm(folder, {recursive: true, force: true}).catch((cause: unknown) => {
        throw diskError("write", folder, cause);
      });
    }
    console.log(`${dryRun ? "would remove" : "removed"} ${relative(paths.root, folder)}/  ${showSize(size)}`);
  }
  console.log(total === 0 ? "nothing to remove" : `${showSize(total)} in all`);
}

async function cleanNotebooks(given: readonly string[] | true, paths: ProjectPaths, dryRun: boolean): Promise<void> {
  const files = given === true ? await notebookFiles(paths) : given;
  for (const file of files) {
    if (!relative(paths.root, resolve(file)).startsWith("..")) continue;
    throw new LookbookError("bad-option", `${file} lies outside of the project ${paths.root}; go there and clean it`);
  }
  const changed = await stripFiles(files, {dryRun});
  for (const {file, before, after} of changed) {
    const verb = dryRun ? "would strip" : "stripped";
    console.log(`${verb} ${relative(paths.root, resolve(file))}  ${showSize(before)} → ${showSize(after)}`);
  }
  if (changed.length === 0) console.log(`${files.length} notebooks, all clean`);
}

/** What is no notebook passes as it came: git must be able to stage a file in the middle of a merge. */
async function filterNotebook(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  let clean = text;
  try {
    clean = stripped(text, "on standard input");
  } catch (thrown) {
    if (!(thrown instanceof LookbookError)) throw thrown;
    process.stderr.write(`lookbook: ${messageOf(thrown)}; it passes as it is\n`);
  }
  process.stdout.write(clean);
}
