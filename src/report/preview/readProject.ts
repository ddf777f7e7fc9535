import {join, relative} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {readText} from "../../core/files.js";
import type {ProjectPaths} from "../../core/paths.js";
import {type ReportConfig, readConfig} from "../build/config.js";
import type {Notebook} from "../notebook/nbformat.js";
import type {Chapter} from "../notebook/order.js";
import {parseNotebook} from "../notebook/readNotebook.js";
import {excerptOf} from "./excerpt.js";
import {type Named, type Problem, problemOf} from "./problem.js";

/** The project as it lies on the disk; where a file cannot be read, as it was before. */
export interface Project {
  readonly config: ReportConfig;
  readonly chapters: readonly ReadChapter[];
  readonly problems: readonly Problem[];
}

/** A chapter and the text it was read from. */
export interface ReadChapter extends Chapter {
  /** The path as messages name it, from the project's root. */
  readonly shown: string;
  /** Undefined where there was none. */
  readonly text: string | undefined;
}

/** How long a file that cannot be read is given to be saved in full, in milliseconds. */
const patience = 120;

/**
 * Reads configuration and notebooks. A notebook whose text has not changed is the same object as before, so that nothing about it need
 * be computed again; one that cannot be read stays as it was, with a problem; one that never could be is an empty chapter.
 * @throws LookbookError where the configuration cannot be read and there is none from before
 */
export async function readProject(paths: ProjectPaths, before?: Project): Promise<Project> {
  const problems: Problem[] = [];
  const config = await insist(() => readConfig(paths.report)).catch((thrown: unknown) => {
    if (!before) throw thrown;
    problems.push(problemOf(thrown, []));
    return before.config;
  });
  const chapters = await Promise.all(
    config.chapters.map((name) => readChapter(name, paths, {before: before?.chapters, problems})),
  );
  return {config, chapters, problems};
}

/** The names under which messages speak of the chapters. */
export function namesOf({chapters}: Project): readonly Named[] {
  return chapters.flatMap(({name, path, shown}) => [
    {name, path},
    {name, path: shown},
  ]);
}

interface Reading {
  readonly before: readonly ReadChapter[] | undefined;
  readonly problems: Problem[];
}

async function readChapter(name: string, paths: ProjectPaths, {before, problems}: Reading): Promise<ReadChapter> {
  const path = join(paths.notebooks, `${name}.ipynb`);
  const shown = relative(paths.root, path);
  const known = before?.find((other) => other.name === name);
  let seen: string | undefined;
  try {
    return await insist(async () => {
      const text = await readText(path, "notebook");
      seen = text;
      if (known?.text === text) return known;
      return {name, path, shown, text, notebook: parseNotebook(text, shown)};
    });
  } catch (thrown) {
    const problem = problemOf(thrown, [
      {name, path: shown},
      {name, path},
    ]);
    const detail = problem.detail || (seen === undefined ? "" : excerptOf(seen, problem.message));
    problems.push({...problem, chapter: name, detail});
    return known ?? {name, path, shown, text: undefined, notebook: empty};
  }
}

const empty: Notebook = {nbformat: 4, nbformat_minor: 5, metadata: {}, cells: []};

/** Tries twice: an editor that writes in place leaves half a file for a moment. */
async function insist<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    await sleep(patience);
    return read();
  }
}
