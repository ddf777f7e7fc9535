import type {Recipe} from "./recipes.js";
import type {TrainOptions} from "./trainOptions.js";

/** How `moonsNet` is trained; spread into the options of `train`. Chosen on validation sets of other seeds than the report's. */
export const moonsRecipe: Recipe & Required<Pick<TrainOptions, "loss">> = {
  batchSize: 100,
  optimiser: {kind: "adam"},
  schedule: {kind: "one-cycle", learningRate: 0.02},
  loss: {kind: "binary-cross-entropy"},
  patience: Number.POSITIVE_INFINITY, // the last steps of a cycle are its best
  shards: 1, // a step of 2 ms is too short to be shared
};
