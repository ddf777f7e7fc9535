import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {afterAll, beforeAll, describe, it} from "vitest";
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

describe("matrix products", () => {
  const matrices = fc.record({
    batch: fc.integer({min: 1, max: 3}),
    rows: fc.integer({min: 1, max: 9}),
    depth: fc.integer({min: 1, max: 9}),
    columns: fc.integer({min: 1, max: 37}),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  });

  it("agree with plain JavaScript, transposed or not, for every width", async () => {
    setProductEngine(wasmProducts);
    await openEngine("wasm");
    await fc.assert(
      fc.asyncProperty(matrices, async ({batch, rows, depth, columns, transposeA, transposeB}) => {
        const a = normal(transposeA ? [batch, depth, rows] : [batch, rows, depth], "a");
        const b = normal(transposeB ? [batch, columns, depth] : [batch, depth, columns], "b");
        const run = (p: tf.Tensor, q: tf.Tensor): tf.Tensor => tf.matMul(p, q, transposeA, transposeB);
        const [expected] = await on("cpu", [a, b], run);
        const [result] = await on("wasm", [a, b], run);
        expectClose(result!, expected!, 1e-5);
      }),
      {numRuns: 60},
    );
  });

  it.skipIf(!runtime)("agree with plain JavaScript by onnxruntime where they are large", async () => {
    setProductEngine(nativeProducts(runtime!));
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.boolean(), async (transposeA, transposeB) => {
        const a = normal(transposeA ? [90, 100] : [100, 90], "a");
        const b = normal(transposeB ? [110, 90] : [90, 110], "b");
        const run = (p: tf.Tensor, q: tf.Tensor): tf.Tensor => tf.matMul(p, q, transposeA, transposeB);
        const [expected] = await on("cpu", [a, b], run);
        const [result] = await on("wasm", [a, b], run);
        expectClose(result!, expected!, 1e-5);
      }),
      {numRuns: 4},
    );
  });
});
