import * as tf from "@tensorflow/tfjs-core";

/**
 * Lets dilated convolutions of layers learn. A layer without activation, or with one that is no kernel's, calls TensorFlow.js's
 * fused operator even while gradients are taken, and that operator's gradient refuses dilations; the operators one by one do not.
 * This rests on `tf.fused` being an object that can be written to, as it is in the package's build for Node; where it is not,
 * dilated layers throw TensorFlow.js's own error. Engines other than WASM and undilated convolutions are left as they are.
 */
export function unfuseDilated(): void {
  const fused = tf.fused as unknown as Record<FusedName, FusedConvolution>;
  if (Object.isFrozen(fused) || unfused.has(fused.conv2d)) return;
  for (const name of ["conv2d", "depthwiseConv2d"] as const) {
    const shipped = fused[name];
    const mended: FusedConvolution = (call) => (learnsDilated(call) ? inSteps(name, call) : shipped(call));
    unfused.add(mended);
    fused[name] = mended;
  }
}

type FusedName = "conv2d" | "depthwiseConv2d";
type FusedCall = Parameters<typeof tf.fused.conv2d<tf.Tensor4D>>[0];
type FusedConvolution = (call: FusedCall) => tf.Tensor4D;

const unfused = new WeakSet<FusedConvolution>();

/** With another activation the fused operator falls apart by itself while gradients are taken. */
function learnsDilated({dilations = 1, activation = "linear"}: FusedCall): boolean {
  const learns = (tf.engine() as unknown as {state: {gradientDepth: number}}).state.gradientDepth > 0;
  return learns && activation === "linear" && tf.getBackend() === "wasm" && [dilations].flat().some((d) => d !== 1);
}

function inSteps(name: FusedName, call: FusedCall): tf.Tensor4D {
  const {x, filter, strides, pad, dataFormat = "NHWC", dilations = 1, dimRoundingMode, bias} = call;
  const convolve = name === "conv2d" ? tf.conv2d : tf.depthwiseConv2d;
  const [pictures, kernel] = [x as tf.Tensor4D, filter as tf.Tensor4D];
  const result = convolve(pictures, kernel, strides, pad as "same", dataFormat, dilations, dimRoundingMode);
  return bias ? tf.add(result, bias) : result;
}
