import {type ProgressFactory, silent} from "../../core/progress.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {type Predictions, predictions} from "../evaluation/predictions.js";
import type {Model} from "../model/model.js";
import {predictLogits} from "../model/predict.js";
import {softmax} from "../model/softmax.js";
import {scoreViews, type View} from "./views.js";

/** Options for {@link askModel}. */
export interface AskModelOptions {
  /** Defaults to "single". */
  readonly view?: View;
  readonly progress?: ProgressFactory;
}

/** Asks a model about pictures, in one view or in the mean of two. */
export async function askModel(
  model: Model,
  set: ImageSet,
  {view = "single", progress = silent}: AskModelOptions = {},
): Promise<Predictions> {
  const [logits] = await scoreViews({score: (images) => predictLogits(model, images, {progress})}, set, [view]);
  return predictions(set, softmax(logits!, model.classCount));
}
