import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectSameOnBoth, normal} from "../reference.js";

const runs = {seed: 20260713, numRuns: 60};
const shapes = fc.array(fc.integer({min: 1, max: 7}), {minLength: 1, maxLength: 4});

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

describe("on WASM as in plain JavaScript:", () => {
  it("sum and mean over any dimensions, and their gradients", async () => {
    const cases = shapes.chain((shape) =>
      fc.tuple(fc.constant(shape), fc.subarray([...shape.keys()], {minLength: 1}), fc.boolean(), fc.nat()),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([shape, axes, keepDims, seed]) => {
        await expectSameOnBoth([normal(shape, seed)], (x) => [
          tf.sum(x!, axes, keepDims),
          tf.mean(x!, axes, keepDims),
          tf.grad((a) => tf.sum(tf.square(tf.sum(a, axes, keepDims))))(x!),
          tf.grad((a) => tf.sum(tf.square(tf.mean(a, axes, keepDims))))(x!),
        ]);
      }),
      runs,
    );
  });

  it("sum, difference and product with broadcasting, and their gradients", async () => {
    const cases = shapes.chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.array(fc.boolean(), {minLength: shape.length, maxLength: shape.length}),
        fc.nat(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([shape, kept, seed]) => {
        const part = shape.map((n, i) => (kept[i] ? n : 1));
        const inputs = [normal(shape, seed), normal(part, seed + 1)];
        await expectSameOnBoth(inputs, (a, b) =>
          [tf.add, tf.sub, tf.mul].flatMap((operator) => [
            operator(a!, b!),
            operator(b!, a!),
            ...tf.grads((p, q) => tf.sum(tf.square(operator(p, q))))([a!, b!]),
          ]),
        );
      }),
      runs,
    );
  });

  it("tile and its gradient", async () => {
    const cases = shapes.chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.array(fc.integer({min: 1, max: 5}), {minLength: shape.length, maxLength: shape.length}),
        fc.nat(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([shape, reps, seed]) => {
        await expectSameOnBoth([normal(shape, seed)], (x) => [
          tf.tile(x!, reps),
          tf.grad((a) => tf.sum(tf.square(tf.tile(a, reps))))(x!),
        ]);
      }),
      runs,
    );
  });

  it("the rectifier's gradient", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, seed) => {
        await expectSameOnBoth([normal(shape, seed)], (x) => tf.grad((a) => tf.sum(tf.square(tf.relu(a))))(x!));
      }),
      runs,
    );
  });

  it("matrix products with every transpose, and their gradients", async () => {
    const cases = fc.record({
      batch: fc.constantFrom([], [1], [3]),
      sizes: fc.tuple(fc.integer({min: 1, max: 9}), fc.integer({min: 1, max: 9}), fc.integer({min: 1, max: 9})),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      seed: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({batch, sizes: [m, k, n], transposeA, transposeB, seed}) => {
        const a = normal([...batch, ...(transposeA ? [k, m] : [m, k])], seed);
        const b = normal([...batch, ...(transposeB ? [n, k] : [k, n])], seed + 1);
        await expectSameOnBoth([a, b], (p, q) => [
          tf.matMul(p!, q!, transposeA, transposeB),
          ...tf.grads((r, s) => tf.sum(tf.square(tf.matMul(r, s, transposeA, transposeB))))([p!, q!]),
        ]);
      }),
      runs,
    );
  });

  it("batch normalisation with the batch's own moments, and its gradients", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.integer({min: 2, max: 6}), fc.integer({min: 1, max: 5}), fc.integer({min: 1, max: 11})),
        fc.nat(),
        async ([batch, size, channels], seed) => {
          const inputs = [
            normal([batch, size, size, channels], seed, 3),
            normal([channels], seed + 1, 1),
            normal([channels], seed + 2),
            normal([batch, size, size, channels], seed + 3),
          ];
          await expectSameOnBoth(inputs, (x, scale, offset, weight) => {
            const normalised = (a: tf.Tensor, s: tf.Tensor, o: tf.Tensor): tf.Tensor => {
              const {mean, variance} = tf.moments(a, [0, 1, 2]);
              const parts = [mean, variance, o, s] as tf.Tensor1D[];
              return tf.batchNorm4d(a as tf.Tensor4D, parts[0]!, parts[1]!, parts[2]!, parts[3]!, 1e-2);
            };
            const loss = (a: tf.Tensor, s: tf.Tensor, o: tf.Tensor): tf.Tensor =>
              tf.sum(tf.mul(normalised(a, s, o), weight!));
            return [normalised(x!, scale!, offset!), ...tf.grads(loss)([x!, scale!, offset!])];
          });
        },
      ),
      runs,
    );
  });

  it("gathered rows' gradient, rows taken twice included", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({min: 0, max: 4}), {minLength: 1}), fc.nat(), async (rows, seed) => {
        await expectSameOnBoth([normal([5, 3], seed)], (x) =>
          tf.grad((a) => tf.sum(tf.square(tf.gather(a, tf.tensor1d(rows, "int32")))))(x!),
        );
      }),
      runs,
    );
  });

  it("a cast to the same type, which shares memory and frees it once", async () => {
    await tf.setBackend("wasm");
    const x = tf.tensor1d([1, 2, 3]);
    const [copy, cast] = [x.clone(), tf.cast(x, "float32")];
    x.dispose();
    copy.dispose();
    expect([...cast.dataSync()]).toEqual([1, 2, 3]);
    cast.dispose();
  });
});
