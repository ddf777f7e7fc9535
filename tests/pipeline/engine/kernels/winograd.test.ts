import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {setProductEngine, wasmProducts} from "../../../../src/pipeline/engine/kernels/products.js";
import {nativeProducts} from "../../../../src/pipeline/engine/onnx/nativeProducts.js";
import {openOnnxRuntime} from "../../../../src/pipeline/engine/onnx/runtime.js";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectClose, normal, on} from "../reference.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

afterAll(() => setProductEngine(wasmProducts));

const runtime = await openOnnxRuntime().catch(() => undefined);
const multipliers = [
  ["wasm", wasmProducts] as const,
  ...(runtime ? [["onnxruntime", nativeProducts(runtime)] as const] : []),
];

/** Sizes that reach every path: tiles inside and across edges, several blocks, an odd number of tiles, all widths of strips. */
const sizes = fc.record({
  count: fc.integer({min: 1, max: 5}),
  height: fc.integer({min: 3, max: 15}),
  width: fc.integer({min: 3, max: 15}),
  inputs: fc.constantFrom(4, 8, 12, 20),
  outputs: fc.constantFrom(4, 8, 16, 28),
  pad: fc.constantFrom("same" as const, "valid" as const, 1, 2),
});

describe.each(multipliers)("3x3 convolutions by Winograd's way, products by %s", (_, engine) => {
  beforeAll(() => setProductEngine(engine));

  it("agree with plain JavaScript forwards, at the input and at the filter", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({count, height, width, inputs, outputs, pad}) => {
        const x = normal([count, height, width, inputs], "x");
        const filter = normal([3, 3, inputs, outputs], "filter");
        const run = (a: tf.Tensor, b: tf.Tensor): tf.Tensor[] => {
          const forward = (p: tf.Tensor, q: tf.Tensor): tf.Tensor =>
            tf.conv2d(p as tf.Tensor4D, q as tf.Tensor4D, 1, pad);
          const y = forward(a, b);
          const dy = tf.tensor(normal(y.shape, "dy").values, y.shape);
          return [y, ...tf.grads((p, q) => forward(p!, q!))([a, b], dy)];
        };
        const expected = await on("cpu", [x, filter], run);
        const results = await on("wasm", [x, filter], run);
        for (const [i, result] of results.entries()) expectClose(result, expected[i]!, 2e-5);
      }),
      {numRuns: 25},
    );
  });

  it.each(["linear", "relu", "relu6"] as const)("add the bias and cut off as %s does", async (activation) => {
    const [x, filter, bias] = [normal([3, 9, 7, 8], 1), normal([3, 3, 8, 20], 2), normal([20], 3)];
    const run = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor): tf.Tensor =>
      tf.fused.conv2d({x: a as tf.Tensor4D, filter: b as tf.Tensor4D, strides: 1, pad: "same", bias: c, activation});
    const [expected] = await on("cpu", [x, filter, bias], run);
    const [result] = await on("wasm", [x, filter, bias], run);
    expectClose(result!, expected!, 2e-5);
  });

  it("give NaN where a picture holds NaN, and nowhere else than in its tile", async () => {
    const x = normal([2, 8, 8, 4], 1);
    x.values[0] = Number.NaN; // the upper left tile of the first picture
    const filter = normal([3, 3, 4, 4], 2);
    const run = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
      tf.fused.conv2d({x: a as tf.Tensor4D, filter: b as tf.Tensor4D, strides: 1, pad: "same", activation: "relu"});
    const [result] = await on("wasm", [x, filter], run);
    expect(Number.isNaN(result![0])).toBe(true);
    expect(result!.subarray(8 * 8 * 4).every(Number.isFinite)).toBe(true);
  });
});
