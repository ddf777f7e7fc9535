import {freezeBatchNorm} from "../model/frozenBatchNorm.js";
import type {Model} from "../model/model.js";
import {networkOf, wrapNetwork} from "../model/network.js";
import {tailOf, writeTail} from "../model/tailOf.js";
import type {TrainingHistory} from "./history.js";
import {train} from "./train.js";
import type {TrainOptions} from "./trainOptions.js";

/** Options for {@link trainHead} and {@link fineTune}. */
export interface TrainBehindOptions extends TrainOptions {
  /**
   * The layer whose outputs `train` and `validation` hold in the place of pictures, as `backboneFeatures` gives them; layers up to it
   * are frozen, those behind it learn.
   */
  readonly layer: string;
}

/**
 * Trains the head of a model on features of its frozen backbone, in place: its batch normalisation learns its statistics, too.
 * @param options `layer` is the model's pooling, `avg_pool`
 * @throws LookbookError as `train`
 */
export function trainHead(model: Model, options: TrainBehindOptions): Promise<TrainingHistory> {
  return trainTail(model, tailOf(model, options.layer), options);
}

/**
 * Trains the thawed part of a model, the layers behind a cut, in place. Batch normalisations keep their statistics, those of the head
 * included; their scale and shift learn. (In tfjs-layers a layer that is not trainable would go on moving them.)
 * @param options `layer` is the input of the lowest thawed block; the schedule should be a gentle one, around 1e-5
 * @throws LookbookError as `train`
 */
export async function fineTune(model: Model, options: TrainBehindOptions): Promise<TrainingHistory> {
  const moving = tailOf(model, options.layer);
  const frozen = await freezeBatchNorm(networkOf(moving));
  moving.dispose();
  return trainTail(model, wrapNetwork(moving.name, frozen), options);
}

async function trainTail(
  model: Model,
  tail: Model,
  {layer: _, ...options}: TrainBehindOptions,
): Promise<TrainingHistory> {
  try {
    return await train(tail, options);
  } finally {
    // After an interrupt too: the weights stay as the last step left them, as `train` has it.
    writeTail(tail, model);
    tail.dispose();
  }
}
