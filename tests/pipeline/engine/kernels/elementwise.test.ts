import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {anyShape, between, expectRight, normals, type Operator, oneOf, whole} from "./operators.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

/** A function of each number, on numbers of a range that keep away from its kinks. */
function each(
  compute: (x: tf.Tensor) => tf.Tensor,
  range: readonly [number, number] = [-4, 4],
  kinks: readonly number[] = [],
): Operator {
  return (random) => ({
    inputs: [between(random, anyShape(random, whole(random, 1, 4)), range, kinks)],
    compute: (x) => compute(x!),
  });
}

/** A function of two tensors, one of which is spread to the other. */
function both(
  compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  range: readonly [number, number] = [-3, 3],
  kinks: readonly number[] = [],
): Operator {
  return (random) => {
    const shape = anyShape(random, whole(random, 1, 4));
    const part = shape.map((n) => oneOf(random, [1, n, n])).slice(whole(random, 0, shape.length - 1));
    const inputs = [between(random, shape, range, kinks), between(random, part, range, kinks)];
    return {inputs: oneOf(random, [inputs, inputs.reverse()]), compute: (a, b) => compute(a!, b!)};
  };
}

const parametric: Operator = (random) => {
  const shape = [2, ...anyShape(random, 3)];
  const alpha = shape.slice(1).map((n) => oneOf(random, [n, n, 1]));
  return {
    inputs: [between(random, shape, [-2, 2], [0]), between(random, alpha, [-1, 1])],
    compute: (x, a) => tf.prelu(x!, a!),
  };
};

const whereMasked: Operator = (random) => {
  const shape = anyShape(random, 3);
  const mask = normals(random, shape);
  return {
    inputs: [normals(random, shape), normals(random, shape)],
    compute: (a, b) => tf.where(tf.greater(tf.tensor(mask.values.slice(), shape), 0), a!, b!),
  };
};

const operators: Record<string, Operator> = {
  relu: each(tf.relu, [-2, 2], [0]),
  relu6: each(tf.relu6, [-2, 8], [0, 6]),
  "leaky relu": each((x) => tf.leakyRelu(x, 0.1), [-2, 2], [0]),
  "parametric relu, slopes shared or not": parametric,
  elu: each(tf.elu, [-3, 3], [0]),
  selu: each(tf.selu, [-3, 3], [0]),
  sigmoid: each(tf.sigmoid),
  tanh: each(tf.tanh),
  softplus: each(tf.softplus),
  "swish of operators": each((x) => tf.mul(x, tf.sigmoid(x))),
  "gelu of operators": each((x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))))),
  mish: each((x) => tf.mul(x, tf.tanh(tf.softplus(x)))),
  "hard sigmoid of operators": each((x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1), [-4, 4], [-2.5, 2.5]),
  clip: each((x) => tf.clipByValue(x, -1, 1.5), [-3, 3], [-1, 1.5]),
  abs: each(tf.abs, [-2, 2], [0]),
  exp: each(tf.exp, [-2, 2]),
  expm1: each(tf.expm1, [-2, 2]),
  log: each(tf.log, [0.3, 3]),
  log1p: each(tf.log1p, [-0.5, 3]),
  sqrt: each(tf.sqrt, [0.3, 3]),
  rsqrt: each(tf.rsqrt, [0.3, 3]),
  reciprocal: each(tf.reciprocal, [0.4, 3]),
  square: each(tf.square),
  neg: each(tf.neg),
  sin: each(tf.sin),
  cos: each(tf.cos),
  erf: each(tf.erf, [-2, 2]),
  "error function far out": each(tf.erf, [-6, 6]),
  sum: both(tf.add),
  difference: both(tf.sub),
  product: both(tf.mul),
  quotient: both(tf.div, [0.4, 3]),
  "quotient by negative numbers": both(tf.div, [-3, -0.4]),
  power: both(tf.pow, [0.4, 2]),
  "power of a number": each((x) => tf.pow(x, 3)),
  "squared difference": both(tf.squaredDifference),
  maximum: both(tf.maximum, [-3, 3]),
  minimum: both(tf.minimum, [-3, 3]),
  "choice by a mask": whereMasked,
};

describe("on WASM, forward as plain JavaScript and the gradient as its differences:", () => {
  it.each(Object.entries(operators))("%s", (name, operator) => expectRight(name, operator));
});
