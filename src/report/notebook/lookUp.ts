import {type LastRun, lastRun, loadExecution, type NotebookCache} from "./cache.js";
import type {Identify} from "./chapterKeys.js";
import type {Execution} from "./execute.js";
import type {KeyParts} from "./key.js";
import {keyChanges} from "./keyChanges.js";
import {type Chapter, linksOf} from "./order.js";
import type {Parameters} from "./parameters.js";

/** What the cache says of a chapter: a run that still serves, or why there is none. */
export type Found = {readonly execution: Execution} | Miss;

/** Why a chapter has to run. */
export interface Miss {
  readonly execution?: undefined;
  /** A phrase each, such as `cell 5 (fit(model)) changed`. */
  readonly reasons: readonly string[];
  /** Undefined where it has never run. */
  readonly last: LastRun | undefined;
}

/** Options for {@link lookUp}. */
export interface LookUpOptions {
  readonly cache: NotebookCache & {readonly identify?: Identify | undefined; readonly reuse?: boolean};
  readonly parts: KeyParts;
  readonly parameters?: Parameters;
}

/** Looks whether a run of this key was kept, and whether what the chapter produced then is what lies there now. */
export async function lookUp(chapter: Chapter, {cache, parts, parameters = {}}: LookUpOptions): Promise<Found> {
  const last = await lastRun(cache);
  if (cache.reuse === false) return {reasons: ["asked to run anew"], last};
  const stored = await loadExecution(cache, chapter.notebook, {parts, parameters});
  if (stored === undefined) {
    const changes = last && keyChanges(last.parts, parts);
    return {
      reasons: changes === undefined ? ["not run before"] : changes.length > 0 ? changes : ["no run is kept"],
      last,
    };
  }
  const {identify} = cache;
  if (identify === undefined) return {execution: stored};
  const reasons = (
    await Promise.all(
      linksOf(chapter).produces.map(async (product) => {
        const now = await identify(product);
        if (now === stored.products?.[product]) return [];
        return now === undefined ? `its product ${product} is gone` : `its product ${product} was made anew elsewhere`;
      }),
    )
  ).flat();
  return reasons.length > 0 ? {reasons, last} : {execution: stored};
}
