import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {type Random, seeded} from "../../../core/random.js";
import {assertBootstrap, mean, percentileInterval} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";
import {accuracyWithout} from "./accuracyWithout.js";
import {doubtfulLabels} from "./doubtfulLabels.js";

/** What confident learning finds where no label is wrong; means over the rounds, with the range of the middle 95 % of them. */
export interface ChanceDoubts {
  readonly rounds: number;
  /** Labels put in doubt. */
  readonly doubtful: Interval;
  /** Labels that are in doubt beyond these: the count with the labels as they came, minus that of each round. */
  readonly beyond: Interval;
  /** Accuracy by labels drawn so, and the same without those then in doubt. */
  readonly accuracy: Interval;
  readonly without: Interval;
}

/** Options for {@link chanceDoubts}. */
export interface ChanceDoubtsOptions {
  /**
   * What labels are drawn from, [count, classCount]: what can be believed, such as the answers after temperature scaling. Defaults to the
   * answers themselves.
   */
  readonly believed?: Pick<Predictions, "probabilities">;
  /** Draws the labels; defaults to 0. */
  readonly seed?: number | string;
  /** Defaults to 20. */
  readonly rounds?: number;
}

/**
 * A world without a wrong label: each label is drawn from what the model believes of its picture, so that the model is right as often as
 * it says, and wrong otherwise. Whatever is then in doubt, is in doubt because a picture is hard to tell. Only the doubts beyond
 * these speak for wrong labels (a parametric bootstrap of the hypothesis that there are none: A. C. Davison, D. V. Hinkley, "Bootstrap
 * Methods and their Application", 1997, 4.2).
 * @throws LookbookError `bad-data` where there is no prediction, `bad-shape` where `believed` is of another size, `bad-option`
 *   for rounds out of range
 */
export function chanceDoubts(
  predictions: Predictions,
  {believed = predictions, seed = 0, rounds = 20}: ChanceDoubtsOptions = {},
): ChanceDoubts {
  if (believed.probabilities.length !== predictions.probabilities.length) {
    throw new LookbookError(
      "bad-shape",
      `chanceDoubts: expected ${predictions.probabilities.length} believed probabilities, got ${believed.probabilities.length}`,
    );
  }
  assertBootstrap(rounds, 0.95);
  const observed = doubtfulLabels(predictions).length;
  const drawn = Array.from({length: rounds}, (_, round) => {
    const random = seeded(seed).fork(`chance doubts ${round}`);
    const labels = predictions.yTrue.map((_label, row) => drawLabel(believed.probabilities, row, predictions, random));
    const world = {...predictions, yTrue: labels};
    const doubted = doubtfulLabels(world).map(({row}) => row);
    return {
      doubtful: doubted.length,
      accuracy: accuracyWithout(world, []).accuracy.value,
      without: accuracyWithout(world, doubted).accuracy.value,
    };
  });
  const over = (pick: (world: (typeof drawn)[number]) => number): Interval => {
    const values = drawn.map(pick);
    return percentileInterval(mean(values), values, 0.95);
  };
  return {
    rounds,
    doubtful: over(({doubtful}) => doubtful),
    beyond: over(({doubtful}) => observed - doubtful),
    accuracy: over(({accuracy}) => accuracy),
    without: over(({without}) => without),
  };
}

function drawLabel(
  probabilities: Float32Array,
  row: number,
  {classNames}: Pick<Predictions, "classNames">,
  random: Random,
): number {
  const classCount = classNames.length;
  let left = random.next();
  for (let k = 0; k < classCount - 1; k++) {
    left -= probabilities[row * classCount + k]!;
    if (left < 0) return k;
  }
  return classCount - 1;
}
