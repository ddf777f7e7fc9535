import {type ProgressFactory, silent} from "../../core/progress.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import type {Augmentation} from "../features/augment.js";
import type {Averaging} from "./average.js";
import type {Checkpoint} from "./checkpoint.js";
import type {EpochReport} from "./history.js";
import type {Loss} from "./loss.js";
import type {Optimiser} from "./optimiser.js";
import type {Schedule} from "./schedule.js";
import type {Watched} from "./stall.js";

/** Options for `train`. */
export interface TrainOptions {
  readonly train: ExampleSet;
  /** Chooses the epoch whose weights are kept; never trained on. */
  readonly validation: ExampleSet;
  /** Passes over the training pictures, at most. */
  readonly epochs: number;
  /** Pictures in a step; defaults to 128. */
  readonly batchSize?: number;
  /** Defaults to Adam. */
  readonly optimiser?: Optimiser;
  /** Defaults to a constant 0.001. */
  readonly schedule?: Schedule;
  /** Defaults to cross-entropy; that of the validation set is cross-entropy in any case. */
  readonly loss?: Loss;
  /** Share of the target spread over all classes, in [0, 1); defaults to 0. */
  readonly labelSmoothing?: number;
  /** Changes the training pictures, anew in each epoch; defaults to none. The validation pictures are never changed. */
  readonly augment?: Augmentation;
  /** Averages the weights over the steps; the averaged ones are measured and kept. Defaults to none. */
  readonly average?: Averaging;
  /** Shortens the gradient of all weights together to this length where it is longer; defaults to never. */
  readonly clip?: number;
  /** Which figure of the validation set chooses the epoch whose weights are kept, and ends a training early; defaults to "loss". */
  readonly watch?: Watched;
  /** Stops after this many epochs without a better figure; defaults to never. */
  readonly patience?: number;
  /** By how much more than this, in nats or as a share, an epoch has to be better for `patience` to begin anew; defaults to 0. */
  readonly minDelta?: number;
  /** Draws the order of the pictures and the dropout; defaults to 0. */
  readonly seed?: number | string;
  /**
   * Into how many shards a batch is cut, each of which goes through the network on its own; defaults to 4. The gradient is that of
   * the whole batch, but batch normalisation sees one shard at a time, and dropout is drawn for each: it changes the bits.
   */
  readonly shards?: number;
  /** Threads that share the shards of a step, at most one a shard; defaults to 1, this thread. It changes no bit. */
  readonly workers?: number;
  /**
   * Keeps what a training needs to go on after the last finished epoch, among it the weights of the last epoch and of the best one,
   * which `restoreEpoch` gives a model; defaults to nothing.
   */
  readonly checkpoint?: Checkpoint;
  /** Told after each step how long it took, for benchmarks. */
  readonly onStep?: (timing: StepTiming) => void;
  /** Told after each epoch, when its checkpoint is kept, how the training stands; waited for. What it throws ends the training. */
  readonly onEpoch?: (report: EpochReport) => void | Promise<void>;
  readonly progress?: ProgressFactory;
  /** Stops between two steps with an `interrupted` error; the weights stay as that step left them. */
  readonly signal?: AbortSignal;
}

/** Options with their defaults filled in. */
export type FullOptions = TrainOptions & Defaults;

type Defaults = Required<
  Pick<
    TrainOptions,
    | "batchSize"
    | "optimiser"
    | "schedule"
    | "loss"
    | "labelSmoothing"
    | "watch"
    | "patience"
    | "minDelta"
    | "seed"
    | "shards"
    | "workers"
    | "progress"
  >
>;

/** Fills in the defaults. */
export function withDefaults(options: TrainOptions): FullOptions {
  return {...defaults, ...options};
}

const defaults: Defaults = {
  batchSize: 128,
  optimiser: {kind: "adam"},
  schedule: {kind: "constant", learningRate: 0.001},
  loss: {kind: "cross-entropy"},
  labelSmoothing: 0,
  watch: "loss",
  patience: Number.POSITIVE_INFINITY,
  minDelta: 0,
  seed: 0,
  shards: 4,
  workers: 1,
  progress: silent,
};

/** Where the time of a step went, in milliseconds. */
export interface StepTiming {
  readonly pictures: number;
  /** Since the step before ended. */
  readonly total: number;
  /** Before the shards begin: the order of the pictures, the progress line, other work of this thread. */
  readonly between: number;
  /** Gathering the pictures; of the shard that spent most on it. */
  readonly gathering: number;
  /** Adding up gradients and moving the weights, after the shards. */
  readonly moving: number;
}
