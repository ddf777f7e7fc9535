import * as tf from "@tensorflow/tfjs-core";
import {wherePositive} from "../engine/kernels/rectifierGradients.js";

/**
 * Makes "hardSwish" known to layers, and "swish" and "gelu" quick: `tf.layers.dense({activation: "hardSwish"})`, and models that
 * are loaded from JSON. Call it before building or loading a model with one of them; again costs nothing.
 */
export function registerActivations(): void {
  for (const activation of [Swish, HardSwish, Gelu]) tf.serialization.registerClass(activation);
}

/** x sigmoid(x), also called SiLU (Ramachandran et al. 2017). Any shape; the caller disposes it. */
export function swish(x: tf.Tensor): tf.Tensor {
  const forward = (input: tf.Tensor): Forward => {
    const gate = tf.sigmoid(input);
    const value = tf.mul(input, gate);
    return {value, saved: [gate, value]};
  };
  // d(x s) / dx = s + x s (1 - s)
  return differentiated(x, forward, (dy, [s, xs]) => tf.mul(dy, tf.add(s!, tf.sub(xs!, tf.mul(xs!, s!)))));
}

/** x relu6(x + 3) / 6 (Howard et al. 2019). Any shape; the caller disposes it. */
export function hardSwish(x: tf.Tensor): tf.Tensor {
  const forward = (input: tf.Tensor): Forward => {
    const gate = tf.div(tf.relu6(tf.add(input, 3)), 6);
    return {value: tf.mul(input, gate), saved: [input, gate]};
  };
  // d(x g) / dx = g + x / 6 between -3 and 3, where the gate g rises, and g elsewhere.
  return differentiated(x, forward, (dy, [input, gate]) => {
    const rising = masked(tf.div(tf.mul(dy, input!), 6), tf.sub(9, tf.square(input!)));
    return tf.add(tf.mul(dy, gate!), rising);
  });
}

/** x times the normal distribution function at x, by the error function (Hendrycks, Gimpel 2016). Any shape; the caller disposes it. */
export function gelu(x: tf.Tensor): tf.Tensor {
  const forward = (input: tf.Tensor): Forward => {
    const share = tf.mul(tf.add(tf.erf(tf.mul(input, Math.SQRT1_2)), 1), 0.5);
    return {value: tf.mul(input, share), saved: [input, share]};
  };
  // d(x P(x)) / dx = P + x p, with the density p.
  return differentiated(x, forward, (dy, [input, share]) =>
    tf.mul(dy, tf.add(share!, tf.mul(input!, density(input!)))),
  );
}

interface Forward {
  readonly value: tf.Tensor;
  /** What the gradient needs. */
  readonly saved: readonly tf.Tensor[];
}

/** A function with its gradient written out, which saves TensorFlow.js one for each of its operators. */
function differentiated(
  x: tf.Tensor,
  forward: (x: tf.Tensor) => Forward,
  gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor,
): tf.Tensor {
  const f = tf.customGrad((input, save) => {
    const {value, saved} = forward(input as tf.Tensor);
    (save as tf.GradSaveFunc)([...saved]);
    return {value, gradFunc};
  });
  return f(x);
}

/** The normal density. exp(-q) as sigmoid(-q) / sigmoid(q), because engines have quick sigmoids and slow exponentials. */
function density(x: tf.Tensor): tf.Tensor {
  const q = tf.mul(tf.square(x), 0.5);
  return tf.mul(tf.div(tf.sigmoid(tf.neg(q)), tf.sigmoid(q)), 1 / Math.sqrt(2 * Math.PI));
}

/** `values` where `condition` > 0, else 0. */
function masked(values: tf.Tensor, condition: tf.Tensor): tf.Tensor {
  return tf.getBackend() === "wasm" ? wherePositive(values, condition) : tf.mul(values, tf.step(condition));
}

/** What layers take for an activation. */
abstract class Activation extends tf.serialization.Serializable {
  abstract apply(x: tf.Tensor): tf.Tensor;

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}

class Swish extends Activation {
  static readonly className: string = "swish";

  override apply(x: tf.Tensor): tf.Tensor {
    return swish(x);
  }
}

class HardSwish extends Activation {
  static readonly className: string = "hardSwish";

  override apply(x: tf.Tensor): tf.Tensor {
    return hardSwish(x);
  }
}

class Gelu extends Activation {
  static readonly className: string = "gelu";

  override apply(x: tf.Tensor): tf.Tensor {
    return gelu(x);
  }
}
