import {readCollection} from "../../../core/collection.js";
import {LookbookError} from "../../../core/errors.js";
import type {Machine} from "../../../core/measurement.js";
import type {ImageDataset} from "../../dataset/imageSet.js";
import {type Predictions, predictions} from "../../evaluation/predictions.js";
import type {FoldResult} from "../crossValidate.js";
import {decodeProbabilities} from "./probabilityText.js";

/** Answers to the training pictures, each by a network that had not seen it, as `lookbook measure labels` records them. */
export interface OutOfFoldRecord {
  /** Name of the contender. */
  readonly contender: string;
  readonly seed: number;
  readonly epochs: number;
  readonly folds: readonly FoldResult[];
  /** Share of right answers, before rounding. */
  readonly accuracy: number;
  readonly data: {readonly name: string; readonly hash: string; readonly train: number; readonly classCount: number};
  /** See `encodeProbabilities`. */
  readonly probabilities: string;
  readonly rounding: RoundingEffect;
  /** Name and version. */
  readonly engine: string;
  /** Where the record was made; the trainings say themselves where they were. */
  readonly machine: Machine;
  /** ISO 8601, a day. */
  readonly date: string;
}

/** What the rounding of a record does to what is worked out from it. */
export interface RoundingEffect {
  /** Of any probability, in [0, 1]. */
  readonly largestDifference: number;
  /** Answers that became others. */
  readonly changedAnswers: number;
  /** Labels in doubt: by the exact numbers, by the recorded ones, and by both. */
  readonly doubtful: {readonly exact: number; readonly recorded: number; readonly both: number};
  /** Estimated share of wrong labels. */
  readonly noise: {readonly exact: number; readonly recorded: number};
}

/**
 * The recorded answers to these training pictures; undefined where none are recorded, or those of other data, such as where the pictures
 * of today are synthetic.
 * @param from a folder of the project; defaults to the working folder, which in a notebook is the notebook's own
 * @throws LookbookError `bad-file` or `bad-data` where the record is damaged
 */
export async function recordedOutOfFold(
  {train, hash}: Pick<ImageDataset, "train" | "hash">,
  from: string = process.cwd(),
): Promise<{readonly record: OutOfFoldRecord; readonly answers: Predictions} | undefined> {
  const record = (await recordedRows(from)).find((row) => row.data.hash === hash && row.data.train === train.count);
  if (!record) return undefined;
  const probabilities = decodeProbabilities(record.probabilities, train.count, train.classNames.length);
  return {record, answers: predictions(train, probabilities)};
}

async function recordedRows(from: string): Promise<readonly OutOfFoldRecord[]> {
  try {
    return (await readCollection<OutOfFoldRecord>("labels", from)).rows;
  } catch (thrown) {
    if (thrown instanceof LookbookError && thrown.code === "missing-file") return [];
    throw thrown;
  }
}
