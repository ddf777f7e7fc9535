import type {LadderStep} from "../study/ladderSteps.js";
import {significant, type Tested} from "./claim.js";

/** The claim that a step leads up, by the paired bootstrap with Holm's correction; undecided where it is not recorded. */
export function stepClaim(steps: readonly LadderStep[], better: string, worse: string): Tested {
  const step = steps.find((each) => each.better.name === better && each.worse.name === worse);
  if (!step) return notRecorded;
  const {comparison, adjusted} = step;
  return significant(
    {pValue: adjusted, difference: comparison.difference},
    {method: method(comparison.seeds, steps.length), sampleSize: comparison.count, format: "points(1)"},
  );
}

/**
 * The claim that every measure is worth something: it holds when each comparison is significant with the claimed sign, is refuted when
 * one is with the other, and is undecided in between. The evidence is that of the weakest.
 */
export function everyStepClaim(steps: readonly LadderStep[]): Tested {
  const all = steps.map(({comparison, adjusted}) =>
    significant(
      {pValue: adjusted, difference: comparison.difference},
      {
        method: `${method(comparison.seeds, steps.length)}, the weakest of them`,
        sampleSize: comparison.count,
        format: "points(2)",
      },
    ),
  );
  const weakest = steps
    .map(({comparison}, i) => ({i, value: comparison.difference.value}))
    .sort((a, b) => a.value - b.value)[0];
  if (!weakest) return notRecorded;
  const outcomes = all.map(({outcome}) => outcome);
  const outcome = outcomes.includes("refuted")
    ? "refuted"
    : outcomes.every((each) => each === "holds")
      ? "holds"
      : "undecided";
  return {outcome, evidence: all[weakest.i]!.evidence};
}

const notRecorded: Tested = {
  outcome: "undecided",
  evidence: {method: "none yet", criterion: "the trainings of both are recorded"},
};

function method([first, second]: readonly [number, number], comparisons: number): string {
  return `paired bootstrap over pictures and ${first} and ${second} seeds, Holm's correction for ${comparisons}`;
}
