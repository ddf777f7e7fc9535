import type {TablePayload} from "../../core/payload.js";
import type {TrainingHistory} from "../training/train.js";
import {table} from "./table.js";

/** One trained model. */
export interface Trained {
  readonly name: string;
  readonly model: {readonly parameterCount: number};
  readonly history: TrainingHistory;
}

/** What each training cost and reached, on the validation set. */
export function trainingTable(
  trained: readonly Trained[],
  {id = "training", validationCount}: {readonly id?: string; readonly validationCount: number},
): TablePayload {
  const rows = trained.map(({name, model, history}) => {
    const kept = history.epochs[history.bestEpoch - 1]!;
    return {
      name,
      parameterCount: model.parameterCount,
      epochs: history.epochs.length,
      kept: kept.epoch,
      loss: kept.validationLoss,
      accuracy: kept.validationAccuracy,
    };
  });
  return table(rows, {
    id,
    caption: `Both trainings; loss and accuracy are those of the epoch that was kept, on ${validationCount.toLocaleString("en-US")} validation pictures.`,
    columns: {
      name: {name: "Model"},
      parameterCount: {name: "Parameters", format: "integer"},
      epochs: {name: "Epochs", format: "integer"},
      kept: {name: "Kept", format: "integer"},
      loss: {name: "Loss", format: "fixed(3)"},
      accuracy: {name: "Accuracy", format: "percent(1)"},
    },
  });
}
