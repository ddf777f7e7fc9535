/** One pass over the training pictures. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** In the middle of the epoch. */
  readonly learningRate: number;
  /** Mean over the epoch's steps, in training mode and while the weights move, as Keras shows it; with label smoothing. */
  readonly trainLoss: number;
  /** As `trainLoss`. */
  readonly trainAccuracy: number;
  /** After the epoch, in nats. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  /** Mean length of the steps' gradients before they were clipped; only where `clip` is on. */
  readonly gradientNorm?: number;
  /** Share of the steps whose gradient was clipped; only where `clip` is on. */
  readonly clippedShare?: number;
}

/** How a training stands after an epoch. */
export interface EpochReport {
  /** The model's name. */
  readonly name: string;
  /** Of all epochs so far, also those before a stop; the one that has just ended is the last. */
  readonly records: readonly EpochRecord[];
  /** The best so far, from 1. */
  readonly bestEpoch: number;
  /** Epochs that the training has at most. */
  readonly epochs: number;
}

/** What happened in a training; holds no duration, so that it repeats to the bit. */
export interface TrainingHistory {
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the lowest validation loss, or with the highest accuracy by `watch`; its weights are the model's afterwards. From 1. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
}
