import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, type WasmKernel, zeros} from "./heap.js";
import {scatterAdd} from "./scatterAdd.js";

interface MirrorPadAttributes {
  readonly paddings: readonly [number, number][];
  readonly mode: "reflect" | "symmetric";
}

/** Gradient of padding by mirroring: every padded cell adds to the cell it mirrors. Takes dy to the shape before padding. */
export const mirrorPadGrad: WasmKernel = {
  name: "MirrorPadGrad",
  run: ({inputs, attrs, backend}) => {
    const dy = inputs["dy"]!;
    const {paddings, mode} = attrs as MirrorPadAttributes;
    const shape = dy.shape.map((n, i) => n - paddings[i]![0] - paddings[i]![1]);
    const dx = zeros(backend, shape);
    const maps = shape.map((n, i) => (dy.shape[i] === n ? undefined : mirrored(n, paddings[i]!, mode)));
    scatterAdd({from: floatsOf(backend, dy), shape: dy.shape}, {to: floatsOf(backend, dx), toShape: shape}, maps);
    return dx;
  },
};

/** Which of `length` cells each padded cell shows. */
function mirrored(
  length: number,
  [before, after]: readonly [number, number],
  mode: MirrorPadAttributes["mode"],
): Int32Array {
  const edge = mode === "reflect" ? 0 : 1; // whether the cell at the edge is shown twice
  return Int32Array.from({length: before + length + after}, (_, i) => {
    const cell = i - before;
    if (cell < 0) return -cell - edge;
    return cell < length ? cell : 2 * (length - 1) - cell + edge;
  });
}

/**
 * Gradient of padding by mirroring; TensorFlow.js's leaves out what the padded cells add. Engines other than WASM keep its way.
 * @param shipped the gradient of TensorFlow.js
 */
export function mirrorPadGradient(shipped: tf.GradConfig): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) =>
      tf.getBackend() === "wasm"
        ? {x: () => tf.engine().runKernel(mirrorPadGrad.name, {dy: dy as tf.Tensor}, attrs)}
        : shipped.gradFunc(dy, saved, attrs),
  };
}
