import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {beforeAll, expect, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectClose, expectSameOnBoth, normal, on} from "../reference.js";

const runs = {seed: 20260712, numRuns: 60};

const pools = fc
  .record({
    batch: fc.integer({min: 1, max: 3}),
    height: fc.integer({min: 1, max: 9}),
    width: fc.integer({min: 1, max: 9}),
    channels: fc.integer({min: 1, max: 9}),
    window: fc.tuple(fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 4})),
    strides: fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3})),
    pad: fc.constantFrom("same" as const, "valid" as const),
    /** Far below zero: a running maximum that starts at zero fails. */
    shift: fc.constantFrom(0, -5),
    seed: fc.nat(),
  })
  .filter(({pad, height, width, window}) => pad === "same" || (window[0] <= height && window[1] <= width));

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

it("max pooling and its gradient on WASM are plain JavaScript's, negative inputs included", async () => {
  await fc.assert(
    fc.asyncProperty(pools, async ({batch, height, width, channels, window, strides, pad, shift, seed}) => {
      const x = normal([batch, height, width, channels], seed, shift);
      await expectSameOnBoth([x], (xs) => {
        const pooled = (a: tf.Tensor): tf.Tensor => tf.maxPool(a as tf.Tensor4D, window, strides, pad);
        return [pooled(xs!), tf.grad((a) => tf.sum(tf.square(pooled(a))))(xs!)];
      });
    }),
    runs,
  );
});

it("max pooling's gradient goes to the first of equal inputs", async () => {
  const x = {shape: [1, 2, 2, 5], values: new Float32Array(20).fill(-1)};
  const gradient = (xs?: tf.Tensor): tf.Tensor =>
    tf.grad((a) => tf.sum(tf.maxPool(a as tf.Tensor4D, 2, 2, "valid")))(xs!);
  const [dx] = await on("wasm", [x], gradient);
  expect([...dx!]).toEqual([...new Array(5).fill(1), ...new Array(15).fill(0)]);
});

it("average pooling and its gradient without padding on WASM are plain JavaScript's", async () => {
  await fc.assert(
    fc.asyncProperty(pools, async ({batch, height, width, channels, window, strides, seed}) => {
      fc.pre(window[0] <= height && window[1] <= width);
      const x = normal([batch, height, width, channels], seed);
      await expectSameOnBoth([x], (xs) => {
        const pooled = (a: tf.Tensor): tf.Tensor => tf.avgPool(a as tf.Tensor4D, window, strides, "valid");
        return [pooled(xs!), tf.grad((a) => tf.sum(tf.square(pooled(a))))(xs!)];
      });
    }),
    runs,
  );
});

it("average pooling is linear, so its gradient is its adjoint, padding included: <pool(x), dy> = <x, gradient(dy)>", async () => {
  await fc.assert(
    fc.asyncProperty(pools, async ({batch, height, width, channels, window, strides, pad, seed}) => {
      const x = normal([batch, height, width, channels], seed);
      const pooled = (a: tf.Tensor): tf.Tensor => tf.avgPool(a as tf.Tensor4D, window, strides, pad);
      const [y] = await on("wasm", [x], (xs) => pooled(xs!));
      const [dx] = await on("wasm", [x], (xs) => tf.grad((a) => tf.sum(tf.square(pooled(a))))(xs!));
      // With dy = 2 y the inner products are 2 |y|^2 and <x, dx>.
      const squares = y!.reduce((sum, value) => sum + 2 * value * value, 0);
      const product = dx!.reduce((sum, value, i) => sum + value * x.values[i]!, 0);
      expectClose(Float32Array.of(product), Float32Array.of(squares));
    }),
    runs,
  );
});
