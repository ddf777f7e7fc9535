import type {EpochReport} from "../training/history.js";

/** `shallow-cnn  epoch 3/9  training loss 0.512, 81.2 %  validation loss 0.470, 83.4 %  best: epoch 3`. */
export function epochText({name, records, bestEpoch, epochs}: EpochReport): string {
  const {epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy} = records.at(-1)!;
  return [
    name,
    `epoch ${epoch}/${epochs}`,
    `training ${figuresText(trainLoss, trainAccuracy)}`,
    `validation ${figuresText(validationLoss, validationAccuracy)}`,
    `best: epoch ${bestEpoch}`,
  ].join("  ");
}

/** `loss 0.470, 83.4 %`. */
export function figuresText(loss: number, accuracy: number): string {
  return `loss ${loss.toFixed(3)}, ${(100 * accuracy).toFixed(1)} %`;
}
