import * as tf from "@tensorflow/tfjs-core";
import {loopOf} from "../simd/attach.js";
import {addressOf, sizeOf, type WasmKernel} from "./heap.js";

/** Gradient of the rectifier in one pass: dy where the output y is positive, else 0. Takes dy and y of one shape to that shape. */
export const reluGrad: WasmKernel = {
  name: "ReluGrad",
  run: ({inputs, backend}) => {
    const {dy, y} = inputs as {dy: tf.TensorInfo; y: tf.TensorInfo};
    const dx = backend.makeOutput([...y.shape], "float32");
    const addresses = [dy, y, dx].map((tensor) => addressOf(backend, tensor));
    const size = sizeOf(y.shape);
    const [groups, rest] = [Math.floor(size / 4), size % 4];
    if (groups > 0) loopOf(backend, "reluGradientWide")(...addresses, groups);
    const tail = addresses.map((address) => address + 16 * groups);
    if (rest > 0) loopOf(backend, "reluGradientNarrow")(...tail, rest);
    return dx;
  },
};

/** The rectifier's gradient, by its output; other engines get it from their own operators. */
export const reluGradient: tf.GradConfig = {
  kernelName: tf.Relu,
  outputsToSave: [true],
  gradFunc: (dy, [y]) => {
    const gradient = dy as tf.Tensor;
    return {
      x: () =>
        tf.getBackend() === "wasm"
          ? tf.engine().runKernel(reluGrad.name, {dy: gradient, y: y!})
          : tf.mul(gradient, tf.step(y!)),
    };
  },
};
