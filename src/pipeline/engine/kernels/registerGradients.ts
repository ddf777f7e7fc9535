import * as tf from "@tensorflow/tfjs-core";
import {batchNormGradient} from "./batchNormGrad.js";
import {mendBatchNormLayer} from "./batchNormLayer.js";
import {batchNormTraining, batchNormTrainingGradient} from "./batchNormTraining.js";
import {dilatedGradient} from "./dilatedGradient.js";
import {mendLayerNormLayer} from "./layerNormLayer.js";
import {meanGradient, sumGradient} from "./reduceGradients.js";
import {moreGradients} from "./registerMore.js";
import {reluGradient} from "./reluGrad.js";
import {unfuseConvolutions} from "./unfuse.js";

/** How this room makes a gradient out of the shipped one. */
const gradients: Readonly<Record<string, (shipped: tf.GradConfig) => tf.GradConfig>> = {
  [tf.Relu]: () => reluGradient,
  [tf.Conv2D]: (shipped) => dilatedGradient(shipped, {input: tf.Conv2DBackpropInput, filter: tf.Conv2DBackpropFilter}),
  [tf.FusedBatchNorm]: batchNormGradient,
  [tf.Sum]: sumGradient,
  [tf.Mean]: meanGradient,
  [batchNormTraining.name]: () => batchNormTrainingGradient,
  ...moreGradients,
};

const ours = new WeakSet<tf.GradConfig>();

/**
 * Registers the gradients that suit the WASM kernels; on other engines they do what TensorFlow.js would.
 * May be called again, which matters after another package has registered TensorFlow.js's own anew.
 */
export async function registerGradients(): Promise<void> {
  // Brings along TensorFlow.js's gradients, which the core lacks; loaded later, it would overwrite ours.
  const {layers} = await import("@tensorflow/tfjs-layers");
  mendBatchNormLayer(layers);
  mendLayerNormLayer(layers);
  unfuseConvolutions();
  for (const [name, adapt] of Object.entries(gradients)) {
    const shipped = tf.getGradient(name); // undefined where TensorFlow.js has none
    if (ours.has(shipped)) continue;
    const adapted = adapt(shipped);
    ours.add(adapted);
    if (shipped) tf.unregisterGradient(name);
    tf.registerGradient(adapted);
  }
}
