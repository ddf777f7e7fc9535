import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";
import {writeWeights} from "../model/weights.js";
import {openBoard} from "./board.js";
import type {TrainingState} from "./checkpoint.js";
import {type Desk, fillBoard, openDesk} from "./shard.js";
import {lengthOf, spansOf} from "./spans.js";
import type {FullOptions} from "./trainOptions.js";

/** Lays out the memory that the threads share, and puts the model's weights, or those of a training that goes on, into it. */
export function startDesk(model: Model, options: FullOptions, state?: TrainingState): Desk {
  const {train, validation, batchSize, shards, loss, labelSmoothing, augment, seed} = options;
  const {trainableWeights, nonTrainableWeights} = networkOf(model);
  const board = openBoard({
    weights: lengthOf(spansOf(trainableWeights)),
    settings: lengthOf(spansOf(nonTrainableWeights)),
    variables: nonTrainableWeights.length,
    shards,
    batchSize,
    logits: validation.count * model.classCount,
  });
  if (state) writeWeights(model, state.weights);
  const {images, labels} = train;
  const lesson = {board, images, labels, heldOut: validation.images, loss, labelSmoothing, augment, seed};
  const desk = openDesk(model, lesson);
  fillBoard(desk);
  return desk;
}
