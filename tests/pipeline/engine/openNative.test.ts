import * as tf from "@tensorflow/tfjs-core";
import {afterEach, describe, expect, it} from "vitest";
import {openNative, restoreUtil} from "../../../src/pipeline/engine/openNative.js";

/** What loading the package does: it registers a backend named "tensorflow". */
function nativePackage(isUsingGpuDevice: boolean): () => Promise<unknown> {
  return async () => {
    const backend = Object.assign(new tf.KernelBackend(), {isUsingGpuDevice, dispose: () => undefined});
    tf.registerBackend("tensorflow", () => backend);
    return {default: {version: {"tfjs-node": "4.22.0"}}};
  };
}

afterEach(() => {
  if (tf.findBackendFactory("tensorflow")) tf.removeBackend("tensorflow");
});

describe("openNative(packageName)", () => {
  it("makes the library the current engine and gives its version", async () => {
    expect(await openNative("@tensorflow/tfjs-node", {load: nativePackage(false)})).toBe("4.22.0");
    expect(tf.getBackend()).toBe("tensorflow");
  });

  it("refuses the GPU package where there is no GPU, and leaves no backend behind", async () => {
    const opening = openNative("@tensorflow/tfjs-node-gpu", {needsGpu: true, load: nativePackage(false)});
    await expect(opening).rejects.toThrow("@tensorflow/tfjs-node-gpu loaded, but found no CUDA GPU");
    expect(tf.findBackendFactory("tensorflow")).toBeNull();
  });

  it("takes the GPU package where there is one", async () => {
    const version = await openNative("@tensorflow/tfjs-node-gpu", {needsGpu: true, load: nativePackage(true)});
    expect(version).toBe("4.22.0");
  });

  it("passes on what the package throws", async () => {
    const load = async (): Promise<never> => {
      throw new Error("no binary");
    };
    await expect(openNative("@tensorflow/tfjs-node", {load})).rejects.toThrow("no binary");
  });
});

describe("restoreUtil(util)", () => {
  it("gives Node 23 and later back what tfjs-node 4.22 calls", () => {
    const util = {} as {isNullOrUndefined(value: unknown): boolean; isArray(value: unknown): boolean};
    restoreUtil(util);
    expect([null, undefined, 0].map((value) => util.isNullOrUndefined(value))).toEqual([true, true, false]);
    expect([[], {}].map((value) => util.isArray(value))).toEqual([true, false]);
  });

  it("leaves alone what is there", () => {
    const isArray = (): boolean => true;
    const util = {isArray};
    restoreUtil(util);
    expect(util.isArray).toBe(isArray);
  });
});
