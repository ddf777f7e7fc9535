import * as tf from "@tensorflow/tfjs-core";

/**
 * Takes TensorFlow.js's fused convolutions apart while gradients are taken, where that helps. A layer without activation, or with one
 * that is no kernel's, calls the fused operator even then. Its gradient refuses dilations, and works out the input's part where
 * nobody asks for it, which for a first layer is dear; the operators one by one do neither.
 * This rests on `tf.fused` being an object that can be written to, as it is in the package's build for Node; where it is not,
 * dilated layers throw TensorFlow.js's own error. Engines other than WASM and all other convolutions are left as they are.
 */
export function unfuseConvolutions(): void {
  const fused = tf.fused as unknown as Record<FusedName, FusedConvolution>;
  if (Object.isFrozen(fused) || unfused.has(fused.conv2d)) return;
  for (const name of ["conv2d", "depthwiseConv2d"] as const) {
    const shipped = fused[name];
    const mended: FusedConvolution = (call) => (learnsApart(call) ? inSteps(name, call) : shipped(call));
    unfused.add(mended);
    fused[name] = mended;
  }
}

type FusedName = "conv2d" | "depthwiseConv2d";
type FusedCall = Parameters<typeof tf.fused.conv2d<tf.Tensor4D>>[0];
type FusedConvolution = (call: FusedCall) => tf.Tensor4D;

const unfused = new WeakSet<FusedConvolution>();

/** With another activation the fused operator falls apart by itself while gradients are taken. */
function learnsApart({x, dilations = 1, activation = "linear"}: FusedCall): boolean {
  const learns = (tf.engine() as unknown as {state: {gradientDepth: number}}).state.gradientDepth > 0;
  if (!learns || activation !== "linear" || tf.getBackend() !== "wasm") return false;
  return isPicture((x as tf.Tensor4D).shape) || [dilations].flat().some((d) => d !== 1);
}

/** So few channels has only the input of a first layer: grey, colour, with an alpha channel. */
function isPicture(shape: readonly number[]): boolean {
  return shape.at(-1)! <= 4;
}

function inSteps(name: FusedName, call: FusedCall): tf.Tensor4D {
  const {x, filter, strides, pad, dataFormat = "NHWC", dilations = 1, dimRoundingMode, bias} = call;
  const convolve = name === "conv2d" ? tf.conv2d : tf.depthwiseConv2d;
  const [pictures, kernel] = [x as tf.Tensor4D, filter as tf.Tensor4D];
  const result = convolve(pictures, kernel, strides, pad as "same", dataFormat, dilations, dimRoundingMode);
  return bias ? tf.add(result, bias) : result;
}
