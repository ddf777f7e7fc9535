import {setImmediate} from "node:timers/promises";
import * as tf from "@tensorflow/tfjs-core";
import type {LayersModel} from "@tensorflow/tfjs-layers";
import {sizeOf} from "../sizeOf.js";
import type {Computer} from "./computer.js";

/** Runs a layers-model by the backend of TensorFlow.js that computes now. The model stays the caller's. */
export function openTensorflow(
  model: LayersModel,
  {shape, softmax}: {readonly shape: readonly number[]; readonly softmax: boolean},
): Computer {
  const size = sizeOf(shape);
  const forward = (batch: Float32Array | Uint8Array): tf.Tensor => {
    const output = model.apply(tf.tensor(Float32Array.from(batch), [batch.length / size, ...shape])) as tf.Tensor;
    return softmax ? tf.softmax(output) : output;
  };
  return {
    engine: tf.getBackend(),
    description: `TensorFlow.js's backend ${tf.getBackend()}`,
    lanes: 1,
    run: async (_, batch) => {
      await setImmediate(); // timers and signals get their turn
      const output = tf.tidy(() => forward(batch));
      const values = (await output.data()) as Float32Array;
      output.dispose();
      return values.slice();
    },
    dispose: async () => undefined,
  };
}
