import * as tf from "@tensorflow/tfjs-core";
import type * as layers from "@tensorflow/tfjs-layers";
import {mendCall} from "./mendCall.js";
import {standardiseRows} from "./standardiseRows.js";

/**
 * Lets layer normalisation over the last dimension run as one kernel, scaled and shifted: TensorFlow.js spreads mean, variance,
 * scale and offset to the shape of the input and calls batch normalisation, whose gradient takes some twenty times as long.
 * This rests on the class behind `tf.layers.layerNormalization` having `axis`, `epsilon`, `gamma` and `beta`; engines other than
 * WASM and other dimensions go its own way.
 */
export function mendLayerNormLayer(factory: typeof layers.layers): void {
  mendCall<Normalising>(
    factory.layerNormalization({}),
    (shipped) =>
      function (inputs, kwargs) {
        const x = [inputs].flat()[0]!;
        const [axis, ...others] = [this.axis].flat();
        const last = others.length === 0 && (axis === -1 || axis === x.rank - 1);
        if (tf.getBackend() !== "wasm" || !last || x.dtype !== "float32") return shipped.call(this, inputs, kwargs);
        return tf.tidy(() => {
          const standard: tf.Tensor = tf.engine().runKernel(standardiseRows.name, {x}, {epsilon: this.epsilon});
          const scaled = this.gamma ? tf.mul(standard, this.gamma.read()) : standard;
          return this.beta ? tf.add(scaled, this.beta.read()) : scaled;
        });
      },
  );
}

/** The part of the layer that matters here. */
interface Normalising {
  readonly axis: number | number[];
  readonly epsilon: number;
  readonly gamma: layers.LayerVariable | null;
  readonly beta: layers.LayerVariable | null;
  call(this: Normalising, inputs: tf.Tensor | tf.Tensor[], kwargs: unknown): tf.Tensor | tf.Tensor[];
}
