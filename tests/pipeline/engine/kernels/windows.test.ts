import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, it} from "vitest";
import type {Random} from "../../../../src/core/random.js";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectRight, normals, type Operator, oneOf, spaced, whole} from "./operators.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

type Pair = [number, number];
type Padding = "same" | "valid" | number | tf.backend_util.ExplicitPadding;

interface Window {
  readonly shape: [number, number, number, number];
  readonly size: Pair;
  readonly strides: Pair;
  readonly pad: Padding;
}

/** Pictures, a window of any sides, strides and a padding that leaves at least one output. */
function windowOf(random: Random, pads: readonly Padding[], strided = true, dilation = 1): Window {
  for (;;) {
    const shape = [whole(random, 1, 3), whole(random, 1, 8), whole(random, 1, 8), whole(random, 1, 6)] as const;
    const size: Pair = [whole(random, 1, 4), whole(random, 1, 4)];
    const pad = oneOf(random, pads);
    const [height, width] = [shape[1], shape[2]].map((n, i) => n - dilation * (size[i]! - 1) + around(pad, i)) as Pair;
    if (pad !== "same" && (height < 1 || width < 1)) continue;
    // Beyond half the window TensorFlow.js refuses poolings, and a window in the padding alone has no maximum.
    if (pad !== "same" && pad !== "valid" && Math.min(...size) <= Math.max(...sides(pad))) continue;
    const strides: Pair = strided ? [whole(random, 1, 3), whole(random, 1, 3)] : [1, 1];
    return {shape: [...shape], size, strides, pad};
  }
}

/** Plain JavaScript reckons a whole number of padding with the height's filter and stride only. */
function toldBySide(pad: Padding): Exclude<Padding, number> {
  return typeof pad === "number" ? [[0, 0], [pad, pad], [pad, pad], [0, 0]] : pad; // biome-ignore format: a table
}

function sides(pad: Padding): number[] {
  return typeof pad === "number" ? [pad] : typeof pad === "string" ? [0] : pad.flat();
}

function around(pad: Padding, axis: number): number {
  return typeof pad === "number" ? 2 * pad : typeof pad === "string" ? 0 : pad[axis + 1]![0]! + pad[axis + 1]![1]!;
}

const explicit: tf.backend_util.ExplicitPadding = [
  [0, 0],
  [1, 2],
  [2, 0],
  [0, 0],
];
const pads: Padding[] = ["same", "valid", explicit];

function convolution(pads: readonly Padding[]): Operator {
  return (random) => {
    const {shape, size, strides, pad} = windowOf(random, pads);
    const filter = [...size, shape[3], whole(random, 1, 9)];
    return {
      inputs: [normals(random, shape), normals(random, filter)],
      compute: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad),
      reference: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, toldBySide(pad)),
    };
  };
}

function depthwise(pads: readonly Padding[]): Operator {
  return (random) => {
    const {shape, size, strides, pad} = windowOf(random, pads);
    const filter = [...size, shape[3], whole(random, 1, 3)];
    return {
      inputs: [normals(random, shape), normals(random, filter)],
      compute: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad),
      reference: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, toldBySide(pad)),
    };
  };
}

const dilated: Operator = (random) => {
  const dilation: Pair = [2, whole(random, 1, 3)];
  const {shape, size, pad} = windowOf(random, pads, false, 3);
  const [bias, filter] = [whole(random, 1, 9), [...size, shape[3]]];
  return {
    inputs: [normals(random, shape), normals(random, [...filter, bias])],
    compute: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad, "NHWC", dilation),
    referenceGradient: false,
  };
};

const dilatedDepthwise: Operator = (random) => {
  const dilation: Pair = [2, whole(random, 1, 3)];
  const {shape, size, pad} = windowOf(random, pads, false, 3);
  return {
    inputs: [normals(random, shape), normals(random, [...size, shape[3], whole(random, 1, 3)])],
    compute: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad, "NHWC", dilation),
    referenceGradient: false,
  };
};

const dilatedWithBias: Operator = (random) => {
  const {shape, size, pad} = windowOf(random, ["same", "valid"], false, 3);
  const units = whole(random, 1, 9);
  return {
    inputs: [normals(random, shape), normals(random, [...size, shape[3], units]), normals(random, [units])],
    compute: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias!,
        strides: 1,
        pad: pad as "same",
        dilations: [2, 2],
      }),
    referenceGradient: false,
  };
};

const dilatedDepthwiseWithBias: Operator = (random) => {
  const {shape, size, pad} = windowOf(random, ["same", "valid"], false, 3);
  return {
    inputs: [normals(random, shape), normals(random, [...size, shape[3], 1]), normals(random, [shape[3]])],
    compute: (x, filter, bias) =>
      tf.fused.depthwiseConv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias!,
        strides: 1,
        pad: pad as "same",
        dilations: [2, 2],
      }),
    referenceGradient: false,
  };
};

const fusedConvolution: Operator = (random) => {
  const {shape, size, strides, pad} = windowOf(random, pads);
  const units = whole(random, 1, 9);
  return {
    inputs: [normals(random, shape), normals(random, [...size, shape[3], units]), normals(random, [units])],
    compute: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias!,
        strides,
        pad: pad as "same",
        activation: "sigmoid",
      }),
  };
};

const separable: Operator = (random) => {
  const {shape, size, strides, pad} = windowOf(random, ["same", "valid"]);
  const multiplier = whole(random, 1, 3);
  const stride = strides[0];
  return {
    inputs: [
      normals(random, shape),
      normals(random, [...size, shape[3], multiplier]),
      normals(random, [1, 1, shape[3] * multiplier, whole(random, 1, 9)]),
    ],
    compute: (x, depth, point) =>
      tf.separableConv2d(x as tf.Tensor4D, depth as tf.Tensor4D, point as tf.Tensor4D, [stride, stride], pad as "same"),
  };
};

const transposed: Operator = (random) => {
  const [n, h, w, channels, units] = [2, whole(random, 2, 6), whole(random, 2, 6), whole(random, 1, 6), 5];
  const [kernel, stride] = [whole(random, 1, 4), whole(random, 1, 3)];
  const pad = kernel >= stride ? oneOf(random, ["same", "valid"] as const) : ("same" as const);
  const size = (length: number): number => (pad === "same" ? length * stride : (length - 1) * stride + kernel);
  return {
    inputs: [normals(random, [n, h, w, channels]), normals(random, [kernel, kernel, units, channels])],
    compute: (x, filter) =>
      tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [n, size(h), size(w), units], stride, pad),
  };
};

const alongOneAxis: Operator = (random) => {
  const [length, channels, kernel] = [whole(random, 4, 12), whole(random, 1, 6), whole(random, 1, 4)];
  const stride = whole(random, 1, 2);
  return {
    inputs: [normals(random, [2, length, channels]), normals(random, [kernel, channels, whole(random, 1, 7)])],
    compute: (x, filter) => tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, stride, "same"),
  };
};

function pooling(kind: "max" | "avg", pads: readonly Padding[], referenceGradient = true): Operator {
  return (random) => {
    const {shape, size, strides, pad} = windowOf(random, pads);
    const pool = (kind === "max" ? tf.maxPool : tf.avgPool) as typeof tf.maxPool;
    return {
      inputs: [spaced(random, shape)],
      compute: (x) => pool(x as tf.Tensor4D, size, strides, pad),
      reference: (x) => pool(x as tf.Tensor4D, size, strides, toldBySide(pad)),
      referenceGradient,
    };
  };
}

/** Windows that begin inside and end behind the last row or column count, too. */
function roundedUp(kind: "max" | "avg"): Operator {
  return (random) => {
    const {shape, size, strides} = windowOf(random, ["valid"]);
    // A last window that begins behind the picture would be empty.
    const steps = strides.map((stride, i) => Math.min(stride, size[i]!)) as Pair;
    const pool = (kind === "max" ? tf.maxPool : tf.avgPool) as typeof tf.maxPool;
    return {
      inputs: [spaced(random, shape)],
      compute: (x) => pool(x as tf.Tensor4D, size, steps, 0, "ceil"),
      reference: (x) => pool(x as tf.Tensor4D, size, steps, toldBySide(0), "ceil"),
      referenceGradient: false, // is not told that it was rounded up
    };
  };
}

const convolutionRoundedUp: Operator = (random) => {
  const {shape, size, strides} = windowOf(random, ["valid"]);
  const filter = [...size, shape[3], whole(random, 1, 9)];
  const convolved = (x: tf.Tensor4D, w: tf.Tensor4D, pad: Padding): tf.Tensor =>
    tf.conv2d(x, w, strides, pad, "NHWC", 1, "ceil");
  return {
    inputs: [normals(random, shape), normals(random, filter)],
    compute: (x, w) => convolved(x as tf.Tensor4D, w as tf.Tensor4D, 0),
    reference: (x, w) => convolved(x as tf.Tensor4D, w as tf.Tensor4D, toldBySide(0)),
    referenceGradient: false, // is not told that it was rounded up
  };
};

const globally =
  (reduce: (x: tf.Tensor, axes: number[], keepDims: boolean) => tf.Tensor): Operator =>
  (random) => {
    const keepDims = oneOf(random, [true, false]);
    const shape = [whole(random, 1, 3), whole(random, 1, 7), whole(random, 1, 7), whole(random, 1, 9)];
    return {inputs: [spaced(random, shape)], compute: (x) => reduce(x!, [1, 2], keepDims)};
  };

const operators: Record<string, Operator> = {
  convolution: convolution(pads),
  "convolution, a whole number of padding": convolution([1, 2]),
  "fused convolution with bias and sigmoid": fusedConvolution,
  "dilated convolution": dilated,
  "dilated convolution with bias and no activation": dilatedWithBias,
  "depthwise convolution": depthwise(pads),
  "depthwise convolution, a whole number of padding": depthwise([1, 2]),
  "dilated depthwise convolution": dilatedDepthwise,
  "dilated depthwise convolution with bias": dilatedDepthwiseWithBias,
  "separable convolution": separable,
  "transposed convolution": transposed,
  "convolution along one axis": alongOneAxis,
  "max pooling": pooling("max", ["same", "valid", explicit]),
  "max pooling, a whole number of padding": pooling("max", [1]),
  "average pooling without padding": pooling("avg", ["valid"]),
  "average pooling with padding": pooling("avg", ["same", explicit, 1], false),
  "convolution, rounded up": convolutionRoundedUp,
  "max pooling, rounded up": roundedUp("max"),
  "average pooling, rounded up": roundedUp("avg"),
  "global average pooling": globally(tf.mean),
  "global max pooling": globally(tf.max),
};

describe("on WASM, forward as plain JavaScript and the gradient as its differences:", () => {
  it.each(Object.entries(operators))("%s", (name, operator) => expectRight(name, operator));
});
