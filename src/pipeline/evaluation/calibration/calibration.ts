import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {assertBootstrap, mean, percentileInterval, quantile} from "../../../core/statistics.js";
import {confidenceAt, type Predictions} from "../predictions.js";
import {classwiseError} from "./classwiseError.js";
import {redrawErrors} from "./redrawErrors.js";
import {type Binning, type Reliability, type ReliabilityBin, reliability} from "./reliability.js";

/** How far confidence and accuracy lie apart, over one kind of bins. */
export interface CalibrationError {
  readonly bins: readonly ReliabilityBin[];
  /**
   * Expected calibration error: mean gap between confidence and accuracy, weighted by the bins' counts, in [0, 1]. The figure that
   * everybody reports; it is biased upwards, as chance opens a gap in every bin and no gap is negative.
   */
  readonly ece: number;
  /**
   * The error without that bias, as far as the bootstrap can tell it: 2 ece - mean of the draws, with the basic bootstrap interval, both
   * cut off at 0. Next to 0 the correction falls short; whether there is an error at all is what `pValue` is for.
   */
  readonly corrected: Interval;
  /** The `ece` that a model would show on so many pictures if these very confidences were right: mean over redrawn answers. */
  readonly expected: number;
  /** How often such a model shows an `ece` of at least this size. */
  readonly pValue: number;
  /** The largest gap of any bin, in [0, 1]. Bins of few pictures have large gaps by chance. */
  readonly largestGap: number;
}

/** How far a model's confidence can be believed. */
export interface Calibration {
  readonly count: number;
  readonly equalWidth: CalibrationError;
  readonly equalMass: CalibrationError;
  /** Mean confidence minus accuracy: above 0 the model is too sure of itself, below 0 not sure enough. */
  readonly surplus: Interval;
  /** The error over all probabilities, not only those of the answers: mean over the classes, equal width. Biased upwards, too. */
  readonly classwise: number;
}

/** Options for {@link calibration}. */
export interface CalibrationOptions {
  /** Bins of each kind; defaults to 15. */
  readonly binCount?: number;
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap, and of the answers redrawn; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the intervals, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Reliability tables and expected calibration errors, over bins of equal width (C. Guo et al., "On calibration of modern neural
 * networks", ICML 2017) and of equal mass (J. Nixon et al., "Measuring calibration in deep learning", CVPR workshops 2019). The bias of
 * the plug-in estimate is the subject of A. Kumar et al., "Verified uncertainty calibration", NeurIPS 2019; the test by redrawn answers is
 * J. Bröcker's and L. Smith's ("Increasing the reliability of reliability diagrams", 2007). Bins stay as they are while rows are redrawn.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for bins, rounds or a level out of range
 */
export function calibration(
  predictions: Predictions,
  {binCount = 15, seed = 0, rounds = 1000, level = 0.95}: CalibrationOptions = {},
): Calibration {
  const {count, yTrue, yPred} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "calibration: expected at least one prediction, got none");
  assertBootstrap(rounds, level);
  const confidences = Float64Array.from({length: count}, (_, row) => confidenceAt(predictions, row));
  const right = Uint8Array.from(yTrue, (truth, row) => Number(truth === yPred[row]));
  const tables = (["equal-width", "equal-mass"] as const satisfies readonly Binning[]).map((binning) =>
    reliability({confidences, right}, {binning, binCount}),
  );
  const drawn = redrawErrors({confidences, right, binOf: tables.map(({binOf}) => binOf), binCount}, {rounds, seed});
  const [equalWidth, equalMass] = tables.map((table, i) => errorOf(table, {...drawn[i]!, count, level}));
  return {
    count,
    equalWidth: equalWidth!,
    equalMass: equalMass!,
    surplus: percentileInterval(mean(confidences) - mean(right), drawn[0]!.surplus, level),
    classwise: classwiseError(predictions, binCount),
  };
}

interface Draws {
  readonly bootstrap: Float64Array;
  readonly calibrated: Float64Array;
  readonly count: number;
  readonly level: number;
}

function errorOf({bins}: Reliability, {bootstrap, calibrated, count, level}: Draws): CalibrationError {
  const gaps = bins.map(({confidence, accuracy}) => Math.abs(confidence - accuracy));
  const ece = bins.reduce((sum, bin, i) => sum + (bin.count / count) * gaps[i]!, 0);
  const reflected = (value: number): number => Math.max(0, 2 * ece - value);
  const asLarge = calibrated.reduce((sum, value) => sum + Number(value >= ece), 0);
  return {
    bins,
    ece,
    corrected: {
      value: reflected(mean(bootstrap)),
      low: reflected(quantile(bootstrap, (1 + level) / 2)),
      high: reflected(quantile(bootstrap, (1 - level) / 2)),
      level,
    },
    expected: mean(calibrated),
    pValue: (1 + asLarge) / (1 + calibrated.length),
    largestGap: gaps.reduce((a, b) => Math.max(a, b), 0),
  };
}
