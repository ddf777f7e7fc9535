import {type MoonsDataset, moonsDataset} from "../dataset/moonsDataset.js";
import {nearestNeighbour} from "../evaluation/nearestNeighbour.js";
import {type Predictions, predictions} from "../evaluation/predictions.js";
import type {Model} from "../model/model.js";
import {moonsNet} from "../model/moonsNet.js";
import {predict} from "../model/predict.js";
import {moonsRecipe} from "../training/moonsRecipe.js";
import {train} from "../training/train.js";

/** Three ways to tell the moons apart, all asked about the same test points. */
export interface MoonsTrial {
  /** Of the points, which were drawn once for all three. */
  readonly noise: number;
  /** What the network says. */
  readonly network: Predictions;
  /** What logistic regression says, a straight line. */
  readonly linear: Predictions;
  /** What the nearest training point says. */
  readonly nearest: Predictions;
  /** [test.count]: how far each test point lies from the nearest training point. */
  readonly distances: Float32Array;
}

/** Options for {@link moonsTrials}. */
export interface MoonsTrialsOptions {
  /** Standard deviations of the noise, each tried with each seed. */
  readonly noises: readonly number[];
  /** Each draws its own points, initial weights and order. */
  readonly seeds: readonly (number | string)[];
  /** Passes over the training points. */
  readonly epochs: number;
  /** Points in all, for training, validation and test; defaults to 8,000. */
  readonly count?: number;
}

/** Draws moons, trains a network of the default shape on them and compares it, for each noise and each seed. */
export async function moonsTrials({noises, seeds, epochs, count = 8000}: MoonsTrialsOptions): Promise<MoonsTrial[]> {
  const trials: MoonsTrial[] = [];
  for (const noise of noises) {
    for (const seed of seeds) {
      const data = moonsDataset({count, noise, seed});
      const model = moonsNet({seed});
      try {
        await train(model, {...moonsRecipe, ...data, epochs, seed});
        trials.push(await moonsTrial(data, model));
      } finally {
        model.dispose();
      }
    }
  }
  return trials;
}

/** Asks a trained network, logistic regression, which is trained here, and the nearest training point about the test points. */
export async function moonsTrial(data: MoonsDataset, network: Model): Promise<MoonsTrial> {
  const {train: known, test, noise} = data;
  const line = moonsNet({units: [], seed: 0});
  try {
    // A convex loss of three parameters: any start ends in the same place, and few steps reach it.
    const schedule = {kind: "one-cycle", learningRate: 0.3} as const;
    await train(line, {...moonsRecipe, ...data, schedule, epochs: 4});
    const nearest = nearestNeighbour(known, test);
    return {
      noise,
      network: predictions(test, await predict(network, test.images)),
      linear: predictions(test, await predict(line, test.images)),
      nearest: nearest.predictions,
      distances: nearest.distances,
    };
  } finally {
    line.dispose();
  }
}
