import {LookbookError} from "../../core/errors.js";
import {hashOf, sha256} from "../../core/hash.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import {currentEngine} from "../engine/openEngine.js";
import type {Model} from "../model/model.js";
import type {NamedWeight} from "../model/namedWeight.js";
import {networkOf} from "../model/network.js";
import type {AverageState} from "./average.js";
import type {EpochRecord} from "./history.js";
import type {Moments} from "./optimiser.js";
import type {FullOptions} from "./trainOptions.js";

/** Where a training keeps its state; `checkpointFile` keeps it in a file. */
export interface Checkpoint {
  /** The state that was saved last; undefined where there is none. */
  load(): Promise<TrainingState | undefined>;
  /** Called after each epoch. The state is the store's: the training does not touch it again. */
  save(state: TrainingState): Promise<void>;
}

/**
 * All that a training needs to go on after an epoch, as plain data. No state of a random stream is among it: the order of the
 * pictures depends on the seed and the epoch alone, dropout on the seed, the step and the shard.
 */
export interface TrainingState {
  /** What is being trained, on what and how. */
  readonly lesson: LessonPrint;
  /** All weights after the epoch, trainable or not. */
  readonly weights: readonly NamedWeight[];
  /** The averaged weights and settings, where they are averaged. */
  readonly average?: AverageState;
  /** What the optimiser remembers. */
  readonly moments: Moments;
  /** Of the epochs so far. */
  readonly records: readonly EpochRecord[];
  readonly best: BestEpoch;
}

/** The epoch that was best on the validation set so far. */
export interface BestEpoch {
  /** From 1. */
  readonly epoch: number;
  readonly weights: readonly NamedWeight[];
}

/** Hashes of what has to be the same for a training to go on: another one must not continue it. */
export interface LessonPrint {
  readonly model: string;
  readonly options: string;
  readonly data: string;
  readonly engine: string;
}

/** Takes the fingerprint of a training. The number of workers has no part in it. */
export function lessonPrint(model: Model, options: FullOptions): LessonPrint {
  const {train, validation, epochs, batchSize, optimiser, schedule, loss, labelSmoothing} = options;
  const {augment, average, clip, watch, patience, minDelta, seed, shards} = options;
  return {
    model: hashOf(networkOf(model).toJSON(null, false)),
    options: hashOf({
      ...{epochs, batchSize, optimiser, schedule, loss, labelSmoothing, augment, average},
      ...{clip, watch, patience, minDelta, seed, shards},
    }),
    data: hashOf([train, validation].map(printOf)),
    engine: currentEngine()?.name ?? "unknown",
  };
}

/** @throws LookbookError `bad-option` when a state belongs to another training */
export function assertSameLesson(model: Model, {lesson}: TrainingState, expected: LessonPrint): void {
  const parts = (Object.keys(expected) as (keyof LessonPrint)[]).filter((part) => lesson[part] !== expected[part]);
  if (parts.length === 0) return;
  throw new LookbookError(
    "bad-option",
    `training ${model.name}: the checkpoint is of another training, with other ${parts.join(" and ")}; remove it, or train as it was begun`,
  );
}

function printOf({images, labels, classNames}: ExampleSet): unknown {
  return [sha256(bytesOf(images)), sha256(labels), classNames];
}

function bytesOf({buffer, byteOffset, byteLength}: Uint8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
