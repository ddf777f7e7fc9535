import type {LadderStep} from "../study/ladderSteps.js";
import {significant, type Tested, undecided} from "./claim.js";

/**
 * The claim that a step leads up, by the paired bootstrap with Holm's correction; undecided where it is not recorded, or rests on a
 * single training of either.
 */
export function stepClaim(steps: readonly LadderStep[], better: string, worse: string): Tested {
  const step = steps.find((each) => each.better.name === better && each.worse.name === worse);
  return step ? tested(step, steps.length, "points(1)") : undecided("the trainings of both are recorded");
}

/**
 * The claim that every measure is worth something: it holds when each comparison is significant with the claimed sign, is refuted when
 * one is with the other, and is undecided in between. The evidence is that of the comparison that decides: of those that say the least
 * good, the one with the smallest difference.
 * @param measures how many there are; where fewer are compared, not all are recorded, and the claim cannot hold
 */
export function everyStepClaim(steps: readonly LadderStep[], measures: number): Tested {
  const all = steps.map((step) => ({
    value: step.comparison.difference.value,
    ...tested(step, steps.length, "points(2)"),
  }));
  const order = ["refuted", "undecided", "holds"];
  const [least] = all.sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.value - b.value);
  if (!least || (least.outcome === "holds" && steps.length < measures)) {
    return undecided("the trainings without each of the measures are recorded");
  }
  const {outcome, evidence} = least;
  const isTested = evidence.pValue !== undefined;
  return {outcome, evidence: isTested ? {...evidence, method: `${evidence.method}, the weakest of them`} : evidence};
}

function tested({comparison, adjusted}: LadderStep, comparisons: number, format: string): Tested {
  const {seeds, difference, count} = comparison;
  if (Math.min(...seeds) < 2) return undecided("both are trained from at least two seeds");
  return significant({pValue: adjusted, difference}, {method: method(seeds, comparisons), sampleSize: count, format});
}

function method([first, second]: readonly [number, number], comparisons: number): string {
  return `paired bootstrap over pictures and ${first} and ${second} seeds, Holm's correction for ${comparisons}`;
}
