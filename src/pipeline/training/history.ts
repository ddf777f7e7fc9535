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
}

/** What happened in a training; holds no duration, so that it repeats to the bit. */
export interface TrainingHistory {
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the lowest validation loss; its weights are the model's afterwards. From 1. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
}
