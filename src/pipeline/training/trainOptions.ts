import type {ProgressFactory} from "../../core/progress.js";
import type {ImageSet} from "../dataset/imageSet.js";
import type {Optimiser} from "./optimiser.js";
import type {Schedule} from "./schedule.js";

/** Options for `train`. */
export interface TrainOptions {
  readonly train: ImageSet;
  /** Chooses the epoch whose weights are kept; never trained on. */
  readonly validation: ImageSet;
  /** Passes over the training pictures, at most. */
  readonly epochs: number;
  /** Pictures in a step; defaults to 128. */
  readonly batchSize?: number;
  /** Defaults to Adam. */
  readonly optimiser?: Optimiser;
  /** Defaults to a constant 0.001. */
  readonly schedule?: Schedule;
  /** Share of the target spread over all classes, in [0, 1); defaults to 0. */
  readonly labelSmoothing?: number;
  /** Stops after this many epochs without a lower validation loss; defaults to never. */
  readonly patience?: number;
  /** Draws the order of the pictures and the dropout; defaults to 0. */
  readonly seed?: number | string;
  readonly progress?: ProgressFactory;
  /** Stops between two steps with an `interrupted` error; the weights stay as that step left them. */
  readonly signal?: AbortSignal;
}
