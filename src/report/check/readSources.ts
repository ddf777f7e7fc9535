import {readdir} from "node:fs/promises";
import {join, relative, resolve, sep} from "node:path";
import {readText} from "../../core/files.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {NotebookSource} from "./source.js";

/** Reads notebooks of the work tree. @throws LookbookError `missing-file` */
export async function readSources(files: readonly string[], root: string): Promise<NotebookSource[]> {
  return Promise.all(
    files.map(async (file) => ({
      file: resolve(file),
      path: pathIn(root, file),
      text: await readText(file, "notebook"),
    })),
  );
}

/** The notebooks of a project's folder, by name; folders in it, as Jupyter's checkpoints, are not looked into. */
export async function notebookFiles({notebooks}: ProjectPaths): Promise<string[]> {
  const names = await readdir(notebooks).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(".ipynb") && !name.startsWith("."))
    .sort()
    .map((name) => join(notebooks, name));
}

/** A file as messages name it: relative to the project, with slashes; one that lies elsewhere as it is. */
export function pathIn(root: string, file: string): string {
  const path = relative(root, resolve(file));
  return path.startsWith("..") ? file : path.split(sep).join("/");
}
