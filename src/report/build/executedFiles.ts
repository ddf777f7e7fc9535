import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, join, relative, resolve} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {CellReport} from "../notebook/execute.js";
import {hasTag, type Notebook} from "../notebook/nbformat.js";
import {readNotebook} from "../notebook/readNotebook.js";
import type {CellTiming} from "../render/page/timings.js";
import type {ExecutedChapter} from "./executedChapter.js";

/** An executed notebook that was read from a file. */
export interface ExecutedFile extends ExecutedChapter {
  /** The file, for messages. */
  readonly file: string;
  /** The notebook as it reads today in the project, where the file is a copy of it. */
  readonly today: Notebook | undefined;
}

/**
 * Reads the notebooks that a build left, with the times of their cells.
 * @throws LookbookError `missing-file` or `bad-notebook`, naming the file
 */
export async function readBuilt(
  names: readonly string[],
  {root, report, notebooks}: ProjectPaths,
): Promise<readonly ExecutedFile[]> {
  const dist = join(report, "dist");
  const timings = (await readJsonIfThere<CellTiming[]>(join(dist, "timings.json"))) ?? [];
  return Promise.all(
    names.map(async (name) => {
      const copy = join(dist, "notebooks", `${name}.ipynb`);
      const file = relative(root, copy);
      if (!existsSync(copy)) {
        throw new LookbookError(
          "missing-file",
          `no executed notebook ${file}; run \`lookbook build\`, which leaves it there`,
        );
      }
      const path = join(notebooks, `${name}.ipynb`);
      const cells = timings.filter(({chapter}) => chapter === name).map(reportOf);
      const today = await readNotebook(path).catch(() => undefined);
      return {...executed(await readNotebook(copy), cells), name, path, file, today};
    }),
  );
}

/**
 * Reads executed notebooks from anywhere.
 * @param notebooks folder of the project's own, which they may be copies of
 * @throws LookbookError `missing-file`, `bad-notebook`, or `bad-option` for two of one name
 */
export async function readNamed(files: readonly string[], notebooks: string): Promise<readonly ExecutedFile[]> {
  const chapters = await Promise.all(
    files.map(async (file) => {
      const name = nameOf(file);
      const path = resolve(file);
      const own = join(notebooks, `${name}.ipynb`);
      const today = resolve(own) === path ? undefined : await readNotebook(own).catch(() => undefined);
      return {...executed(await readNotebook(file), []), name, path, file, today};
    }),
  );
  const twin = chapters.find(({name}, i) => chapters.findIndex((other) => other.name === name) < i);
  if (twin === undefined) return chapters;
  throw new LookbookError("bad-option", `two notebooks are called ${twin.name}; their names make the report's links`);
}

/** The start of the report's ids: letters, digits, `_` and `-`. */
export function nameOf(file: string): string {
  const name = basename(file, ".ipynb").replace(/\.executed$/, "");
  return (
    name
      .normalize("NFKD")
      .replaceAll(/[^\w-]+/g, "-")
      .replaceAll(/^-+|-+$/g, "") || "notebook"
  );
}

/** A JSON file that this package wrote; undefined where there is none, or it is damaged. */
export async function readJsonIfThere<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** As the build that ran it had it: its source without what was injected. */
function executed(
  notebook: Notebook,
  cells: readonly CellReport[],
): Pick<ExecutedChapter, "notebook" | "execution" | "cached"> {
  const source = {...notebook, cells: notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters"))};
  return {notebook: source, execution: {notebook, cells, duration: 0, peakMemory: 0}, cached: true};
}

function reportOf({cell, firstLine, seconds, peakMemory}: CellTiming): CellReport {
  const place = {id: `cell-${cell}`, index: cell - 1, number: cell};
  return {...place, firstLine, status: "ok", duration: seconds * 1000, peakMemory: peakMemory ?? 0};
}
