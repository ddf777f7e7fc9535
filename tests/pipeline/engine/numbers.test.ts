import * as tf from "@tensorflow/tfjs-core";
import {describe, expect, it} from "vitest";
import {copyNumbers, filledTensor} from "../../../src/pipeline/engine/numbers.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";

describe.each(["wasm", "cpu"] as const)("on %s", (engine) => {
  it("filledTensor(shape, fill) holds what was written and is the caller's to dispose", async () => {
    await openEngine(engine);
    const before = tf.memory();
    const tensor = filledTensor([2, 3], (numbers) => numbers.set([1, 2, 3, 4, 5, 6]));
    expect(tensor.shape).toEqual([2, 3]);
    const sums = tf.sum(tensor, 0);
    expect([...sums.dataSync()]).toEqual([5, 7, 9]);
    tf.dispose([tensor, sums]);
    tf.tidy(() => void filledTensor([4], (numbers) => numbers.fill(0)));
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
  it("copyNumbers(tensor, into, start) leaves the rest of the array and the tensor alone", async () => {
    await openEngine(engine);
    const into = new Float32Array(new SharedArrayBuffer(20));
    const tensor = tf.tensor2d([[1], [2]]);
    copyNumbers(tensor, into, 2);
    into[3] = 7;
    expect([...into]).toEqual([0, 0, 1, 7, 0]);
    expect([...tensor.dataSync()]).toEqual([1, 2]);
    tensor.dispose();
  });
});
