import * as tfc from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";
import type {Resizing} from "../features/resize.js";

/**
 * Resizes pictures as the first layers of a network, and gives grey ones three equal channels: two matrix products with fixed weights and
 * a clipping to 0 and 255, all of them layers that every format of TensorFlow.js and ONNX knows.
 * @param image [N, from height, from width, channels], 0 to 255; 1 or 3 channels
 * @returns [N, to height, to width, 3], 0 to 255
 */
export function resizeLayers(image: tf.SymbolicTensor, {rows, columns, from, to}: Resizing): tf.SymbolicTensor {
  const wide = weighed(turned(image, "resize_in", [3, 1, 2]), "resize_columns", {
    from: from[1],
    to: to[1],
    shares: columns,
  }); // [N, C, h, W]
  const large = weighed(turned(wide, "resize_turn", [1, 3, 2]), "resize_rows", {
    from: from[0],
    to: to[0],
    shares: rows,
  }); // [N, C, W, H]
  const picture = turned(large, "resize_out", [3, 2, 1]); // [N, H, W, C]
  const clipped = tf.layers.reLU({name: "resize_clip", maxValue: 255}).apply(picture) as tf.SymbolicTensor;
  const isGrey = image.shape[3] === 1;
  return isGrey
    ? (tf.layers.concatenate({name: "rgb"}).apply([clipped, clipped, clipped]) as tf.SymbolicTensor)
    : clipped;
}

function turned(tensor: tf.SymbolicTensor, name: string, dims: number[]): tf.SymbolicTensor {
  return tf.layers.permute({name, dims}).apply(tensor) as tf.SymbolicTensor;
}

interface Weighing {
  readonly from: number;
  readonly to: number;
  /** [from, to] */
  readonly shares: Float32Array;
}

/** A matrix product along the last axis, whose weights no training moves. */
function weighed(tensor: tf.SymbolicTensor, name: string, {from, to, shares}: Weighing): tf.SymbolicTensor {
  const layer = tf.layers.dense({name, units: to, useBias: false, trainable: false, kernelInitializer: "zeros"});
  const output = layer.apply(tensor) as tf.SymbolicTensor;
  tfc.tidy(() => layer.setWeights([tfc.tensor2d(shares.slice(), [from, to])]));
  return output;
}
