import * as tf from "@tensorflow/tfjs-core";
import {afterEach, describe, expect, it, vi} from "vitest";
import {disown} from "../../../src/pipeline/engine/native/ownership.js";
import {openNative, restoreUtil} from "../../../src/pipeline/engine/openNative.js";

const cpuPackage = "@tensorflow/tfjs-node";
const gpuPackage = "@tensorflow/tfjs-node-gpu";
const version = "4.22.0 with TensorFlow 2.9.1";
const loaded = {default: {version: {"tfjs-node": "4.22.0"}}};

/** What loading a package does, the first time only: it registers its kernels and a backend named "tensorflow". */
function nativePackage(isUsingGpuDevice: boolean, error?: Error): () => Promise<unknown> {
  let first = true;
  return async () => {
    if (first) register(isUsingGpuDevice, error === undefined);
    first = false;
    if (error) throw error;
    return loaded;
  };
}

function register(isUsingGpuDevice: boolean, whole: boolean): void {
  tf.registerKernel({kernelName: tf.Abs, backendName: "tensorflow", kernelFunc: () => []});
  if (!whole) return;
  const backend = Object.assign(new tf.KernelBackend(), {
    isUsingGpuDevice,
    binding: {TF_Version: "2.9.1"},
    dispose: () => undefined,
  });
  tf.registerBackend("tensorflow", () => backend);
}

const usesGpu = (): unknown => (tf.backend() as unknown as {isUsingGpuDevice: boolean}).isUsingGpuDevice;

afterEach(() => {
  disown();
  vi.restoreAllMocks();
});

/** Every test has packages of names of its own: what a package registers is kept for the life of the process. */
let count = 0;
const fresh = (name: string): string => `${name}-${count++}`;

describe("openNative(packageName)", () => {
  it("makes the library the current engine and gives its version", async () => {
    expect(await openNative(fresh(cpuPackage), {load: nativePackage(false)})).toBe(version);
    expect(tf.getBackend()).toBe("tensorflow");
  });

  it("keeps the tensors when it is opened a second time", async () => {
    const [name, load] = [fresh(cpuPackage), nativePackage(false)];
    await openNative(name, {load});
    const backend = tf.backend();
    await openNative(name, {load});
    expect(tf.backend()).toBe(backend);
  });

  it("refuses the GPU package where there is no GPU, and leaves neither backend nor kernel behind", async () => {
    const opening = openNative(fresh(gpuPackage), {needsGpu: true, load: nativePackage(false)});
    await expect(opening).rejects.toThrow(/loaded, but found no CUDA GPU: .* wants CUDA 11.2/);
    expect(tf.findBackendFactory("tensorflow")).toBeNull();
    expect(tf.getKernelsForBackend("tensorflow")).toEqual([]);
  });

  it("takes the GPU package where there is one", async () => {
    const name = fresh(gpuPackage);
    expect(await openNative(name, {needsGpu: true, load: nativePackage(true)})).toBe(version);
  });

  it("opens the other package after one that failed or has no GPU, without a warning of kernels registered twice", async () => {
    const warn = vi.spyOn(console, "warn");
    const broken = nativePackage(true, new Error("libcudart.so.11.0: cannot open shared object file"));
    await expect(openNative(fresh(gpuPackage), {needsGpu: true, load: broken})).rejects.toThrow(
      "CUDA's libcudart.so.11.0",
    );
    const [gpu, cpu] = [fresh(gpuPackage), fresh(cpuPackage)];
    const [loadGpu, loadCpu] = [nativePackage(false), nativePackage(false)];
    for (let round = 0; round < 2; round++) {
      await expect(openNative(gpu, {needsGpu: true, load: loadGpu})).rejects.toThrow("found no CUDA GPU");
      expect(await openNative(cpu, {load: loadCpu})).toBe(version);
    }
    expect(tf.getKernelsForBackend("tensorflow")).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
  });

  it("computes with the package that was opened last, whichever was loaded first", async () => {
    const [gpu, cpu] = [fresh(gpuPackage), fresh(cpuPackage)];
    const [loadGpu, loadCpu] = [nativePackage(true), nativePackage(false)];
    await openNative(gpu, {needsGpu: true, load: loadGpu});
    await openNative(cpu, {load: loadCpu});
    expect(usesGpu()).toBe(false);
    await openNative(gpu, {needsGpu: true, load: loadGpu});
    expect(usesGpu()).toBe(true);
  });

  it("says so where a package loads without a backend", async () => {
    const load = async (): Promise<unknown> => loaded;
    await expect(openNative(fresh(cpuPackage), {load})).rejects.toThrow("loaded, but its backend does not start");
  });

  it("passes on what the package throws", async () => {
    const load = nativePackage(false, new Error("no binary"));
    await expect(openNative(fresh(cpuPackage), {load})).rejects.toThrow("no binary");
    expect(tf.getKernelsForBackend("tensorflow")).toEqual([]);
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
