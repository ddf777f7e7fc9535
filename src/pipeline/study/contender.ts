import type {ProgressFactory} from "../../core/progress.js";
import type {TestScore} from "../artefact/journal.js";
import type {RunPlace} from "../artefact/run.js";
import type {ImageSet} from "../dataset/imageSet.js";
import type {Checkpoint} from "../training/checkpoint.js";
import type {TrainingHistory} from "../training/history.js";
import type {TrainOptions} from "../training/trainOptions.js";
import type {View} from "./views.js";

/** One row of the ladder: what is trained, for how long, and how it is asked. */
export interface Contender {
  /** Names its runs: those of "dense" are called `dense-seed-1`, `dense-seed-2`, ... */
  readonly name: string;
  /** For tables and captions. */
  readonly title: string;
  /** One sentence for the report, without a capital and a full stop. */
  readonly description: string;
  /** `ladder`: a model of its own; `transfer`: one that another task has taught before; `ablation`: a model of the ladder with one measure of its recipe left out. */
  readonly family: "ladder" | "transfer" | "ablation";
  readonly budgets: Readonly<Record<BudgetName, Budget>>;
  /** How it is asked for the test set's classes; the first is the row's result. */
  readonly views: readonly [View, ...View[]];
  /** Trains it and keeps a run of the name that the lesson says, or loads what the same training left. */
  readonly fit: (lesson: Lesson) => Promise<Fitted>;
}

/** The profiles that every contender has a budget for. */
export type BudgetName = "quick" | "standard" | "full";

/** How much a training may learn from, and how often. */
export interface Budget {
  /** Passes over the training pictures, at most. */
  readonly epochs: number;
  /** Pictures that are drawn from the training set before any is held out; defaults to all. */
  readonly trainLimit?: number;
}

/** One training of a contender: everything that it may depend on, and where it is kept. */
export interface Lesson {
  /** Of the run in `place`. */
  readonly run: string;
  readonly train: ImageSet;
  /** Chooses the epoch whose weights are kept. */
  readonly validation: ImageSet;
  readonly epochs: number;
  /** Draws the initial weights, the order of the pictures, augmentation and dropout. */
  readonly seed: number | string;
  /** How `train` and `validation` were drawn from the data, as plain JSON; belongs into the options of the run. */
  readonly drawing: Readonly<Record<string, unknown>>;
  /** Hash of the data that they were drawn from. */
  readonly dataHash: string;
  /** Name of the engine, which is open. */
  readonly engine: string;
  readonly place: RunPlace;
  readonly workers: number;
  readonly progress: ProgressFactory;
  /** Told after each epoch how the training stands, for live curves. */
  readonly onEpoch?: TrainOptions["onEpoch"];
  readonly signal: AbortSignal | undefined;
  /** Every checkpoint of the training goes through it: it takes the time. */
  readonly watch: (checkpoint: Checkpoint) => Checkpoint;
}

/** A contender that has learnt. */
export interface Fitted {
  readonly history: TrainingHistory;
  /** Trainable and fixed, a frozen backbone's among them. */
  readonly parameterCount: number;
  /** Floating-point operations for one picture, a frozen backbone's among them; where they are known. */
  readonly flops?: number;
  /** Of the weights on disk, a frozen backbone's among them. */
  readonly bytes: number;
  /** Changes when the weights do. */
  readonly fingerprint: string;
  /** Hash of the code that trained. */
  readonly code: string;
  /**
   * Answers raw pictures.
   * @param images [count, height, width, channels], 0 to 255
   * @returns logits, [count, classCount], row-major
   */
  score(images: Uint8Array): Promise<Float32Array>;
  /** Notes beside the run what it reached on the test set, for `lookbook runs`. */
  noteTest(test: TestScore): Promise<void>;
  /** Frees the weights. */
  dispose(): void;
}
