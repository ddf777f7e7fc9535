import type {ModelName} from "../model/catalogue.js";
import type {TrainOptions} from "./trainOptions.js";

/** How an architecture is trained; spread into the options of `train`. */
export type Recipe = Pick<Required<TrainOptions>, "batchSize" | "optimiser" | "schedule" | "patience" | "shards">;

/**
 * What trains each architecture of the catalogue well within about nine epochs of Fashion-MNIST.
 * Chosen on the validation set; the test set had no say.
 */
export const recipes: Readonly<Record<ModelName, Recipe>> = {
  dense: {
    batchSize: 64,
    optimiser: {kind: "sgd", momentum: 0.9},
    schedule: {kind: "cosine", learningRate: 0.05, warmUp: 0.05},
    patience: 5,
    shards: 1, // a step of 5 ms is too short to be shared
  },
  "shallow-cnn": {
    batchSize: 128,
    optimiser: {kind: "adam"},
    schedule: {kind: "one-cycle", learningRate: 0.003},
    patience: 5,
    shards: 4,
  },
};
