import type {Interval} from "../../core/payload.js";
import {mean} from "../../core/statistics.js";
import {rightRows} from "./answers.js";
import type {Budget, Contender} from "./contender.js";
import {contenders} from "./contenders.js";
import {overSeeds, type SeedSummary} from "./overSeeds.js";
import type {StudyResult} from "./result.js";
import {type RightBySeed, type SeedBootstrapOptions, seedBootstrap} from "./seedBootstrap.js";
import type {View} from "./views.js";

/** All trainings of one contender with one budget, on the same data: what a row of the ladder rests on. */
export interface LadderGroup {
  /** Of the contender. */
  readonly name: string;
  readonly title: string;
  readonly family: Contender["family"];
  readonly budget: Budget;
  readonly profile: string;
  /** Ascending. */
  readonly seeds: readonly number[];
  /** Pictures of the test set. */
  readonly count: number;
  /** Mean over seeds in the first view, with the interval over seeds and pictures. */
  readonly accuracy: Interval;
  /** The same figure, over seeds alone. */
  readonly overSeeds: SeedSummary;
  /** Mean over seeds, in the first view. */
  readonly macroF1: number;
  /** As `accuracy`, averaged over the picture and its mirror image; null where it was not asked so. */
  readonly flipped: Interval | null;
  /** Which pictures each seed got right, in the first view. */
  readonly right: RightBySeed;
  readonly parameters: number;
  /** Floating-point operations for one picture; null where it is not known. */
  readonly flops: number | null;
  /** Of the weights. */
  readonly bytes: number;
  /** Mean over seeds of what a training took; null where it is not known of all. */
  readonly seconds: {readonly wall: number; readonly cpu: number} | null;
  /** Rebuilds the first of them. */
  readonly command: string;
  /** By seed. */
  readonly rows: readonly StudyResult[];
}

/** Options for {@link ladderGroups}. */
export interface LadderGroupsOptions extends SeedBootstrapOptions {
  /** Defaults to the ladder itself. */
  readonly family?: Contender["family"];
}

/** Puts recorded trainings together by contender and budget, in the order of the contenders; the smaller budget comes first. */
export function ladderGroups(
  rows: readonly StudyResult[],
  {family = "ladder", ...bootstrap}: LadderGroupsOptions = {},
): LadderGroup[] {
  return contenders
    .filter((contender) => contender.family === family)
    .flatMap((contender) => {
      const own = rows.filter((row) => row.contender === contender.name);
      return [...new Set(own.map(keyOf))]
        .map((key) => own.filter((row) => keyOf(row) === key))
        .map((same) => groupOf(contender, same, bootstrap))
        .sort((a, b) => a.budget.epochs - b.budget.epochs);
    });
}

/** Of each contender the group with the ladder's common budget, that of the profile `standard`; where there is none, its largest. */
export function atCommonBudget(groups: readonly LadderGroup[]): LadderGroup[] {
  return [...new Set(groups.map(({name}) => name))].map((name) => {
    const own = groups.filter((group) => group.name === name);
    return own.find(({profile}) => profile === "standard") ?? own.at(-1)!;
  });
}

function keyOf({profile, budget: {epochs, trainLimit}, data}: StudyResult): string {
  return [profile, epochs, trainLimit, data.hash].join("/");
}

function groupOf(
  {name, title, family}: Contender,
  unordered: readonly StudyResult[],
  bootstrap: SeedBootstrapOptions,
): LadderGroup {
  const rows = [...unordered].sort((a, b) => a.seed - b.seed);
  const [first] = rows as [StudyResult];
  const right = rightIn(first.test[0]!.view, rows)!;
  const flipped = rightIn("flip", rows);
  const seconds = rows.map((row) => row.seconds);
  return {
    name,
    title,
    family,
    budget: first.budget,
    profile: first.profile,
    seeds: rows.map(({seed}) => seed),
    count: first.data.test,
    accuracy: seedBootstrap(right, bootstrap),
    overSeeds: overSeeds(rows.map(({test}) => test[0]!.accuracy)),
    macroF1: mean(rows.map(({test}) => test[0]!.macroF1)),
    flipped: flipped ? seedBootstrap(flipped, bootstrap) : null,
    right,
    parameters: first.parameters,
    flops: first.flops ?? null,
    bytes: first.bytes,
    seconds: seconds.every((each) => each !== null)
      ? {wall: mean(seconds.map(({wall}) => wall)), cpu: mean(seconds.map(({cpu}) => cpu))}
      : null,
    command: first.command,
    rows,
  };
}

/** Undefined where one of them was not asked in this view. */
function rightIn(view: View, rows: readonly StudyResult[]): Uint8Array[] | undefined {
  const asked = rows.map(({test, data}) => {
    const found = test.find((each) => each.view === view);
    return found && rightRows(found.errors, data.test);
  });
  return asked.every((each) => each !== undefined) ? asked : undefined;
}
