import {LookbookError} from "../../core/errors.js";
import type {Board} from "./board.js";

/** How weights are averaged over the steps of a training. */
export interface Averaging {
  /**
   * Share of the old average that a step leaves, in (0, 1): 0.995 remembers about 200 steps. In the first steps, when there is
   * little to remember, it is (1 + step) / (10 + step) at most, as in TensorFlow's ExponentialMovingAverage.
   */
  readonly decay: number;
}

/** An average, as plain data. */
export interface AverageState {
  readonly weights: Float32Array;
  /** Moving statistics and what else no gradient moves. */
  readonly settings: Float32Array;
  /** Steps so far. */
  readonly steps: number;
}

/** Keeps the exponential moving average of all that stands on the board. */
export interface Averager {
  /** Takes one more step into the average. */
  follow(): void;
  /** Puts the average on the board and takes what stood there, or the other way round. */
  swap(): void;
  /** The average, after an even number of swaps; a copy. */
  state(): AverageState;
}

/**
 * Opens the average of what stands on the board now. Polyak, Juditsky, "Acceleration of stochastic approximation by averaging" (1992).
 * @param state of a training that goes on
 */
export function openAverager({weights, settings}: Board, {decay}: Averaging, state?: AverageState): Averager {
  const average = structuredClone(state ?? {weights: weights.slice(), settings: settings.slice(), steps: 0});
  const pairs = [
    [weights, average.weights],
    [settings, average.settings],
  ] as const;
  let {steps} = average;
  return {
    follow: () => {
      const kept = Math.min(decay, (1 + steps) / (10 + steps));
      steps++;
      for (const [now, mean] of pairs) {
        for (let i = 0; i < mean.length; i++) mean[i] = kept * mean[i]! + (1 - kept) * now[i]!;
      }
    },
    swap: () => {
      for (const [now, mean] of pairs) {
        const held = now.slice();
        now.set(mean);
        mean.set(held);
      }
    },
    state: () => structuredClone({...average, steps}),
  };
}

/** Checks at the door. @throws LookbookError `bad-option` naming the value */
export function assertAveraging({decay}: Averaging): void {
  if (decay > 0 && decay < 1) return;
  throw new LookbookError("bad-option", `average: decay must lie between 0 and 1, got ${decay}`);
}
