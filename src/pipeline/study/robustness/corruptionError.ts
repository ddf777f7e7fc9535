import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrap, mean, meanAt} from "../../../core/statistics.js";
import {confidenceAt} from "../../evaluation/predictions.js";
import type {RobustModel, Robustness, RobustnessLevel} from "./robustness.js";

/** What all corruptions together do to one model; every interval is a bootstrap's over pictures, each with all that was done to it. */
export interface CorruptionError {
  readonly name: string;
  /** Error on the pictures as they are. */
  readonly clean: number;
  /** What the corruptions add to it, over all kinds and strengths, each kind counting the same. */
  readonly added: Interval;
  /** What they add beyond what they add to the reference's error, picture by picture; negative where it is less. */
  readonly addedOverReference: Interval;
  /**
   * Mean corruption error: error over the strengths of a kind divided by the reference's, the mean over the kinds. Where the reference makes
   * none, half an error stands in for it.
   * Source: D. Hendrycks, T. Dietterich, "Benchmarking neural network robustness to common corruptions and perturbations" (ICLR 2019).
   */
  readonly mce: Interval;
  /** The same of what is added to the clean error; null where a kind adds nothing to the reference's. */
  readonly relativeMce: Interval | null;
  /** Mean confidence minus accuracy, over all kinds at their strongest. */
  readonly overconfidence: Interval;
  /** Of the wrong answers, over all kinds at their strongest, the share that is at least as sure as the threshold; 0 where none is wrong. */
  readonly loud: Interval;
}

/** Options for {@link corruptionErrors}. */
export interface CorruptionErrorOptions {
  /** Name of the model whose errors the others' are divided by. */
  readonly reference: string;
  /** Draws the bootstrap. */
  readonly seed: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
}

/**
 * Sums up what all corruptions do, one result a model.
 * @throws LookbookError `bad-option` where no model is called as the reference
 */
export function corruptionErrors(
  {models, count, threshold}: Robustness,
  {reference, seed, rounds = 1000}: CorruptionErrorOptions,
): CorruptionError[] {
  const against = models.find(({name}) => name === reference);
  if (!against) {
    const names = models.map(({name}) => `"${name}"`).join(", ");
    throw new LookbookError(
      "bad-option",
      `corruptionErrors: expected the reference to be ${names}, got "${reference}"`,
    );
  }
  // The same resamples for all models and figures.
  const over = (statistic: (rows: Int32Array) => number): Interval =>
    bootstrap(count, statistic, {random: seeded(seed).fork("corruption error"), rounds});
  const theirs = errorColumns(against);
  const addedToTheirs = meanColumn(theirs.added);
  return models.map((model) => {
    const own = errorColumns(model);
    const added = meanColumn(own.added);
    const beyond = added.map((error, row) => error - addedToTheirs[row]!);
    const {gap, wrong, loud} = surenessColumns(model, threshold);
    return {
      name: model.name,
      clean: mean(own.clean),
      added: over((rows) => meanAt(added, rows)),
      addedOverReference: over((rows) => meanAt(beyond, rows)),
      mce: over(meanRatio(own.kinds, theirs.kinds)),
      relativeMce: theirs.added.every((kind) => mean(kind) > 0) ? over(meanRatio(own.added, theirs.added)) : null,
      overconfidence: over((rows) => meanAt(gap, rows)),
      loud: over((rows) => meanAt(loud, rows) / (meanAt(wrong, rows) || 1)),
    };
  });
}

/** One number a picture. */
type Column = Float64Array;

interface ErrorColumns {
  /** Whether the picture as it is was answered wrongly, 0 or 1. */
  readonly clean: Column;
  /** For each kind the share of its strengths at which the picture was. */
  readonly kinds: readonly Column[];
  /** The same less `clean`. */
  readonly added: readonly Column[];
}

function errorColumns({curves}: RobustModel): ErrorColumns {
  const wrongAt = ({answers: {yTrue, yPred}}: RobustnessLevel): Column =>
    Float64Array.from(yTrue, (truth, row) => Number(truth !== yPred[row]));
  const clean = wrongAt(curves[0]!.levels[0]!);
  const kinds = curves.map(({levels}) => meanColumn(levels.slice(1).map(wrongAt)));
  return {clean, kinds, added: kinds.map((kind) => kind.map((error, row) => error - clean[row]!))};
}

/** Means over all kinds at their strongest. */
function surenessColumns({curves}: RobustModel, threshold: number): Record<"gap" | "wrong" | "loud", Column> {
  const strongest = curves.map(({levels}) => levels.at(-1)!.answers);
  const column = (of: (confidence: number, isWrong: boolean) => number): Column =>
    meanColumn(
      strongest.map((answers) =>
        Float64Array.from(answers.yTrue, (truth, row) => of(confidenceAt(answers, row), truth !== answers.yPred[row])),
      ),
    );
  return {
    gap: column((confidence, isWrong) => confidence - Number(!isWrong)),
    wrong: column((_, isWrong) => Number(isWrong)),
    loud: column((confidence, isWrong) => Number(isWrong && confidence >= threshold)),
  };
}

function meanColumn(columns: readonly Column[]): Column {
  return columns[0]!.map((_, row) => mean(columns.map((column) => column[row]!)));
}

/** The mean over the kinds of one model's error divided by another's; half an error stands in where the other makes none. */
function meanRatio(own: readonly Column[], theirs: readonly Column[]): (rows: Int32Array) => number {
  return (rows) =>
    mean(own.map((kind, k) => meanAt(kind, rows) / Math.max(meanAt(theirs[k]!, rows), 0.5 / rows.length)));
}
