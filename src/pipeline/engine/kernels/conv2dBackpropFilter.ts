import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {loopOf} from "../simd/attach.js";
import {tileGroups, tileRows} from "../simd/outer.js";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import {addressOf, type WasmKernel, zeros} from "./heap.js";
import {padded} from "./padded.js";
import {isPointwise, pointwiseFilterGradient} from "./pointwise.js";
import {winogradFilterGradient} from "./winograd/filterGradient.js";
import {suitsWinograd} from "./winograd/winograd.js";

/**
 * Gradient of a convolution at its filter: dW[kh, kw, ci, co] = sum of x[n, oh s + kh d, ow s + kw d, ci] dy[n, oh, ow, co].
 * The shipped backend has none. Walks both tensors where they lie: nothing is transposed or packed, only padding is copied.
 * Takes x [N, H, W, Cin] and dy [N, OH, OW, Cout] to [KH, KW, Cin, Cout].
 */
export const conv2dBackpropFilter: WasmKernel = {
  name: tf.Conv2DBackpropFilter,
  run: ({inputs, attrs, backend}) => {
    const {x, dy} = inputs as {x: tf.TensorInfo; dy: tf.TensorInfo};
    const {filterShape, ...rest} = attrs as ConvolutionAttributes & {filterShape: [number, number, number, number]};
    const info = convolutionOf(x.shape, filterShape, rest);
    if (isPointwise(info)) return pointwiseFilterGradient(backend, info, {x, dy});
    if (suitsWinograd(info)) {
      const gradient = backend.makeOutput(filterShape, "float32");
      winogradFilterGradient(backend, info, {x, dy, dw: gradient});
      return gradient;
    }
    const dw = zeros(backend, filterShape);
    const from = padded(backend, x, info);
    accumulate(
      backend,
      {...info, inHeight: from.shape[1]!, inWidth: from.shape[2]!},
      {
        x: addressOf(backend, from),
        dy: addressOf(backend, dy),
        dw: addressOf(backend, dw),
      },
    );
    if (from !== x) backend.disposeData(from.dataId);
    return dw;
  },
};

/** Bytes of x and dy that are walked again and again before moving on: what the second cache holds. */
const blockBytes = 131_072;

function accumulate(
  backend: BackendWasm,
  info: tf.backend_util.Conv2DInfo,
  address: {readonly x: number; readonly dy: number; readonly dw: number},
): void {
  const {inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterHeight, filterWidth} = info;
  const {strideHeight, strideWidth, dilationHeight, dilationWidth, batchSize} = info;
  const xRow = 4 * inWidth * inChannels;
  const xColumn = 4 * strideWidth * inChannels;
  const xRowRest = strideHeight * xRow - outWidth * xColumn;
  const xImageRest = inHeight * xRow - outHeight * strideHeight * xRow;
  const dyImage = 4 * outHeight * outWidth * outChannels;
  // Neighbouring taps of a row lie side by side in x as in the filter, unless they are dilated.
  const [taps, rows] = dilationWidth === 1 ? [1, filterWidth * inChannels] : [filterWidth, inChannels];
  const tiles = tilesOf(backend, rows, outChannels);
  const block = Math.max(1, Math.floor(blockBytes / (inHeight * xRow + dyImage)));
  for (let n = 0; n < batchSize; n += block) {
    const images = Math.min(block, batchSize - n);
    for (let kh = 0; kh < filterHeight; kh++) {
      for (let tap = 0; tap < taps; tap++) {
        const x = address.x + n * inHeight * xRow + kh * dilationHeight * xRow + 4 * tap * dilationWidth * inChannels;
        const dw = address.dw + 4 * (kh * filterWidth + tap) * inChannels * outChannels;
        for (const {loop, row, channel} of tiles) {
          loop(
            x + 4 * row,
            address.dy + n * dyImage + 4 * channel,
            dw + 4 * (row * outChannels + channel),
            images,
            outHeight,
            outWidth,
            xColumn,
            xRowRest,
            xImageRest,
            4 * outChannels,
            4 * outChannels,
          );
        }
      }
    }
  }
}

interface Tile {
  readonly loop: (...parameters: number[]) => void;
  readonly row: number;
  readonly channel: number;
}

/** Covers a product of `rows` x `channels` with the tiles that the loops come in. */
function tilesOf(backend: BackendWasm, rows: number, channels: number): Tile[] {
  const tiles: Tile[] = [];
  for (let channel = 0; channel < channels; ) {
    const groups = Math.min(tileGroups, Math.floor((channels - channel) / 4));
    for (let row = 0; row < rows; row += tileRows) {
      const height = Math.min(tileRows, rows - row);
      const name = groups > 0 ? `outer${height}x${groups}Wide` : `outer${height}x1Narrow`;
      tiles.push({loop: loopOf(backend, name), row, channel});
    }
    channel += Math.max(1, 4 * groups);
  }
  return tiles;
}
