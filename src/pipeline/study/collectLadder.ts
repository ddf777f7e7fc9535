import {readdir} from "node:fs/promises";
import {join} from "node:path";
import type {CollectContext} from "../../core/collection.js";
import {loadRun} from "../artefact/run.js";
import {runPlace} from "../artefact/runPlace.js";
import {resultFolder} from "../artefact/runRecord.js";
import {currentEngine, openEngine} from "../engine/openEngine.js";
import {modelFacts} from "../model/modelFacts.js";
import type {BudgetName} from "./contender.js";
import {contenders} from "./contenders.js";
import {readResult, type StudyResult} from "./result.js";
import {runNameOf, trainCommand} from "./runNameOf.js";

/**
 * Puts together what `lookbook train` left on this machine, and what was recorded before: a run that is here replaces the row of the same
 * run. Only trainings with the whole budget that their profile has today count, on all the data, and not the quick ones; a recorded one
 * whose budget was another is left out, as its command would not make it again. Nothing is trained; what is missing is said with the
 * command that trains it.
 */
export async function collectLadder({
  root,
  before,
  say,
}: Pick<CollectContext<StudyResult>, "root" | "before" | "say">): Promise<StudyResult[]> {
  const recorded = before.filter(isWhole);
  for (const row of before) {
    if (recorded.includes(row)) continue;
    say(`${row.profile} ${row.run}: left out, no contender has its budget of ${row.budget.epochs} epochs any more`);
  }
  const rows = new Map(recorded.map((row) => [keyOf(row), row]));
  const here = new Set<string>();
  for (const profile of profiles) {
    for (const result of await resultsIn(profile, root)) {
      if (!isWhole(result)) continue;
      const isNew = rows.get(keyOf(result))?.weights !== result.weights;
      here.add(keyOf(result));
      say(`${profile} ${result.run}: ${isNew ? "taken" : "known"}, trained here on ${result.date}`);
      if (isNew) rows.set(keyOf(result), await withFlops(result, root));
    }
  }
  for (const row of recorded) {
    if (!here.has(keyOf(row))) say(`${row.profile} ${row.run}: kept from the record, trained on ${row.date}`);
  }
  for (const {command} of missingRows([...rows.values()])) say(`missing: ${command}`);
  return [...rows.values()].sort(byPlace);
}

/** The trainings that the ladder rests on and that no row tells of: three seeds of each contender, with the budget of `standard`. */
export function missingRows(
  rows: readonly StudyResult[],
): readonly {readonly contender: string; readonly command: string}[] {
  const known = new Set(rows.filter(isWhole).map(keyOf));
  const resting = contenders.filter(({family}) => family !== "transfer");
  return resting.flatMap((contender) =>
    [1, 2, 3]
      .map((seed) => ({contender, seed, profile: "standard"}) as const)
      .filter((run) => !known.has(`standard/${runNameOf(run)}`))
      .map((run) => ({contender: contender.name, command: trainCommand(run)})),
  );
}

/** What is not recorded yet, in words: `3 trainings of the shallow CNN, ...`, or `nothing`. */
export function missingWords(rows: readonly StudyResult[]): string {
  const missing = missingRows(rows).map(({contender}) => contender);
  const words = contenders.flatMap(({name, title}) => {
    const count = missing.filter((each) => each === name).length;
    return count === 0 ? [] : [`${count} of “${title}”`];
  });
  return words.join(", ") || "nothing";
}

const profiles = ["standard", "full"] as const satisfies readonly BudgetName[];

async function resultsIn(profile: BudgetName, root: string): Promise<StudyResult[]> {
  const place = runPlace(profile, root);
  const files = await readdir(join(place.folder, resultFolder)).catch((): string[] => []);
  const runs = files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -".json".length));
  const results = await Promise.all(runs.map((run) => readResult(run, place)));
  return results.filter((result) => result !== undefined);
}

function isWhole({contender: name, seed, profile, run, budget, data}: StudyResult): boolean {
  const contender = contenders.find((candidate) => candidate.name === name);
  if (!contender || !data.name.includes("Fashion-MNIST")) return false;
  const whole = contender.budgets[profile as BudgetName];
  const isToday = budget.epochs === whole.epochs && budget.trainLimit === whole.trainLimit;
  return isToday && run === runNameOf({contender, seed, profile: profile as BudgetName});
}

/** Results of older versions do not say what an answer costs; the run does. */
async function withFlops(result: StudyResult, root: string): Promise<StudyResult> {
  if (result.flops !== undefined) return result;
  if (!currentEngine()) await openEngine("wasm");
  const {model} = await loadRun(result.run, runPlace(result.profile, root));
  try {
    return {...result, flops: modelFacts(model).flops};
  } finally {
    model.dispose();
  }
}

function keyOf({profile, run}: Pick<StudyResult, "profile" | "run">): string {
  return `${profile}/${run}`;
}

/** In the order of the contenders, then by budget, then by seed. */
function byPlace(a: StudyResult, b: StudyResult): number {
  const place = ({contender}: StudyResult): number => contenders.findIndex(({name}) => name === contender);
  return place(a) - place(b) || a.budget.epochs - b.budget.epochs || a.seed - b.seed;
}
