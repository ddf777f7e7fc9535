import {resolve} from "node:path";
import type {Command} from "commander";
import {writeAtomic} from "../core/files.js";
import {findProject} from "../core/paths.js";
import {diffReports} from "../report/compare/diff/diffReports.js";
import {readReport} from "../report/compare/readReport.js";
import {diffPage} from "../report/compare/show/diffPage.js";
import {loadDiffStyle} from "../report/compare/show/loadDiffStyle.js";
import {diffMarkdown} from "../report/compare/show/markdown.js";
import {diffText} from "../report/compare/show/text.js";

interface DiffArguments {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly html?: string;
}

/** Adds `lookbook diff`. */
export function addDiffCommand(program: Command): void {
  program
    .command("diff")
    .description("show what changed between two reports: claims, values, figures, tables, prose, provenance")
    .argument("<old>", "a folder with a report, its report.html, or a git revision of report/released, such as HEAD~1")
    .argument("<new>", "the same")
    .option("--html <file>", "write a page with the figures side by side")
    .option("--markdown", "print Markdown, for a comment on a pull request")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook diff report/released report/dist            what the next release would change",
        "  lookbook diff HEAD~1 HEAD                            two releases, out of git",
        "  lookbook diff main report/dist --html changes.html   with the figures side by side",
        "",
        "Ends with 0 where nothing differs, with 1 where something does.",
      ].join("\n"),
    )
    .action(diff);
}

async function diff(old: string, now: string, {json = false, markdown = false, html}: DiffArguments): Promise<void> {
  const places = {folder: process.cwd(), root: rootAround(process.cwd())};
  const [before, after] = await Promise.all([old, now].map((place) => readReport(place, places)));
  const found = diffReports(before!, after!);
  if (html !== undefined) await writeAtomic(resolve(html), diffPage(found, await loadDiffStyle()));
  if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else if (markdown) process.stdout.write(diffMarkdown(found));
  else process.stdout.write(diffText(found, {colour: process.stdout.isTTY === true}));
  if (html !== undefined) process.stderr.write(`wrote ${html}\n`);
  if (!found.equal) process.exitCode = 1;
}

/** Reports that lie in folders can be compared outside of any project. */
function rootAround(folder: string): string {
  try {
    return findProject(folder).root;
  } catch {
    return folder;
  }
}
