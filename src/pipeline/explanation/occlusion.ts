import {LookbookError} from "../../core/errors.js";
import {silent} from "../../core/progress.js";
import type {Model} from "../model/model.js";
import {predictLogits} from "../model/predict.js";
import {assertClasses} from "./assertClasses.js";
import {type Baseline, baselinePicture} from "./baseline.js";
import {forBatches} from "./batches.js";
import type {ExplainOptions} from "./explainOptions.js";
import {scoreOf} from "./scoreOf.js";

/** Options for {@link occlusion}. */
export interface OcclusionOptions extends ExplainOptions {
  /** Side of the square that is covered, in pixels; defaults to 7. */
  readonly patch?: number;
  /** Pixels from one square to the next; defaults to 3. */
  readonly stride?: number;
  /** What the square is covered with; defaults to grey, as in the paper. */
  readonly baseline?: Baseline;
  /** Pictures in one pass; defaults to 250. */
  readonly batchSize?: number;
}

/**
 * How far the logit of a class falls where a square of the picture is covered; a pixel's relevance is the mean over the squares that cover
 * it, and a square that reaches beyond the edge is cut there.
 * Source: Zeiler, Fergus, "Visualizing and understanding convolutional networks" (ECCV 2014), section 4.2.
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width], in logits
 * @throws LookbookError `bad-option` for an unknown class, a patch or stride that is no whole number from 1, or a stride that leaves gaps; `bad-shape` for other sizes
 */
export async function occlusion(
  model: Model,
  images: Uint8Array,
  {classIndices, patch = 7, stride = 3, baseline = "grey", batchSize = 250, progress = silent}: OcclusionOptions,
): Promise<Float32Array> {
  const count = assertClasses("occlusion", model, {images, classIndices});
  assertSquares(patch, stride);
  const [height, width, channels] = model.inputShape;
  const cover = baselinePicture(model, baseline);
  const [rows, columns] = [spansOf(height, patch, stride), spansOf(width, patch, stride)];
  const squares = rows.flatMap((down) => columns.map((across) => ({down, across})));
  const pixels = height * width;
  const size = pixels * channels;
  const plain = await predictLogits(model, images, {batchSize});
  const sums = new Float64Array(count * pixels);
  await forBatches(count * squares.length, {batchSize, task: `cover ${model.name}`, progress}, async (points) => {
    const covered = new Float32Array(points.length * size);
    points.forEach((point, i) => {
      const row = Math.floor(point / squares.length);
      covered.set(images.subarray(row * size, (row + 1) * size), i * size);
      forPixels(squares[point % squares.length]!, width, (pixel) => {
        for (let c = pixel * channels; c < (pixel + 1) * channels; c++) covered[i * size + c] = cover[c]!;
      });
    });
    const logits = await predictLogits(model, covered, {batchSize});
    points.forEach((point, i) => {
      const row = Math.floor(point / squares.length);
      const classIndex = classIndices[row]!;
      const fall = scoreOf(model, plain, {row, classIndex}) - scoreOf(model, logits, {row: i, classIndex});
      forPixels(squares[point % squares.length]!, width, (pixel) => {
        sums[row * pixels + pixel]! += fall;
      });
    });
  });
  const times = new Float64Array(pixels);
  for (const square of squares) {
    forPixels(square, width, (pixel) => {
      times[pixel]!++;
    });
  }
  return Float32Array.from(sums, (sum, i) => sum / times[i % pixels]!);
}

/** From, and up to but without. */
type Span = readonly [start: number, end: number];

interface Square {
  readonly down: Span;
  readonly across: Span;
}

/** Squares along one side: the last one covers the last pixel. */
function spansOf(length: number, patch: number, stride: number): Span[] {
  const count = Math.max(0, Math.ceil((length - patch) / stride)) + 1;
  return Array.from({length: count}, (_, i) => [i * stride, Math.min(length, i * stride + patch)] as const);
}

function forPixels({down, across}: Square, width: number, visit: (pixel: number) => void): void {
  for (let y = down[0]; y < down[1]; y++) for (let x = across[0]; x < across[1]; x++) visit(y * width + x);
}

function assertSquares(patch: number, stride: number): void {
  const bad = [patch, stride].find((n) => !Number.isInteger(n) || n < 1);
  if (bad !== undefined) {
    throw new LookbookError("bad-option", `occlusion: patch and stride must be whole numbers from 1, got ${bad}`);
  }
  if (stride > patch) {
    throw new LookbookError(
      "bad-option",
      `occlusion: a stride of ${stride} leaves pixels that no patch of ${patch} covers; take a stride of at most ${patch}`,
    );
  }
}
