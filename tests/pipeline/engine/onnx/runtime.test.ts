import {Worker} from "node:worker_threads";
import {describe, expect, it} from "vitest";
import {encodeModel} from "../../../../src/pipeline/engine/onnx/graph.js";
import {openOnnxRuntime} from "../../../../src/pipeline/engine/onnx/runtime.js";
import {webAssembly} from "../../../../src/pipeline/engine/simd/webAssembly.js";

const relu = (size: number): Uint8Array =>
  encodeModel({
    name: "relu",
    inputs: [{name: "x", shape: [size]}],
    outputs: [{name: "y", shape: [size]}],
    nodes: [{op: "Relu", inputs: ["x"], outputs: ["y"]}],
  });

describe("openOnnxRuntime()", () => {
  it("computes on views of a WASM memory, in place, however large the result", async () => {
    const runtime = await openOnnxRuntime();
    for (const size of [4, 1 << 16]) {
      const memory = new webAssembly.Memory({initial: 16});
      const x = new Float32Array(memory.buffer, 64, size).map((_, i) => i - 2);
      const y = new Float32Array(memory.buffer, 128 + size * 4, size);
      const session = runtime.session(relu(size));
      for (let run = 0; run < 2; run++) {
        y.fill(-1);
        session.run({x: {dims: [size], data: x}}, {y: {dims: [size], data: y}});
        expect(y).toEqual(x.map((value) => Math.max(0, value)));
      }
      session.dispose();
    }
  });
  it("says which shapes were given when they do not fit", async () => {
    const session = (await openOnnxRuntime()).session(relu(4));
    const give = (data: Float32Array): void =>
      session.run({x: {dims: [4], data}}, {y: {dims: [3], data: new Float32Array(3)}});
    expect(() => give(new Float32Array(4))).toThrow(/onnxruntime, given x \[4\], y \[3\]: Got invalid dimensions/);
    expect(() => give(new Float32Array(2))).toThrow(/onnxruntime, given x \[4\], y \[3\]: not enough space/);
    session.dispose();
  });
  it("refuses bytes that are no model", async () => {
    const runtime = await openOnnxRuntime();
    expect(() => runtime.session(Uint8Array.of(1, 2, 3))).toThrow("onnxruntime refuses the graph");
  });
  it("works in a worker as well as in the main thread", async () => {
    const url = new URL("../../../../dist/pipeline/engine/onnx/runtime.js", import.meta.url);
    const code = `import(${JSON.stringify(url.href)}).then((m) => m.openOnnxRuntime()).then((r) => require("node:worker_threads").parentPort.postMessage(r.version))`;
    const worker = new Worker(code, {eval: true});
    const version = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    expect(version).toBe((await openOnnxRuntime()).version);
    await worker.terminate();
  });
});

describe("a binding that is not as expected", () => {
  const found = (binding: unknown, initOrt: unknown = () => undefined): Promise<unknown> =>
    openOnnxRuntime({load: () => ({version: "9.9.9", module: {binding, initOrt}})});

  it("is refused with what is missing and what to do", async () => {
    await expect(found({InferenceSession: class {}}, null)).rejects.toMatchObject({
      code: "no-engine",
      message:
        "the binding of onnxruntime-node 9.9.9 has changed: expected it to export initOrt, binding.InferenceSession.loadModel, binding.InferenceSession.run, binding.InferenceSession.dispose, found none of that name; run `npm ci`, which installs onnxruntime-node 1.30.0, or choose the engine wasm",
    });
    await expect(found(undefined)).rejects.toThrow("9.9.9 has changed");
  });
  it("is refused when it computes something else, or nothing", async () => {
    class Deaf {
      loadModel(): void {}
      run(): void {}
      dispose(): void {}
    }
    await expect(found({InferenceSession: Deaf})).rejects.toThrow(
      "expected 19, 22, 43, 50 written into the given memory, found 0, 0, 0, 0, 0, 0, 0, 0",
    );
    class Broken extends Deaf {
      override run(): void {
        throw new TypeError("Tensor.data must be a Blob");
      }
    }
    await expect(found({InferenceSession: Broken})).rejects.toThrow(
      'expected a product of two matrices, found the error "Tensor.data must be a Blob"',
    );
  });
});
