import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectClose, expectSameOnBoth, normal, on} from "../reference.js";

const runs = {seed: 20260711, numRuns: 60};

/** Another padding on each side. */
const explicit: tf.backend_util.ExplicitPadding = [
  [0, 0],
  [1, 2],
  [2, 0],
  [0, 0],
];

/** Convolutions of odd sizes, rectangular filters and strides, all paddings, batch 1 included. */
const convolutions = fc
  .record({
    batch: fc.integer({min: 1, max: 3}),
    height: fc.integer({min: 1, max: 9}),
    width: fc.integer({min: 1, max: 9}),
    inChannels: fc.integer({min: 1, max: 10}),
    outChannels: fc.integer({min: 1, max: 18}),
    filter: fc.tuple(fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 4})),
    strides: fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3})),
    pad: fc.constantFrom("same" as const, "valid" as const, 1, 2, explicit),
    seed: fc.nat(),
  })
  // With a whole number of padding TensorFlow.js reckons with the height's filter and stride only.
  .map((c) => (typeof c.pad === "number" ? {...c, filter: twice(c.filter), strides: twice(c.strides)} : c))
  .filter(({pad, height, width, filter}) => {
    const [h, w] = pad === explicit ? [3, 2] : typeof pad === "number" ? [2 * pad, 2 * pad] : [0, 0];
    return pad === "same" || (filter[0] <= height + h && filter[1] <= width + w);
  });

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

describe("a convolution's gradients on WASM are plain JavaScript's", () => {
  it("at the filter and at the input", async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async ({batch, height, width, inChannels, outChannels, filter, ...rest}) => {
        const {strides, pad, seed} = rest;
        const x = normal([batch, height, width, inChannels], seed);
        const w = normal([...filter, inChannels, outChannels], seed + 1);
        await expectSameOnBoth([x, w], (xs, ws) => {
          const forward = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
            tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad)));
          return tf.grads(forward)([xs!, ws!]);
        });
      }),
      runs,
    );
  });

  it("depthwise, at the filter and at the input", async () => {
    const shapes = fc.tuple(convolutions, fc.integer({min: 1, max: 3}));
    await fc.assert(
      fc.asyncProperty(shapes, async ([{batch, height, width, inChannels, filter, strides, pad, seed}, multiplier]) => {
        const x = normal([batch, height, width, inChannels], seed);
        const w = normal([...filter, inChannels, multiplier], seed + 1);
        await expectSameOnBoth([x, w], (xs, ws) => {
          const forward = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
            tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad)));
          return tf.grads(forward)([xs!, ws!]);
        });
      }),
      runs,
    );
  });
});

it("a dilated convolution's gradients are those of its filter with zeros between the taps", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        size: fc.integer({min: 7, max: 10}),
        channels: fc.integer({min: 1, max: 9}),
        pad: fc.constantFrom("same" as const, "valid" as const),
        dilation: fc.integer({min: 2, max: 3}),
        seed: fc.nat(),
      }),
      async ({size, channels, pad, dilation, seed}) => {
        const x = normal([2, size, size, 3], seed);
        const w = normal([3, 3, 3, channels], seed + 1);
        const gradients = (dilate: boolean) => (xs?: tf.Tensor, ws?: tf.Tensor) =>
          tf.grads((a, b) => {
            const filter = (dilate ? b : spread(b as tf.Tensor4D, dilation)) as tf.Tensor4D;
            const dilations = dilate ? dilation : 1;
            return tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, filter, 1, pad, "NHWC", dilations)));
          })([xs!, ws!]);
        const expected = await on("cpu", [x, w], gradients(false));
        const actual = await on("wasm", [x, w], gradients(true));
        actual.forEach((gradient, i) => {
          expectClose(gradient, expected[i]!);
        });
      },
    ),
    {...runs, numRuns: 15},
  );
});

it("a convolution in NCHW is refused by name", async () => {
  await tf.setBackend("wasm");
  const [x, dy] = [tf.zeros([1, 2, 4, 4]), tf.zeros([1, 3, 4, 4])];
  const attrs = {strides: 1, pad: "same", dataFormat: "NCHW", filterShape: [3, 3, 2, 3]};
  expect(() => tf.engine().runKernel(tf.Conv2DBackpropFilter, {x, dy}, attrs)).toThrow("NHWC only, got NCHW");
  tf.dispose([x, dy]);
});

it.each([
  ["convolution", tf.conv2d],
  ["depthwise convolution", tf.depthwiseConv2d],
])(
  "refuses a filter larger than the picture by name, where the shipped %s writes past the heap",
  async (_, convolve) => {
    await openEngine("wasm");
    const run = (): tf.Tensor =>
      tf.tidy(() => convolve(tf.ones([1, 2, 5, 4]) as tf.Tensor4D, tf.ones([3, 3, 4, 1]) as tf.Tensor4D, 1, "valid"));
    expect(run).toThrow('a filter of 3 x 3 does not fit into pictures of 2 x 5 with padding "valid"');
  },
);

/** Puts zeros between the taps of [3, 3, Cin, Cout]. */
function spread(filter: tf.Tensor4D, dilation: number): tf.Tensor4D {
  const gap = (axis: 0 | 1, from: tf.Tensor4D): tf.Tensor4D => {
    const shape = from.shape.map((n, i) => (i === axis ? dilation - 1 : n)) as [number, number, number, number];
    const taps = tf.split(from, 3, axis);
    return tf.concat(
      taps.flatMap((tap, i) =>
        i < 2
          ? [tap, tf.zeros<tf.Rank.R4>(shape.map((n, j) => (j === axis ? n : tap.shape[j]!)) as typeof shape)]
          : [tap],
      ),
      axis,
    ) as tf.Tensor4D;
  };
  return gap(1, gap(0, filter));
}

function twice([first]: readonly number[]): [number, number] {
  return [first!, first!];
}
