import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, it} from "vitest";
import {permutation, type Random} from "../../../../src/core/random.js";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {anyShape, expectRight, normals, type Operator, oneOf, spaced, whole} from "./operators.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

/** A function of one tensor of rank 1 to 4. */
function of(compute: (x: tf.Tensor, random: Random) => tf.Tensor, ranks: readonly [number, number] = [1, 4]): Operator {
  return (random) => ({
    inputs: [spaced(random, anyShape(random, whole(random, ...ranks), 5))],
    // A stream of its own each time: every call must do the same.
    compute: (x) => compute(x!, random.fork("compute")),
  });
}

function axesOf(random: Random, rank: number): number[] {
  return permutation(rank, random)
    .slice(0, whole(random, 1, rank))
    .sort((a, b) => a - b);
}

const reductions = {
  sum: tf.sum,
  mean: tf.mean,
  max: tf.max,
  min: tf.min,
  logSumExp: tf.logSumExp,
  variance: (x: tf.Tensor, axes: number[], keepDims: boolean) => tf.moments(x, axes, keepDims).variance,
};

const concatenation: Operator = (random) => {
  const shape = anyShape(random, whole(random, 1, 4), 4);
  const axis = random.int(shape.length);
  const inputs = [0, 1, 2].map(() =>
    normals(
      random,
      shape.map((n, i) => (i === axis ? whole(random, 1, 5) : n)),
    ),
  );
  return {inputs, compute: (...xs) => tf.concat(xs, axis)};
};

const stacking: Operator = (random) => {
  const shape = anyShape(random, whole(random, 0, 3), 4);
  const axis = random.int(shape.length + 1);
  return {
    inputs: [normals(random, shape), normals(random, shape)],
    compute: (...xs) => tf.stack(xs, axis),
  };
};

const gathering: Operator = (random) => {
  const shape = anyShape(random, whole(random, 1, 4), 5);
  const axis = random.int(shape.length);
  const rows = Array.from({length: whole(random, 1, 7)}, () => random.int(shape[axis]!));
  return {
    inputs: [normals(random, shape)],
    compute: (x) => tf.gather(x!, tf.tensor1d(rows, "int32"), axis),
  };
};

const embedding: Operator = (random) => {
  const [tokens, width] = [whole(random, 1, 7), whole(random, 1, 9)];
  const ids = Array.from({length: 2 * 5}, () => random.int(tokens));
  return {
    inputs: [normals(random, [tokens, width])],
    compute: (table) => tf.gather(table!, tf.tensor2d(ids, [2, 5], "int32")),
  };
};

const spread: Operator = (random) => {
  const shape = anyShape(random, whole(random, 1, 4), 5);
  const part = shape.map((n) => oneOf(random, [1, n]));
  return {inputs: [normals(random, part)], compute: (x) => tf.broadcastTo(x!, shape)};
};

const spreadToHigherRank: Operator = (random) => {
  const shape = anyShape(random, 4, 5);
  const part = shape.slice(whole(random, 1, 3)).map((n) => oneOf(random, [1, n]));
  return {inputs: [normals(random, part)], compute: (x) => tf.broadcastTo(x!, shape)};
};

function mirrored(mode: "reflect" | "symmetric"): Operator {
  return (random) => {
    const shape = anyShape(random, whole(random, 1, 4), 5);
    const most = (n: number): number => (mode === "reflect" ? n - 1 : n);
    const pads = shape.map((n) => [whole(random, 0, most(n)), whole(random, 0, most(n))] as [number, number]);
    return {inputs: [normals(random, shape)], compute: (x) => tf.mirrorPad(x!, pads, mode), referenceGradient: false};
  };
}

function resized(resize: typeof tf.image.resizeBilinear, halfPixels: boolean): Operator {
  return (random) => {
    const alignCorners = !halfPixels && oneOf(random, [true, false]);
    const size: [number, number] = [whole(random, 1, 9), whole(random, 1, 9)];
    return {
      inputs: [normals(random, [whole(random, 1, 2), whole(random, 1, 6), whole(random, 1, 6), whole(random, 1, 5)])],
      compute: (x) => resize(x as tf.Tensor4D, size, alignCorners, halfPixels),
      // Of another shape, not a number, or without half-pixel centres.
      referenceGradient: false,
    };
  };
}

const cropAtRandom: Operator = (random) => {
  const shape = anyShape(random, whole(random, 1, 4));
  const begin = shape.map((n) => random.int(n));
  const size = shape.map((n, i) => whole(random, 1, n - begin[i]!));
  return {inputs: [normals(random, shape)], compute: (x) => tf.slice(x!, begin, size)};
};

const pixelUnshuffle: Operator = (random) => ({
  inputs: [normals(random, [2, 2 * whole(random, 1, 4), 2 * whole(random, 1, 4), whole(random, 1, 5)])],
  compute: (x) =>
    tf.spaceToBatchND(
      x!,
      [2, 2],
      [
        [0, 0],
        [0, 0],
      ],
    ),
});

const operators: Record<string, Operator> = {
  ...Object.fromEntries(
    Object.entries(reductions).map(([name, reduce]) => [
      name,
      of((x, random) => reduce(x, axesOf(random, x.rank), oneOf(random, [true, false]))),
    ]),
  ),
  "euclidean norm": of((x, random) => tf.norm(tf.add(x, 9), "euclidean", random.int(x.rank))),
  transposition: of((x, random) => tf.transpose(x, permutation(x.rank, random))),
  reshaping: of((x) => tf.reshape(x, [-1, 1])),
  "a dimension more, a dimension less": of((x) => tf.squeeze(tf.expandDims(x, 1), [1])),
  cropping: cropAtRandom,
  splitting: of((x) => tf.add(...(tf.split(tf.concat([x, x], 0), 2, 0) as [tf.Tensor, tf.Tensor]))),
  unstacking: of((x) => tf.addN(tf.unstack(tf.concat([x, x], 0), 0))),
  "picking every second": of((x) => tf.gather(x, tf.range(0, x.shape[0]!, 2, "int32"), 0)),
  padding: of((x, random) =>
    tf.pad(
      x,
      x.shape.map(() => [random.int(3), random.int(3)] as [number, number]),
      0.5,
    ),
  ),
  reversal: of((x, random) => tf.reverse(x, axesOf(random, x.rank))),
  tiling: of((x, random) =>
    tf.tile(
      x,
      x.shape.map(() => whole(random, 1, 3)),
    ),
  ),
  concatenation,
  stacking,
  "gathered rows": gathering,
  embedding,
  "spread to a shape": spread,
  "spread to a higher rank": spreadToHigherRank,
  "padding by reflection": mirrored("reflect"),
  "padding by symmetry": mirrored("symmetric"),
  "bilinear resizing": resized(tf.image.resizeBilinear, false),
  "bilinear resizing, half-pixel centres": resized(tf.image.resizeBilinear, true),
  "nearest resizing": resized(tf.image.resizeNearestNeighbor, false),
  "nearest resizing, half-pixel centres": resized(tf.image.resizeNearestNeighbor, true),
  "space to batch": pixelUnshuffle,
};

describe("on WASM, forward as plain JavaScript and the gradient as its differences:", () => {
  it.each(Object.entries(operators))("%s", (name, operator) => expectRight(name, operator));
});
