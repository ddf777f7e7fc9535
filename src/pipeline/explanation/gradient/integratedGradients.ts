import {LookbookError} from "../../../core/errors.js";
import {silent} from "../../../core/progress.js";
import type {Model} from "../../model/model.js";
import {predictLogits} from "../../model/predict.js";
import {assertClasses} from "../assertClasses.js";
import {type Baseline, baselinePicture} from "../baseline.js";
import {forBatches} from "../batches.js";
import type {ExplainOptions} from "../explainOptions.js";
import {scoreOf} from "../scoreOf.js";
import {logitGradients} from "./logitGradients.js";

/** Options for {@link integratedGradients}. */
export interface IntegratedGradientsOptions extends ExplainOptions {
  /** Where the path begins: the picture that shows nothing. Defaults to black, the background of the garments. */
  readonly baseline?: Baseline;
  /** Points of the path at which the gradient is taken; defaults to 32. */
  readonly steps?: number;
  /**
   * How much finer the points lie near the baseline, where a network that saturates changes most: step i ends at the share
   * (i / steps)^grading of the path. 1 spaces them evenly; defaults to 3.
   */
  readonly grading?: number;
  /** Pictures in one pass; defaults to 128. */
  readonly batchSize?: number;
}

/** Maps, and how nearly they add up to what they explain. */
export interface Integrated {
  /** [count, height, width], in logits */
  readonly maps: Float32Array;
  /** [count], how much the class's logit rises from the baseline to the picture: what a map's sum would be with endless steps. */
  readonly rises: Float32Array;
  /** [count], |sum of the map - rise|, in logits. */
  readonly gaps: Float32Array;
}

/**
 * What each pixel adds to the logit of a class on the straight way from a baseline to the picture; the sum over the pixels is the rise
 * of the logit (completeness), but for what the finite number of steps leaves: {@link integrate} tells how much that is.
 * Source: Sundararajan, Taly, Yan, "Axiomatic attribution for deep networks" (ICML 2017); the integral by the midpoint rule.
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width], in logits; the channels of a pixel are summed
 * @throws LookbookError `bad-option` for an unknown class or no step; `bad-shape` for other sizes
 */
export async function integratedGradients(
  model: Model,
  images: Uint8Array,
  options: IntegratedGradientsOptions,
): Promise<Float32Array> {
  return (await integrate(model, images, options)).maps;
}

/** Like {@link integratedGradients}, and tells for each picture how far its map is from complete. */
export async function integrate(
  model: Model,
  images: Uint8Array,
  {
    classIndices,
    baseline = "black",
    steps = 32,
    grading = 3,
    batchSize = 128,
    progress = silent,
  }: IntegratedGradientsOptions,
): Promise<Integrated> {
  const count = assertClasses("integratedGradients", model, {images, classIndices});
  const path = pathOf(steps, grading);
  const start = baselinePicture(model, baseline);
  const channels = model.inputShape[2];
  const size = start.length;
  const maps = new Float32Array((count * size) / channels);
  const task = `integrate ${model.name}`;
  const sums = new Float64Array(count * size);
  await forBatches(count * steps, {batchSize, task, progress}, (points) => {
    const way = new Float32Array(points.length * size);
    points.forEach((point, i) => {
      const row = Math.floor(point / steps);
      const {share} = path[point % steps]!;
      for (let j = 0; j < size; j++) way[i * size + j] = start[j]! + share * (images[row * size + j]! - start[j]!);
    });
    const classes = Array.from(points, (point) => classIndices[Math.floor(point / steps)]!);
    const gradients = logitGradients(model, way, {classIndices: classes});
    points.forEach((point, i) => {
      const row = Math.floor(point / steps);
      const {weight} = path[point % steps]!;
      for (let j = 0; j < size; j++) sums[row * size + j]! += weight * gradients[i * size + j]!;
    });
  });
  for (let i = 0; i < sums.length; i++) {
    maps[Math.floor(i / channels)]! += sums[i]! * (images[i]! - start[i % size]!);
  }
  return {maps, ...(await completeness(model, images, {classIndices, start, maps}))};
}

/** Where on the path the gradient is taken, and for how much of the path it stands; the weights sum to 1. */
interface Point {
  readonly share: number;
  readonly weight: number;
}

function pathOf(steps: number, grading: number): Point[] {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new LookbookError("bad-option", `integratedGradients: steps must be a whole number from 1, got ${steps}`);
  }
  if (!Number.isInteger(grading) || grading < 1) {
    throw new LookbookError("bad-option", `integratedGradients: grading must be a whole number from 1, got ${grading}`);
  }
  // By products: the power function of platforms differs in the last bit.
  const end = (i: number): number => Array.from({length: grading}, () => i / steps).reduce((a, b) => a * b, 1);
  return Array.from({length: steps}, (_, i) => ({share: (end(i) + end(i + 1)) / 2, weight: end(i + 1) - end(i)}));
}

interface CompletenessOptions {
  readonly classIndices: ArrayLike<number>;
  /** [height, width, channels], grey levels */
  readonly start: Float32Array;
  readonly maps: Float32Array;
}

async function completeness(
  model: Model,
  images: Uint8Array,
  {classIndices, start, maps}: CompletenessOptions,
): Promise<Pick<Integrated, "rises" | "gaps">> {
  const [full, empty] = [await predictLogits(model, images), await predictLogits(model, start)];
  const size = maps.length / Math.max(1, classIndices.length);
  const rises = Float32Array.from(
    classIndices,
    (classIndex, row) => scoreOf(model, full, {row, classIndex}) - scoreOf(model, empty, {row: 0, classIndex}),
  );
  const gaps = rises.map((rise, row) =>
    Math.abs(maps.subarray(row * size, (row + 1) * size).reduce((sum, value) => sum + value, 0) - rise),
  );
  return {rises, gaps};
}
