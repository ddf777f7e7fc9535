import {chmod, mkdir, readdir, symlink} from "node:fs/promises";
import {basename, dirname, join, relative, resolve, sep} from "node:path";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError, writeAtomic} from "../../core/files.js";
import {libraryRoot, packageVersion} from "../../core/paths.js";
import {stringsFor} from "../render/strings.js";
import {projectFiles} from "./projectFiles.js";

/** Options for {@link createProject}. */
export interface CreateOptions {
  /** Title of the report; defaults to the name of the folder. */
  readonly title?: string | undefined;
  /** BCP 47 tag of the prose; defaults to `en`. */
  readonly language?: string;
  /** Makes this package known to the folder at once, without npm; defaults to true. */
  readonly link?: boolean;
}

/**
 * Fills an empty folder with a report that builds as it is: two files of configuration, one notebook, and what git ignores.
 * @returns paths of the files, relative to the folder
 * @throws LookbookError `bad-option` for a folder that is not empty, `bad-config` for a language without words, `disk`
 */
export async function createProject(
  folder: string,
  {title = titleOf(folder), language = "en", link = true}: CreateOptions = {},
): Promise<readonly string[]> {
  stringsFor(language);
  await assertEmpty(folder);
  const files = projectFiles({title, language, name: packageName(folder), lookbook: dependencyOf(folder)});
  for (const [path, text] of Object.entries(files)) await writeAtomic(join(folder, path), text);
  if (link) await linkLibrary(folder);
  return Object.keys(files);
}

async function assertEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((cause: unknown): string[] => {
    if (systemCode(cause) === "ENOENT") return [];
    if (systemCode(cause) === "ENOTDIR")
      throw new LookbookError("bad-option", `${folder} is a file, expected a folder`);
    throw diskError("read", folder, cause);
  });
  const [first, ...others] = names.filter((name) => name !== ".git");
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  throw new LookbookError(
    "bad-option",
    `${folder} is not empty: it holds ${first}${more}; name a new or an empty folder`,
  );
}

function titleOf(folder: string): string {
  const words = basename(resolve(folder)).replaceAll(/[-_]+/g, " ").trim();
  return words === "" ? "Report" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** npm allows lower case, digits, hyphens, dots and underscores. */
function packageName(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-");
  return name.replace(/^[^a-z0-9]+|-+$/g, "") || "report";
}

/** A version where this package was installed from a registry; the way to its folder where it was checked out. */
function dependencyOf(folder: string): string {
  const root = libraryRoot();
  const version = packageVersion("lookbook", dirname(dirname(root)));
  if (root.includes(`${sep}node_modules${sep}`) && version !== undefined) return `^${version}`;
  return `file:${relative(resolve(folder), root).split(sep).join("/")}`;
}

/** What `npm install` would make of the dependency, so that the first build needs no npm and no network. */
async function linkLibrary(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  const program = "../lookbook/dist/cli/main.js";
  try {
    await mkdir(join(modules, ".bin"), {recursive: true});
    await symlink(libraryRoot(), join(modules, "lookbook"), "junction");
    const command = join(modules, ".bin", "lookbook");
    await writeAtomic(command, `#!/bin/sh\nexec node "$(dirname "$0")/${program}" "$@"\n`);
    await chmod(command, 0o755);
  } catch (cause) {
    throw diskError("write", modules, cause);
  }
}
