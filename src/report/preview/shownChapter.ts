import {join} from "node:path";
import type {ProjectPaths} from "../../core/paths.js";
import type {ExecutedChapter} from "../build/executedChapter.js";
import type {Execution} from "../notebook/execute.js";
import type {ChapterCache} from "../notebook/executeChapters.js";
import {type KeyParts, keyHash} from "../notebook/key.js";
import {lookUp} from "../notebook/lookUp.js";
import type {Notebook} from "../notebook/nbformat.js";
import type {Parameters} from "../notebook/parameters.js";
import {readNotebook} from "../notebook/readNotebook.js";
import {carryOutputs} from "./carryOutputs.js";
import type {ReadChapter} from "./readProject.js";

/** A chapter as the page shows it. */
export interface ShownChapter extends ExecutedChapter {
  /** Parts of its key; undefined where the order of chapters cannot be told. */
  readonly parts: KeyParts | undefined;
  /** `fresh`: its outputs are those of its cells; `stale`: those of an earlier run; `never`: it has none. */
  readonly age: "fresh" | "stale" | "never";
}

/** Where outputs may be found. */
export interface Sources {
  readonly paths: ProjectPaths;
  /** Of executed notebooks. */
  readonly cache: ChapterCache;
  readonly parameters: Parameters;
  readonly parts: KeyParts | undefined;
  /** The chapter as it was shown before. */
  readonly before: ShownChapter | undefined;
}

/** Finds outputs for a chapter as it reads now: those of a run with its key, else those of the last run, of whatever code. */
export async function showChapter(chapter: ReadChapter, sources: Sources): Promise<ShownChapter> {
  const {cache, parameters, parts, before} = sources;
  const {name, path, notebook} = chapter;
  if (before?.age === "fresh" && before.notebook === notebook && sameParts(before.parts, parts)) return before;
  const found = parts && (await lookUp(chapter, {cache: {...cache, name}, parts, parameters}));
  if (found?.execution) return {name, path, notebook, execution: found.execution, cached: true, parts, age: "fresh"};
  const earlier = before && before.age !== "never" ? before.execution.notebook : await lastBuilt(name, sources.paths);
  const age = earlier ? "stale" : "never";
  return {name, path, notebook, execution: ofNoRun(carryOutputs(notebook, earlier)), cached: false, parts, age};
}

/** Whether two keys are equal. */
export function sameParts(a: KeyParts | undefined, b: KeyParts | undefined): boolean {
  return a !== undefined && b !== undefined && keyHash(a) === keyHash(b);
}

/** The executed notebook that the last build left beside its report. */
function lastBuilt(name: string, {report}: ProjectPaths): Promise<Notebook | undefined> {
  return readNotebook(join(report, "dist", "notebooks", `${name}.ipynb`)).catch(() => undefined);
}

function ofNoRun(notebook: Notebook): Execution {
  return {notebook, cells: [], steps: [], duration: 0, peakMemory: 0, cpu: 0};
}
