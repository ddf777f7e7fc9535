import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, runKernel, type WasmKernel, zeros} from "./heap.js";
import {scatterAdd} from "./scatterAdd.js";

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/**
 * Gradient of resizing to the nearest neighbour. The shipped kernel looks for the outputs near each input, which takes long and
 * knows no half-pixel centres. Takes dy [N, OH, OW, C] and images [N, H, W, C] to [N, H, W, C].
 */
export const resizeNearestGrad: WasmKernel = {
  name: tf.ResizeNearestNeighborGrad,
  run: ({inputs, attrs, backend}) => {
    const {dy, images} = inputs as {dy: tf.TensorInfo; images: tf.TensorInfo};
    const [, height, width] = images.shape as [number, number, number, number];
    const [, newHeight, newWidth] = dy.shape as [number, number, number, number];
    const maps = [
      undefined,
      nearest(backend, [height, newHeight], attrs as ResizeAttributes),
      nearest(backend, [width, newWidth], attrs as ResizeAttributes),
      undefined,
    ];
    const dx = zeros(backend, images.shape);
    const [from, to] = [floatsOf(backend, dy), floatsOf(backend, dx)];
    scatterAdd({from, shape: dy.shape}, {to, toShape: images.shape}, maps);
    return dx;
  },
};

/** The input row that each output row shows. Asked of the forward kernel itself, so that no rounding can differ. */
function nearest(
  backend: BackendWasm,
  [length, newLength]: readonly [number, number],
  {alignCorners, halfPixelCenters}: ResizeAttributes,
): Int32Array {
  const rows = zeros(backend, [1, length, 1, 1]);
  floatsOf(backend, rows).forEach((_, i, numbers) => {
    numbers[i] = i;
  });
  const attrs = {alignCorners, halfPixelCenters, size: [newLength, 1]};
  const shown = runKernel(backend, tf.ResizeNearestNeighbor, {inputs: {images: rows}, attrs});
  const result = Int32Array.from(floatsOf(backend, shown));
  backend.disposeData(rows.dataId);
  backend.disposeData(shown.dataId);
  return result;
}

/**
 * Gradient of bilinear resizing; the shipped kernel knows no half-pixel centres.
 * Takes dy [N, OH, OW, C] and images [N, H, W, C] to [N, H, W, C].
 */
export const resizeBilinearGrad: WasmKernel = {
  name: tf.ResizeBilinearGrad,
  run: ({inputs, attrs, backend}) => {
    const {dy, images} = inputs as {dy: tf.TensorInfo; images: tf.TensorInfo};
    const [count, height, width, channels] = images.shape as [number, number, number, number];
    const [, newHeight, newWidth] = dy.shape as [number, number, number, number];
    const rows = blends(height, newHeight, attrs as ResizeAttributes);
    const columns = blends(width, newWidth, attrs as ResizeAttributes);
    const dx = zeros(backend, images.shape);
    const [from, to] = [floatsOf(backend, dy), floatsOf(backend, dx)];
    let read = 0;
    for (let n = 0; n < count; n++) {
      for (const row of rows) {
        const low = (n * height + row.low) * width;
        const high = (n * height + row.high) * width;
        for (const column of columns) {
          const share = column.share * row.share;
          const [lowLow, lowHigh] = [(low + column.low) * channels, (low + column.high) * channels];
          const [highLow, highHigh] = [(high + column.low) * channels, (high + column.high) * channels];
          for (let c = 0; c < channels; c++) {
            const gradient = from[read++]!;
            to[lowLow + c]! += (1 - row.share - column.share + share) * gradient;
            to[lowHigh + c]! += (column.share - share) * gradient;
            to[highLow + c]! += (row.share - share) * gradient;
            to[highHigh + c]! += share * gradient;
          }
        }
      }
    }
    return dx;
  },
};

/** An output row is (1 - share) times the row `low` plus `share` times the row `high` of the input. */
interface Blend {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

function blends(length: number, newLength: number, {alignCorners, halfPixelCenters}: ResizeAttributes): Blend[] {
  const corners = alignCorners && newLength > 1;
  const ratio = corners ? (length - 1) / (newLength - 1) : length / newLength;
  return Array.from({length: newLength}, (_, i) => {
    const place = Math.max(0, halfPixelCenters ? (i + 0.5) * ratio - 0.5 : i * ratio);
    const low = Math.min(length - 1, Math.floor(place));
    return {low, high: Math.min(length - 1, low + 1), share: place - low};
  });
}
