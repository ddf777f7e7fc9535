import {LookbookError} from "../../core/errors.js";

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
    };

/**
 * The learning rate at one moment.
 * @param progress share of all steps done, in [0, 1]
 */
export function learningRateAt(schedule: Schedule, progress: number): number {
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
  }
}

/** Checks a schedule at the door. @throws LookbookError `bad-option` naming the value */
export function assertSchedule(schedule: Schedule): void {
  const {kind, learningRate} = schedule;
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new LookbookError("bad-option", `schedule ${kind}: learningRate must be positive, got ${learningRate}`);
  }
  const warmUp = "warmUp" in schedule ? schedule.warmUp : undefined;
  if (warmUp !== undefined && !(warmUp >= 0 && warmUp < 1)) {
    throw new LookbookError("bad-option", `schedule ${kind}: warmUp must lie in [0, 1), got ${warmUp}`);
  }
  if (kind === "exponential" && schedule.end !== undefined && !(schedule.end > 0)) {
    throw new LookbookError("bad-option", `schedule exponential: end must be positive, got ${schedule.end}`);
  }
}

/** From one rate to another along half a cosine. */
function swing(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + cosPi(share))) / 2;
}

/** The cosine of pi times `x`, for x in [0, 1], by its series: Math.cos differs in the last bit between versions of Node. */
function cosPi(x: number): number {
  if (x > 0.5) return -cosPi(1 - x);
  const square = Math.PI * x * (Math.PI * x);
  let [term, sum] = [1, 1];
  for (let k = 2; k <= 24; k += 2) {
    term *= -square / (k * (k - 1));
    sum += term;
  }
  return sum;
}
