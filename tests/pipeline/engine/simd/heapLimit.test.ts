import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {guardImports} from "../../../../src/pipeline/engine/simd/heapLimit.js";

beforeAll(async () => void (await openEngine("wasm")));

/** A tensor of so many megabytes, whose numbers nobody writes: the system gives it no memory. */
const megabytes = (count: number): tf.TensorInfo =>
  (tf.backend() as BackendWasm).makeOutput([count * 2 ** 18], "float32");

describe("a full WASM heap", () => {
  it("throws when three tensors of 900 MB are on it and a fourth is asked for; afterwards it computes as before", () => {
    const held: tf.TensorInfo[] = [];
    const fill = (): void => {
      for (let i = 0; i < 4; i++) held.push(megabytes(900));
    };
    expect(fill).toThrow("the WASM heap is full: it takes 3 GB");
    expect(held).toHaveLength(3);
    for (const {dataId} of held) tf.backend().disposeData(dataId);
    expect([...tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1)).dataSync()]).toEqual([2, 3]);
  });
  it("throws for a tensor of more than 1 GB", () => {
    expect(() => megabytes(1025)).toThrow("1 GB for one tensor");
  });
  it("throws where the module prints that an operator could not be made", () => {
    const {env} = guardImports({env: {emscripten_resize_heap: () => true, fd_write: () => 0}}) as Record<
      string,
      Record<string, () => unknown>
    >;
    expect(() => env!["fd_write"]!()).toThrow("the WASM heap is full");
  });
  it("leaves modules alone that are not Emscripten's", () => {
    const imports = {env: {memory: 1}};
    expect(guardImports(imports)).toEqual(imports);
    expect(guardImports(undefined)).toEqual({});
  });
});
