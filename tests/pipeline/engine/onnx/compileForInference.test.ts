import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type LayersModel, layers, sequential} from "@tensorflow/tfjs-layers";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {compileForInference} from "../../../../src/pipeline/engine/onnx/compileForInference.js";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {softmax} from "../../../../src/pipeline/model/softmax.js";
import {byTensorflow, difference, drawInput, drawWeights} from "./agreement.js";

const shape = [9, 8, 2];
const count = 101;
const inputs = drawInput([count, ...shape], 1);
const bytes = Uint8Array.from(inputs, (x) => Math.abs(x) * 80);

let network: LayersModel;
let folder: string;
beforeAll(async () => {
  await openEngine("wasm");
  network = sequential({
    name: "small",
    layers: [
      layers.conv2d({filters: 8, kernelSize: 3, activation: "swish", inputShape: [9, 8, 2]}),
      layers.batchNormalization({}),
      layers.globalAveragePooling2d({}),
      layers.dense({units: 5}),
    ],
  });
  drawWeights(network, 1);
  folder = await mkdtemp(join(tmpdir(), "lookbook-onnx-"));
});
afterAll(() => rm(folder, {recursive: true}));

/** A package that stands in for onnxruntime-node. */
async function fakePackage(name: string, code: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(`${path}.cjs`, code);
  await mkdir(path);
  await writeFile(join(path, "package.json"), `{"version": "9.9.9", "main": "../${name}.cjs"}`);
  return path;
}

describe("compileForInference(model, options)", () => {
  it("computes what TensorFlow.js computes, the same bits on no worker, one, two and three, and in every run", async () => {
    const expected = byTensorflow(network, [inputs], [[count, ...shape]])[0]!;
    const runs: Float32Array[] = [];
    for (const workers of [0, 1, 2, 3]) {
      const compiled = await compileForInference(network, {workers, batchSize: 7});
      expect(compiled).toMatchObject({engine: "onnx", inputShape: shape, outputShape: [5]});
      runs.push(await compiled.run(inputs), await compiled.run(inputs));
      await compiled.dispose();
    }
    expect(difference(runs[0]!, expected)).toBeLessThan(1e-4);
    for (const run of runs) expect(run).toEqual(runs[0]);
  });
  it("takes bytes, as floats or as they are, and may end in a softmax", async () => {
    const floats = await compileForInference(network, {workers: 0});
    const raw = await compileForInference(network, {workers: 0, input: "uint8", softmax: true});
    const logits = await floats.run(bytes);
    expect(logits).toEqual(await floats.run(Float32Array.from(bytes)));
    expect(difference(await raw.run(bytes), softmax(logits, 5))).toBeLessThan(1e-5);
    await expect(raw.run(inputs)).rejects.toThrow("takes bytes only");
    await Promise.all([floats.dispose(), raw.dispose()]);
  });
  it("serves several runs at a time, tells how far each is, and leaves the event loop free", async () => {
    const compiled = await compileForInference(network, {workers: 2, batchSize: 4});
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    const told: string[] = [];
    const [first, second] = await Promise.all([
      compiled.run(inputs, {
        progress: (task, unit) => ({
          update: (done, total) => void told.push(`${task} ${done}/${total} ${unit}`),
          end: () => void told.push("end"),
        }),
      }),
      compiled.run(inputs),
    ]);
    clearInterval(timer);
    expect(first).toEqual(second);
    expect(told.length).toBe(Math.ceil(count / 4) + 1);
    expect(told.slice(-2)).toEqual([`run small ${count}/${count} examples`, "end"]);
    expect(ticks).toBeGreaterThan(0);
    await compiled.dispose();
  });
  it("stops between two batches when it is told to", async () => {
    const compiled = await compileForInference(network, {batchSize: 1});
    const controller = new AbortController();
    const run = compiled.run(inputs, {
      signal: controller.signal,
      progress: () => ({update: (done) => done === 3 && controller.abort(), end: () => undefined}),
    });
    await expect(run).rejects.toMatchObject({
      code: "interrupted",
      message: /^the run of small was interrupted after [3-5] of 101 examples$/,
    });
    expect(await compiled.run(inputs)).toHaveLength(count * 5); // and can go on
    await compiled.dispose();
  });
  it("keeps the weights that it was compiled with", async () => {
    const compiled = await compileForInference(network, {workers: 0});
    const before = await compiled.run(inputs);
    drawWeights(network, 2);
    expect(await compiled.run(inputs)).toEqual(before);
    drawWeights(network, 1);
    await compiled.dispose();
  });
});

describe("a compiled model that cannot go on", () => {
  it("falls back to TensorFlow.js where onnxruntime-node is absent, and says so", async () => {
    const compiled = await compileForInference(network, {packageName: "onnxruntime-absent", workers: 2});
    expect(compiled.engine).toBe("wasm");
    expect(compiled.reason).toBe(
      "TensorFlow.js's backend wasm, since onnxruntime-absent is not installed; run `npm ci`, which installs onnxruntime-node 1.30.0",
    );
    const expected = byTensorflow(network, [inputs], [[count, ...shape]])[0]!;
    expect(difference(await compiled.run(inputs), expected)).toBeLessThan(1e-6);
    await compiled.dispose();
  });
  it.each([
    [
      "lacks what is needed",
      "exports.InferenceSession = {}",
      "expected InferenceSession.create and Tensor among its exports",
    ],
    [
      "computes something else",
      "exports.Tensor = class {}; exports.InferenceSession = {create: async () => ({run: async () => ({}), release() {}})}",
      "expected 5 numbers from a first run, found the error",
    ],
  ])("falls back where it %s", async (name, code, reason) => {
    const packageName = await fakePackage(name.replaceAll(" ", "-"), code);
    const compiled = await compileForInference(network, {packageName});
    expect(compiled.engine).toBe("wasm");
    expect(compiled.reason).toContain(reason);
    await expect(compileForInference(network, {packageName, engine: "onnx"})).rejects.toMatchObject({
      code: "no-engine",
    });
  });
  it("rejects with what happened when a worker dies, at once and from then on", async () => {
    const real = JSON.stringify(createRequire(import.meta.url).resolve("onnxruntime-node"));
    const dying = `const ort = require(${real}); let runs = 0;
      exports.Tensor = ort.Tensor;
      exports.InferenceSession = {create: async (...given) => {
        const session = await ort.InferenceSession.create(...given);
        return {release: () => session.release(), run: (feeds) => (++runs > 3 ? process.exit(7) : session.run(feeds))};
      }};`;
    const compiled = await compileForInference(network, {packageName: await fakePackage("dying", dying), batchSize: 2});
    const death = {code: "worker-died", message: /worker 1 of 1 died: it ended with exit code 7/};
    await expect(compiled.run(inputs)).rejects.toMatchObject(death);
    await expect(compiled.run(inputs)).rejects.toMatchObject(death);
    await compiled.dispose();
  });
  it("refuses inputs and options that make no sense", async () => {
    await expect(compileForInference(network, {workers: -1})).rejects.toThrow(
      "workers must be a whole number of at least 0, got -1",
    );
    await expect(compileForInference(network, {batchSize: 0})).rejects.toThrow("batchSize must be");
    const compiled = await compileForInference(network, {workers: 0});
    await expect(compiled.run(new Float32Array(145))).rejects.toThrow(
      "small takes examples of 9 x 8 x 2 = 144 numbers, got 145, which is no whole number of them",
    );
    expect(await compiled.run(new Float32Array(0))).toHaveLength(0);
    await compiled.dispose();
    await compiled.dispose();
    await expect(compiled.run(inputs)).rejects.toThrow("compiled model small was disposed; compile it again");
    const open = sequential({
      name: "open",
      layers: [layers.conv2d({filters: 1, kernelSize: 1, inputShape: [null, null, 3]}), layers.globalMaxPooling2d({})],
    });
    await expect(compileForInference(open)).rejects.toThrow(
      "model open takes inputs of [any, any, 3]; say which with size: [height, width]",
    );
    const sized = await compileForInference(open, {workers: 0, size: [4, 5]});
    expect(sized.inputShape).toEqual([4, 5, 3]);
    await sized.dispose();
  });
});
