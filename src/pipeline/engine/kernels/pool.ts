import * as tf from "@tensorflow/tfjs-core";

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/** What the gradients of a pooling are told. */
export interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Sizes, strides and padding of a pooling. */
export function poolOf(
  shape: readonly number[],
  {filterSize, strides, pad, dimRoundingMode}: PoolAttributes,
): Conv2DInfo {
  const dilations = 1;
  return tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
}

/**
 * Visits every window: the index of its output cell, of its first input cell, and its extent without the padding.
 * Windows are many; in plain numbers they leave no garbage.
 */
export function eachWindow(
  info: Conv2DInfo,
  visit: (cell: number, first: number, height: number, width: number) => void,
): void {
  const {batchSize, inHeight, inWidth, outHeight, outWidth} = info;
  const rows = extents(outHeight, inHeight, {
    stride: info.strideHeight,
    size: info.filterHeight,
    pad: info.padInfo.top,
  });
  const columns = extents(outWidth, inWidth, {
    stride: info.strideWidth,
    size: info.filterWidth,
    pad: info.padInfo.left,
  });
  let cell = 0;
  for (let n = 0; n < batchSize; n++) {
    for (const {start: h, length: height} of rows) {
      for (const {start: w, length: width} of columns) {
        if (height > 0 && width > 0) visit(cell, (n * inHeight + h) * inWidth + w, height, width);
        cell++;
      }
    }
  }
}

interface Extent {
  readonly start: number;
  readonly length: number;
}

function extents(
  outputs: number,
  inputs: number,
  {stride, size, pad}: {readonly stride: number; readonly size: number; readonly pad: number},
): Extent[] {
  return Array.from({length: outputs}, (_, o) => {
    const start = Math.max(0, o * stride - pad);
    return {start, length: Math.min(inputs, o * stride - pad + size) - start};
  });
}
