import {join} from "node:path";
import type {ProjectPaths} from "../../../core/paths.js";
import {pathIn} from "../readSources.js";
import type {NotebookSource} from "../source.js";
import type {Git} from "./git.js";

/** Paths of the notebooks that the next commit adds or changes, absolute. */
export async function stagedFiles(git: Git): Promise<string[]> {
  const top = (await git("rev-parse", "--show-toplevel")).trim();
  const listed = await git(
    "diff",
    "--cached",
    "--name-only",
    "--no-renames",
    "--diff-filter=ACMT",
    "-z",
    "--",
    ":(top)*.ipynb",
  );
  return listed
    .split("\0")
    .filter((path) => path !== "")
    .map((path) => join(top, path));
}

/** Every notebook of a project's folder as it stands in the index: what the next commit holds, whatever lies in the work tree. */
export async function indexedFiles(git: Git, {notebooks}: ProjectPaths): Promise<string[]> {
  const top = (await git("rev-parse", "--show-toplevel")).trim();
  const listed = await git("ls-files", "--full-name", "-z", "--", `:(glob)${join(notebooks, "*.ipynb")}`);
  return listed
    .split("\0")
    .filter((path) => path !== "")
    .map((path) => join(top, path));
}

/** Reads notebooks from the index. */
export async function indexedSources(git: Git, files: readonly string[], root: string): Promise<NotebookSource[]> {
  const top = (await git("rev-parse", "--show-toplevel")).trim();
  return Promise.all(
    files.map(async (file) => ({file, path: pathIn(root, file), text: await git("show", `:${pathIn(top, file)}`)})),
  );
}
