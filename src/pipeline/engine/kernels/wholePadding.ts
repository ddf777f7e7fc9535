import * as tf from "@tensorflow/tfjs-core";
import type {WasmKernel} from "./heap.js";
import {roundedUp} from "./roundedUp.js";

/** The kernels that may be told their padding as one whole number. */
const padded: readonly string[] = [
  tf.Conv2D,
  tf.FusedConv2D,
  tf.Conv2DBackpropFilter,
  tf.Conv2DBackpropInput,
  tf.DepthwiseConv2dNative,
  tf.FusedDepthwiseConv2D,
  tf.DepthwiseConv2dNativeBackpropFilter,
  tf.DepthwiseConv2dNativeBackpropInput,
  tf.MaxPool,
  tf.MaxPoolGrad,
  tf.AvgPool,
  tf.AvgPoolGrad,
];

/**
 * Convolutions and poolings with a whole number of padding told as that many cells on each of the four sides. Left to reckon it,
 * TensorFlow.js takes the height's filter and stride for the width, too, and gives results of a wrong shape where they differ.
 * @param registered the kernel of that name as it is now
 */
export function wholePadding(registered: (name: string) => tf.KernelFunc): WasmKernel[] {
  return padded.map((name) => {
    const kernel = registered(name);
    return {
      name,
      run: ({inputs, attrs, backend}) =>
        kernel({
          inputs: {...inputs},
          attrs: roundedUp(name, inputs, toldBySide(attrs as tf.NamedAttrMap)),
          backend,
        }) as tf.TensorInfo,
    };
  });
}

function toldBySide(attrs: tf.NamedAttrMap): tf.NamedAttrMap {
  const {pad} = attrs as {pad: unknown};
  if (typeof pad !== "number") return attrs;
  const side = [pad, pad];
  const none = [0, 0];
  return {...attrs, pad: [none, side, side, none]};
}
