import type {Interval} from "../../../core/payload.js";
import {quantile} from "../../../core/statistics.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {nearestNeighbour} from "../../evaluation/nearestNeighbour.js";
import {shareOf} from "./answersByClass.js";

/** Sets that {@link farFromTraining} compares. */
export interface FarFromTrainingInput {
  /** Training pictures, or a sample of them. */
  readonly known: ImageSet;
  /** Pictures of the usual kind that were not trained on. */
  readonly usual: ImageSet;
  readonly asked: ImageSet;
}

/** Which pictures are unlike all that was trained on. */
export interface FarFromTraining {
  /** Euclidean distance in grey levels that 95 % of the usual pictures keep to their nearest known one. */
  readonly bound: number;
  /** [count], distance of each asked picture to its nearest known one. */
  readonly distances: Float32Array;
  /** Share of the asked ones beyond the bound, with Wilson's interval; by chance it would be 5 %. */
  readonly share: Interval;
}

/** Measures how far pictures lie from training, beside how far pictures of the usual kind do. */
export function farFromTraining({known, usual, asked}: FarFromTrainingInput): FarFromTraining {
  const bound = quantile(nearestNeighbour(known, usual).distances, 0.95);
  const {distances} = nearestNeighbour(known, asked);
  const far = distances.reduce((sum, distance) => sum + Number(distance > bound), 0);
  return {bound, distances, share: shareOf(far, asked.count)};
}
