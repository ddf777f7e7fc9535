import type {Random} from "../../core/random.js";
import type {Model} from "./model.js";
import {networkOf} from "./network.js";

/**
 * Gives every dropout layer a new seed, to be called before each training step.
 * TensorFlow.js opens its generator anew at each call: a fixed seed would repeat one mask for ever, and seed 0 means none.
 */
export function seedDropout(model: Model, random: Random): void {
  for (const layer of networkOf(model).layers) {
    if (layer.getClassName() === "Dropout") (layer as unknown as {seed: number}).seed = 1 + random.int(2 ** 31 - 1);
  }
}

/** Takes the seeds away again, so that a saved network does not depend on where its training stopped. */
export function unseedDropout(model: Model): void {
  for (const layer of networkOf(model).layers) {
    if (layer.getClassName() === "Dropout") delete (layer as unknown as {seed?: number}).seed;
  }
}
