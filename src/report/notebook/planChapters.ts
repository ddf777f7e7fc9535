import type {StepReport} from "../../core/step.js";
import {KeyMaker} from "./chapterKeys.js";
import type {Execution} from "./execute.js";
import type {ChapterCache} from "./executeChapters.js";
import {lookUp} from "./lookUp.js";
import {type Chapter, type OrderedChapter, orderChapters} from "./order.js";
import type {Parameters} from "./parameters.js";

/** What a build would do with a chapter. */
export interface ChapterPlan {
  readonly name: string;
  /** `waits`: whether it runs is known only when the chapters before it have made what it consumes. */
  readonly verdict: "cached" | "runs" | "waits";
  /** Why it runs, or what it waits for; empty where it is cached. */
  readonly reasons: readonly string[];
  /** What became of the steps inside it when it ran last. */
  readonly steps: readonly StepReport[];
  /** Of a cached chapter. */
  readonly execution: Execution | undefined;
}

/** Options for {@link planChapters}. */
export interface PlanOptions {
  readonly parameters?: Parameters;
  readonly cache: ChapterCache;
  /** Names of the chapters to plan for; defaults to all. */
  readonly only?: readonly string[] | undefined;
}

/**
 * Says for each chapter whether a build would run it, and why; runs nothing.
 * @returns one plan a chapter, in the order in which they were given
 * @throws LookbookError as {@link orderChapters}
 */
export async function planChapters(
  chapters: readonly Chapter[],
  {parameters = {}, cache, only}: PlanOptions,
): Promise<readonly ChapterPlan[]> {
  const keys = new KeyMaker({...cache, parameters});
  const plans = new Map<string, ChapterPlan>();
  for (const chapter of orderChapters(chapters)) {
    const parts = await keys.keyOf(chapter);
    const {name} = chapter;
    if (only && !only.includes(name)) continue;
    const found = await lookUp(chapter, {cache: {...cache, name}, parts, parameters});
    if (found.execution === undefined) {
      const {reasons, last} = found;
      plans.set(name, {name, verdict: "runs", reasons, steps: last?.steps ?? [], execution: undefined});
      continue;
    }
    const {execution} = found;
    const reasons = waitsFor(chapter, plans);
    const verdict = reasons.length === 0 ? "cached" : "waits";
    plans.set(name, {name, verdict, reasons, steps: execution.steps ?? [], execution});
  }
  return chapters.flatMap(({name}) => plans.get(name) ?? []);
}

/** What may come out differently when the chapters before it have run. */
function waitsFor({needs}: OrderedChapter, plans: ReadonlyMap<string, ChapterPlan>): readonly string[] {
  return needs.flatMap(({product, maker}) => {
    const plan = maker === undefined ? undefined : plans.get(maker);
    if (plan === undefined || plan.verdict === "cached") return [];
    return `${maker} makes ${product} ${plan.verdict === "runs" ? "anew" : "anew, perhaps"}`;
  });
}
