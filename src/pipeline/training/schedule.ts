import {cosPi} from "../../core/cosPi.js";
import {LookbookError} from "../../core/errors.js";
import {isCount, isPositive, isShare, numberCheck} from "./numberCheck.js";
import {assertStall, type Reached, type StallOptions, stallOf} from "./stall.js";

/** How the learning rate moves over a training; shares are of all steps, in [0, 1]. */
export type Schedule =
  | {readonly kind: "constant"; readonly learningRate: number}
  /** Multiplied by `factor` (default 0.1) at each of the shares `at`. */
  | {readonly kind: "step"; readonly learningRate: number; readonly at: readonly number[]; readonly factor?: number}
  /** Falls evenly on a log scale to `end` times the first rate (default 0.01). */
  | {readonly kind: "exponential"; readonly learningRate: number; readonly end?: number}
  /** Rises linearly during `warmUp` (default 0.05), then falls along half a cosine to zero. Loshchilov, Hutter, "SGDR" (2017). */
  | {readonly kind: "cosine"; readonly learningRate: number; readonly warmUp?: number}
  /**
   * Rises along half a cosine from `start` (default 0.1) times the peak during `warmUp` (default 0.25), then falls to `end`
   * (default 0.001) times the peak. Smith, Topin, "Super-convergence" (2018).
   */
  | {
      readonly kind: "one-cycle";
      readonly learningRate: number;
      readonly warmUp?: number;
      readonly start?: number;
      readonly end?: number;
    }
  /**
   * Multiplied by `factor` (default 0.1) after each `patience` (default 3) epochs in a row without a better validation loss, or
   * accuracy, but never below `minimum` (default 0).
   */
  | ({
      readonly kind: "plateau";
      readonly learningRate: number;
      readonly factor?: number;
      readonly patience?: number;
      readonly minimum?: number;
    } & StallOptions);

/**
 * The learning rate at one moment.
 * @param progress share of all steps done, in [0, 1]
 * @param records of the epochs before, on which "plateau" depends; defaults to none
 */
export function learningRateAt(schedule: Schedule, progress: number, records: readonly Reached[] = []): number {
  const {learningRate} = schedule;
  switch (schedule.kind) {
    case "constant":
      return learningRate;
    case "step": {
      const {at, factor = 0.1} = schedule;
      return at.filter((share) => progress >= share).reduce((rate) => rate * factor, learningRate);
    }
    case "exponential":
      return learningRate * Math.exp(progress * Math.log(schedule.end ?? 0.01));
    case "cosine": {
      const {warmUp = 0.05} = schedule;
      return progress < warmUp
        ? (learningRate * progress) / warmUp
        : swing(learningRate, 0, (progress - warmUp) / (1 - warmUp));
    }
    case "one-cycle": {
      const {warmUp = 0.25, start = 0.1, end = 0.001} = schedule;
      return progress < warmUp
        ? swing(start * learningRate, learningRate, progress / warmUp)
        : swing(learningRate, end * learningRate, (progress - warmUp) / (1 - warmUp));
    }
    case "plateau": {
      const {factor = 0.1, patience = 3, minimum = 0} = schedule;
      let rate = learningRate;
      for (let left = stallOf(records, {...schedule, patience}).plateaus; left > 0; left--) rate *= factor;
      return Math.max(rate, minimum);
    }
  }
}

/** Checks a schedule at the door. @throws LookbookError `bad-option` naming the value */
export function assertSchedule(schedule: Schedule): void {
  const {kind, learningRate} = schedule;
  const check = numberCheck(`schedule ${kind}`);
  check("learningRate", learningRate ?? Number.NaN, isPositive, "be positive");
  switch (kind) {
    case "constant":
      break;
    case "step":
      for (const share of schedule.at) check("at", share, (x) => x >= 0 && x <= 1, "hold shares in [0, 1]");
      check("factor", schedule.factor, isPositive, "be positive");
      break;
    case "exponential":
      check("end", schedule.end, isPositive, "be positive");
      break;
    case "one-cycle":
      check("start", schedule.start, (x) => x >= 0 && x <= 1, "lie in [0, 1]");
      check("end", schedule.end, (x) => x >= 0 && x <= 1, "lie in [0, 1]");
      check("warmUp", schedule.warmUp, isShare, "lie in [0, 1)");
      break;
    case "cosine":
      check("warmUp", schedule.warmUp, isShare, "lie in [0, 1)");
      break;
    case "plateau":
      check("factor", schedule.factor, (x) => x > 0 && x < 1, "lie between 0 and 1 (exclusive)");
      check("patience", schedule.patience, isCount, "be a whole number of at least 1");
      check("minimum", schedule.minimum, (x) => x >= 0 && x <= learningRate, `lie in [0, ${learningRate}]`);
      assertStall("schedule plateau", schedule);
      break;
    default:
      throw new LookbookError("bad-option", `schedule: unknown kind "${String((schedule as Schedule).kind)}"`);
  }
}

/** From one rate to another along half a cosine. */
function swing(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + cosPi(share))) / 2;
}
