import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, sizeOf, type WasmKernel} from "./heap.js";

/**
 * Gradient of the maximum over neighbouring dimensions, as of global max pooling: dy is shared evenly among the numbers that
 * equal the maximum, as TensorFlow and PyTorch do; TensorFlow.js gives all of it to each. Takes dy and y [outer, inner] and
 * x [outer, rows, inner] to the shape of x.
 */
export const maxGrad: WasmKernel = {
  name: "MaxGrad",
  run: ({inputs, attrs, backend}) => {
    const {dy, x, y} = inputs as {dy: tf.TensorInfo; x: tf.TensorInfo; y: tf.TensorInfo};
    const {first, last} = attrs as {first: number; last: number};
    const rows = sizeOf(x.shape.slice(first, last + 1));
    const inner = sizeOf(x.shape.slice(last + 1));
    const output = backend.makeOutput([...x.shape], "float32");
    const [from, values, most, to] = [dy, x, y, output].map((tensor) => floatsOf(backend, tensor)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const shares = new Float64Array(inner);
    for (let start = 0, o = 0; start < values.length; start += rows * inner, o += inner) {
      shares.fill(0);
      for (let i = start; i < start + rows * inner; i += inner) {
        for (let c = 0; c < inner; c++) if (values[i + c] === most[o + c]) shares[c]!++;
      }
      for (let c = 0; c < inner; c++) shares[c] = from[o + c]! / shares[c]!;
      for (let i = start; i < start + rows * inner; i += inner) {
        for (let c = 0; c < inner; c++) to[i + c] = values[i + c] === most[o + c] ? shares[c]! : 0;
      }
    }
    return output;
  },
};

/**
 * The gradient of a maximum. Engines other than WASM, and dimensions that are no neighbours, keep TensorFlow.js's.
 * @param shipped the gradient of TensorFlow.js, which saves x and y
 */
export function maxGradient(shipped: tf.GradConfig): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const {reductionIndices} = attrs as {reductionIndices: number | number[]};
      const axes = tf.util.parseAxisParam(reductionIndices, x.shape).sort((a, b) => a - b);
      const [first, last] = [axes[0]!, axes.at(-1)!];
      const neighbours = last - first === axes.length - 1;
      if (tf.getBackend() !== "wasm" || !neighbours || x.dtype !== "float32") return shipped.gradFunc(dy, saved, attrs);
      return {x: () => tf.engine().runKernel(maxGrad.name, {dy: dy as tf.Tensor, x, y}, {first, last})};
    },
  };
}
