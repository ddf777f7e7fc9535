import type * as tf from "@tensorflow/tfjs-core";

/** A 3x3 convolution with strides and dilations of 1 on pictures [N, H, W, C]; channels are multiples of four. */
export interface Winograd {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  /** Rows and columns of zeros before the first of the input. */
  readonly padInfo: {readonly top: number; readonly left: number};
}

/** Outputs of a tile in each direction; it reads two rows and columns more. */
export const side = 4;
/** Products a tile takes for each pair of channels, where a direct convolution takes 9 times 16. */
export const points: number = (side + 2) ** 2;

/** Whether a convolution can and should be done Winograd's way. */
export function suitsWinograd(info: tf.backend_util.Conv2DInfo): boolean {
  const {filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth} = info;
  const {inChannels, outChannels, outHeight, outWidth, dataFormat, batchSize} = info;
  return (
    [filterHeight, filterWidth].every((n) => n === 3) &&
    [strideHeight, strideWidth, dilationHeight, dilationWidth].every((n) => n === 1) &&
    [inChannels, outChannels].every((n) => n % 4 === 0 && n > 0) &&
    // Tiles of 4 x 4 on smaller maps would be mostly waste.
    Math.min(outHeight, outWidth) > 2 &&
    batchSize > 0 &&
    dataFormat === "channelsLast"
  );
}
