import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {permutation, type Random, seeded} from "../../../core/random.js";
import {assertBootstrap, mean, percentileInterval} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";
import {accuracyWithout} from "./accuracyWithout.js";
import {type DoubtfulLabelsOptions, doubtfulLabels} from "./doubtfulLabels.js";

/** What became of labels that were flipped on purpose; means over the rounds, with the range of the middle 95 % of them. */
export interface PlantedNoise {
  readonly rounds: number;
  /** Labels flipped in each round. */
  readonly planted: number;
  /** Share of the flipped labels that were put in doubt. */
  readonly recall: Interval;
  /** Share of the labels put in doubt that had been flipped; the others may be wrong, too, from the start. */
  readonly precision: Interval;
  /** With the labels as they came, with those that were flipped, and without those that were then in doubt. */
  readonly accuracy: {readonly before: number; readonly planted: Interval; readonly without: Interval};
  /** How far the last lies above the first: what taking out doubtful labels flatters, at this noise. */
  readonly excess: Interval;
}

/** Options for {@link plantedNoise}. */
export interface PlantedNoiseOptions extends Pick<DoubtfulLabelsOptions, "by"> {
  /** Share of the labels that are flipped, in (0, 1); defaults to 0.05. */
  readonly share?: number;
  /**
   * What a flipped label becomes: `any` other class, each as likely (default), or the class that the model finds the `likeliest` after the
   * label, which is as hard to see as it can be.
   */
  readonly to?: "any" | "likeliest";
  /** Draws rows and classes; defaults to 0. */
  readonly seed?: number | string;
  /** Defaults to 20. */
  readonly rounds?: number;
}

/**
 * Flips labels, looks for doubtful ones, and counts: what is known to be wrong tells how much of it confident learning finds, and how
 * far accuracy without the doubtful labels is from the truth. Nothing is trained: the predictions have to come from a model that never
 * saw these labels, as of a test set.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for a share that flips no label or all of them, or for
 *   rounds out of range
 */
export function plantedNoise(
  predictions: Predictions,
  {share = 0.05, to = "any", by, seed = 0, rounds = 20}: PlantedNoiseOptions = {},
): PlantedNoise {
  const {count, yTrue} = predictions;
  const planted = Math.round(share * count);
  if (!(planted > 0 && planted < count)) {
    throw new LookbookError("bad-option", `plantedNoise: share ${share} flips ${planted} of ${count} labels`);
  }
  assertBootstrap(rounds, 0.95);
  const before = accuracyWithout(predictions, []).accuracy.value;
  const results = Array.from({length: rounds}, (_, round) => {
    const random = seeded(seed).fork(`planted noise ${round}`);
    const rows = permutation(count, random).slice(0, planted);
    const labels = Uint8Array.from(yTrue);
    for (const row of rows) labels[row] = flipped(predictions, row, to, random);
    const noisy = {...predictions, yTrue: labels};
    const doubted = doubtfulLabels(noisy, by === undefined ? {} : {by}).map(({row}) => row);
    const flips = new Set(rows);
    const found = doubted.filter((row) => flips.has(row)).length;
    return {
      recall: found / planted,
      precision: doubted.length > 0 ? found / doubted.length : 0,
      planted: accuracyWithout(noisy, []).accuracy.value,
      without: accuracyWithout(noisy, doubted).accuracy.value,
    };
  });
  const over = (pick: (result: (typeof results)[number]) => number): Interval => {
    const values = results.map(pick);
    return percentileInterval(mean(values), values, 0.95);
  };
  return {
    rounds,
    planted,
    recall: over(({recall}) => recall),
    precision: over(({precision}) => precision),
    accuracy: {before, planted: over((each) => each.planted), without: over(({without}) => without)},
    excess: over(({without}) => without - before),
  };
}

function flipped(
  {classNames, yTrue, probabilities}: Predictions,
  row: number,
  to: "any" | "likeliest",
  random: Random,
): number {
  const own = yTrue[row]!;
  if (to === "any") {
    const drawn = random.int(classNames.length - 1);
    return drawn < own ? drawn : drawn + 1;
  }
  const start = row * classNames.length;
  const others = classNames.map((_, k) => k).filter((k) => k !== own);
  return others.reduce((best, k) => (probabilities[start + k]! > probabilities[start + best]! ? k : best));
}
