import * as tf from "@tensorflow/tfjs-core";
import type {layers as Layers} from "@tensorflow/tfjs-layers";
import {batchNormTraining} from "./batchNormTraining.js";
import {mendCall} from "./mendCall.js";

/** The parts of tfjs-layers' BatchNormalization that training touches; the class itself is not exported. */
interface BatchNormalization {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly gamma: Variable | null;
  readonly beta: Variable | null;
  readonly movingMean: Variable;
  readonly movingVariance: Variable;
  call: Call;
}

interface Variable {
  read(): tf.Tensor;
  write(value: tf.Tensor): unknown;
}

type Call = (this: BatchNormalization, inputs: tf.Tensor | tf.Tensor[], options: {training?: boolean}) => tf.Tensor;

/**
 * Lets every batch normalisation layer train through one kernel on the WASM engine, where tfjs-layers strings together some
 * fifteen operators and as many gradients. Elsewhere, and for another axis than the last, layers do what they did.
 */
export function mendBatchNormLayer(layers: typeof Layers): void {
  mendCall<BatchNormalization>(
    layers.batchNormalization({}),
    (shipped) =>
      function (inputs, options) {
        const x = Array.isArray(inputs) ? inputs[0]! : inputs;
        const last = this.axis === -1 || this.axis === x.rank - 1;
        if (options?.training !== true || tf.getBackend() !== "wasm" || !last)
          return shipped.call(this, inputs, options);
        return tf.tidy(() => {
          const {gamma, beta, epsilon, momentum} = this;
          const channels = x.shape.at(-1)!;
          const scale = gamma?.read() ?? tf.ones([channels]);
          const offset = beta?.read() ?? tf.zeros([channels]);
          const results = tf.engine().runKernel(batchNormTraining.name, {x, scale, offset}, {epsilon}) as unknown;
          const [y, mean, variance] = results as [tf.Tensor, tf.Tensor, tf.Tensor];
          moveTowards(this.movingMean, mean, momentum);
          moveTowards(this.movingVariance, variance, momentum);
          return y;
        });
      },
  );
}

/** As tfjs-layers does it: kept + (1 - momentum) of the way to the value. */
function moveTowards(variable: Variable, value: tf.Tensor, momentum: number): void {
  const kept = variable.read();
  variable.write(tf.sub(kept, tf.mul(tf.sub(kept, value), 1 - momentum)));
}
