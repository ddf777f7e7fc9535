import {holm} from "../../core/holm.js";
import {compareSeeds, type SeedComparison} from "./compareSeeds.js";
import type {LadderGroup} from "./ladderGroups.js";
import type {SeedBootstrapOptions} from "./seedBootstrap.js";

/** One comparison among several. */
export interface LadderStep {
  /** The one that should be better. */
  readonly better: LadderGroup;
  readonly worse: LadderGroup;
  /** Accuracy of `better` minus that of `worse`. */
  readonly comparison: SeedComparison;
  /** The comparison's p-value by Holm's correction for all comparisons that were made with it. */
  readonly adjusted: number;
}

/** Compares every group with the one before it: what each step up the ladder is worth. */
export function ladderSteps(groups: readonly LadderGroup[], options: SeedBootstrapOptions = {}): LadderStep[] {
  return compared(
    groups.slice(1).map((better, i) => ({better, worse: groups[i]!})),
    options,
  );
}

/** Compares the complete recipe, the first group, with each of the others: what the measure that these leave out is worth. */
export function ablationSteps(groups: readonly LadderGroup[], options: SeedBootstrapOptions = {}): LadderStep[] {
  const [complete, ...others] = groups;
  return complete?.name.endsWith("-without-nothing")
    ? compared(
        others.map((worse) => ({better: complete, worse})),
        options,
      )
    : [];
}

/** Compares each of several groups with one that it should be better than. */
export function stepsOver(
  worse: LadderGroup,
  groups: readonly LadderGroup[],
  options: SeedBootstrapOptions = {},
): LadderStep[] {
  return compared(
    groups.map((better) => ({better, worse})),
    options,
  );
}

function compared(pairs: readonly Pick<LadderStep, "better" | "worse">[], options: SeedBootstrapOptions): LadderStep[] {
  const comparisons = pairs.map(({better, worse}) => compareSeeds(better.right, worse.right, options));
  const adjusted = holm(comparisons.map(({pValue}) => pValue));
  return pairs.map((pair, i) => ({...pair, comparison: comparisons[i]!, adjusted: adjusted[i]!}));
}
