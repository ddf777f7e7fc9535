import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {anyShape, between, expectRight, normals, type Operator, oneOf, type Trial, whole} from "./operators.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

function alongTheLast(compute: (x: tf.Tensor) => tf.Tensor): Operator {
  return (random) => ({
    inputs: [normals(random, anyShape(random, whole(random, 1, 4)))],
    compute: (x) => compute(x!),
  });
}

const dense: Operator = (random) => {
  const [rows, inputs, units] = [whole(random, 1, 7), whole(random, 1, 9), whole(random, 1, 9)];
  const activation = oneOf(random, ["linear", "sigmoid", "elu"] as const);
  return {
    inputs: [normals(random, [rows, inputs]), normals(random, [inputs, units]), normals(random, [units])],
    compute: (a, b, bias) => tf.fused.matMul({a: a!, b: b!, bias: bias!, activation}),
  };
};

const product: Operator = (random) => {
  const [m, k, n] = [whole(random, 1, 9), whole(random, 1, 9), whole(random, 1, 9)];
  const [transposeA, transposeB] = [oneOf(random, [true, false]), oneOf(random, [true, false])];
  const batch = oneOf(random, [[], [1], [3], [2, 2]]);
  return {
    inputs: [
      normals(random, [...batch, ...(transposeA ? [k, m] : [m, k])]),
      normals(random, [...batch, ...(transposeB ? [n, k] : [k, n])]),
    ],
    compute: (a, b) => tf.matMul(a!, b!, transposeA, transposeB),
  };
};

/** Weights used twice, once reshaped, as tied weights are. */
const tied: Operator = (random) => {
  const [rows, inputs, units] = [whole(random, 1, 5), whole(random, 1, 6), whole(random, 1, 6)];
  return {
    inputs: [normals(random, [rows, inputs]), normals(random, [inputs, units])],
    compute: (x, w) => {
      const hidden = tf.matMul(x!, w!); // [rows, units]
      return tf.matMul(hidden, tf.reshape(w!, [units, inputs]));
    },
  };
};

const squeezeAndExcite: Operator = (random) => {
  const channels = whole(random, 2, 9);
  return {
    inputs: [
      normals(random, [2, whole(random, 1, 6), whole(random, 1, 6), channels]),
      normals(random, [channels, 3]),
      normals(random, [3, channels]),
    ],
    compute: (x, down, up) => {
      const pooled = tf.mean(x!, [1, 2]); // [N, C]
      const gate = tf.sigmoid(tf.matMul(tf.tanh(tf.matMul(pooled, down!)), up!));
      return tf.mul(x!, tf.reshape(gate, [2, 1, 1, channels]));
    },
  };
};

/** Batch normalisation over the leading dimensions, or layer normalisation over the last one. */
function normalised(over: "batch" | "layer"): Operator {
  return (random) => {
    const shape = [whole(random, 2, 4), whole(random, 2, 5), whole(random, 2, 5), whole(random, 2, 9)];
    const axes = over === "batch" ? [0, 1, 2] : [3];
    const channels = shape[3]!;
    return {
      inputs: [normals(random, shape), normals(random, [channels], 1), normals(random, [channels])],
      compute: (x, scale, offset) => {
        const {mean, variance} = tf.moments(x!, axes, true);
        const standard = tf.mul(tf.sub(x!, mean), tf.rsqrt(tf.add(variance, 0.1)));
        return tf.add(tf.mul(standard, scale!), offset!);
      },
    };
  };
}

const batchNorm: Operator = (random) => {
  const channels = whole(random, 1, 9);
  const leading = anyShape(random, whole(random, 1, 3), 5);
  return {
    inputs: [
      normals(random, [...leading, channels]),
      normals(random, [channels]),
      between(random, [channels], [0.5, 2]),
      normals(random, [channels]),
      normals(random, [channels], 1),
    ],
    compute: (x, mean, variance, offset, scale) =>
      tf.batchNorm(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        0.1,
      ),
  };
};

const dropout: Operator = (random) => {
  const seed = `${whole(random, 1, 1e6)}`;
  return {inputs: [normals(random, anyShape(random, 3))], compute: (x) => tf.dropout(x!, 0.4, undefined, seed)};
};

const crossEntropy: Operator = (random) => {
  const [rows, classes] = [whole(random, 1, 6), whole(random, 2, 6)];
  const labels = Array.from({length: rows}, () => random.int(classes));
  return {
    inputs: [normals(random, [rows, classes])],
    compute: (logits) =>
      tf.losses.softmaxCrossEntropy(tf.oneHot(tf.tensor1d(labels, "int32"), classes), logits!, undefined, 0.1),
  };
};

function lossOf(loss: (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor, range: [number, number] = [-2, 2]): Operator {
  return (random) => {
    const shape = anyShape(random, 2);
    const size = tf.util.sizeFromShape(shape);
    const targets = Array.from({length: size}, () => random.int(2));
    return {
      inputs: [between(random, shape, range, [0, 1])],
      compute: (yPred) => loss(tf.tensor(targets, shape), yPred!),
    };
  };
}

/** Equations with one and two operands, batches, outer products and sums over one operand alone. */
const equations = [
  "ij,jk->ik",
  "ij,jk->ki",
  "bij,bjk->bik",
  "bhid,bhjd->bhij",
  "bij,jk->bik",
  "ij,ij->i",
  "ij,ij->",
  "i,j->ij",
  "nhwc,cd->nhwd",
  "ij->ji",
  "ijk->ki",
  "ij->",
  "abc,cbd->ad",
  "abc,abc->b",
];

/** @param reference what plain JavaScript is to do instead */
const contraction: (equation: string, reference?: Trial["compute"]) => Operator = (equation, reference) => (random) => {
  const sizes = new Map([...new Set(equation.match(/[a-z]/g))].map((letter) => [letter, whole(random, 1, 5)]));
  const operands = equation.split("->")[0]!.split(",");
  return {
    inputs: operands.map((letters) =>
      normals(
        random,
        [...letters].map((letter) => sizes.get(letter)!),
      ),
    ),
    compute: (...xs) => tf.einsum(equation, ...xs),
    ...(reference ? {reference} : {}),
  };
};

const operators: Record<string, Operator> = {
  softmax: alongTheLast((x) => tf.softmax(x)),
  "log-softmax": alongTheLast((x) => tf.logSoftmax(x)),
  dense,
  "matrix product": product,
  "matrix product with reshaped weights": tied,
  "squeeze and excitation": squeezeAndExcite,
  "batch normalisation with the batch's moments": normalised("batch"),
  "layer normalisation": normalised("layer"),
  "batch normalisation with given moments": batchNorm,
  dropout,
  "softmax cross-entropy": crossEntropy,
  "sigmoid cross-entropy": lossOf((yTrue, yPred) => tf.losses.sigmoidCrossEntropy(yTrue, yPred)),
  "mean squared error": lossOf((yTrue, yPred) => tf.losses.meanSquaredError(yTrue, yPred)),
  "absolute difference": lossOf((yTrue, yPred) => tf.losses.absoluteDifference(yTrue, yPred)),
  "huber loss": lossOf((yTrue, yPred) => tf.losses.huberLoss(yTrue, yPred)),
  "log loss": lossOf((yTrue, yPred) => tf.losses.logLoss(yTrue, yPred), [0.1, 0.9]),
  "cosine distance": lossOf((yTrue, yPred) => tf.losses.cosineDistance(yTrue, yPred, 1)),
  ...Object.fromEntries(equations.map((equation) => [`einsum ${equation}`, contraction(equation)])),
  // Plain JavaScript does not sum over a letter that only one operand has.
  "einsum ij,kj->": contraction("ij,kj->", (a, b) => tf.sum(tf.mul(tf.sum(a!, 0), tf.sum(b!, 0)))),
  "einsum ijk,k->j": contraction("ijk,k->j", (a, b) => tf.sum(tf.mul(tf.sum(a!, 0), b!), 1)),
};

describe("on WASM, forward as plain JavaScript and the gradient as its differences:", () => {
  it.each(Object.entries(operators))("%s", (name, operator) => expectRight(name, operator));
});
