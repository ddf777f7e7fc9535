import type {Codec} from "../../core/step.js";
import {jsonCodec} from "../../core/step.js";
import type {Model} from "../model/model.js";
import type {TrainingHistory} from "../training/train.js";
import {modelCodec} from "./modelCodec.js";

/** What a training leaves. */
export interface TrainedModel {
  /** With the weights of the best epoch; the caller disposes it. */
  readonly model: Model;
  readonly history: TrainingHistory;
}

/** A trained model as a folder: the model's files, and the history as `value.json`. */
export function trainedCodec(): Codec<TrainedModel> {
  const model = modelCodec();
  const history = jsonCodec<TrainingHistory>();
  return {
    write: async (folder, value) => {
      await model.write(folder, value.model);
      await history.write(folder, value.history);
    },
    read: async (folder) => ({history: await history.read(folder), model: await model.read(folder)}),
  };
}
