import type {TrainingHistory} from "./train.js";

/** The epoch whose weights were kept: its number from 1, its loss in nats and its accuracy on the validation set. */
export function keptEpoch({epochs, bestEpoch}: TrainingHistory): {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
} {
  const {epoch, validationLoss, validationAccuracy} = epochs[bestEpoch - 1]!;
  return {epoch, loss: validationLoss, accuracy: validationAccuracy};
}
