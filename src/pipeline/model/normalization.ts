import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";

/**
 * Keras' layer Normalization, which tfjs-layers has not: (x - mean) / deviation for every channel. Mean, variance and the number of
 * examples they were taken of are weights that no training moves, as in Keras' files.
 */
export function normalization(config: {readonly name: string}): tfl.layers.Layer {
  return new Normalization(config);
}

/** Makes the layer known to models that are read from JSON, as worker threads do. Again costs nothing. */
export function registerNormalization(): void {
  tf.serialization.registerClass(Normalization);
}

class Normalization extends tfl.layers.Layer {
  static readonly className: string = "Normalization";
  private mean?: tfl.LayerVariable;
  private variance?: tfl.LayerVariable;

  override build(inputShape: tfl.Shape): void {
    const {zeros, ones} = tfl.initializers;
    const channels = inputShape.at(-1)!;
    this.mean = this.addWeight("mean", [channels], "float32", zeros(), undefined, false);
    this.variance = this.addWeight("variance", [channels], "float32", ones(), undefined, false);
    this.addWeight("count", [], "float32", zeros(), undefined, false);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const deviation = tf.maximum(tf.sqrt(this.variance!.read()), smallest);
      return tf.div(tf.sub(x, this.mean!.read()), deviation);
    });
  }
}

/** Keras' epsilon: a constant channel is not divided by zero. */
const smallest = 1e-7;
