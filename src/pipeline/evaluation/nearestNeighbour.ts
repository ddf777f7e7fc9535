import {LookbookError} from "../../core/errors.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import {type Predictions, predictions} from "./predictions.js";

/** What the nearest known example says of each asked one. */
export interface NearestNeighbour {
  /** The neighbour's class, with probability 1. */
  readonly predictions: Predictions;
  /** [count], row of the neighbour; the lower one of two that are equally near. */
  readonly rows: Int32Array;
  /** [count], Euclidean distance to it, in the unit of the numbers. */
  readonly distances: Float32Array;
}

/**
 * Answers each example with the class of the nearest one among those that are known: no training, no parameter (Cover and Hart,
 * "Nearest neighbor pattern classification", 1967). Compares all with all.
 * @throws LookbookError `bad-shape` where the sets differ in size or nothing is known
 */
export function nearestNeighbour(known: ExampleSet, asked: ExampleSet): NearestNeighbour {
  const size = sizeOf(known);
  if (known.count === 0 || size !== sizeOf(asked)) {
    throw new LookbookError(
      "bad-shape",
      `nearestNeighbour: expected examples of ${sizeOf(asked)} numbers to compare with, the ${known.name} set has ${known.count} of ${size}`,
    );
  }
  const rows = new Int32Array(asked.count);
  const distances = new Float32Array(asked.count);
  const probabilities = new Float32Array(asked.count * asked.classNames.length);
  for (let i = 0; i < asked.count; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < known.count; j++) {
      let square = 0;
      // What is already further cannot come nearer.
      for (let k = 0; k < size && square < least; k++)
        square += (asked.images[i * size + k]! - known.images[j * size + k]!) ** 2;
      if (square < least) {
        least = square;
        rows[i] = j;
      }
    }
    distances[i] = Math.sqrt(least);
    probabilities[i * asked.classNames.length + known.labels[rows[i]!]!] = 1;
  }
  return {predictions: predictions(asked, probabilities), rows, distances};
}

function sizeOf({height, width, channels}: ExampleSet): number {
  return height * width * channels;
}
