import {LookbookError, messageOf} from "../../../core/errors.js";
import {
  type Binding,
  changed,
  type NativeSession,
  type NativeTensor,
  type OnnxPackage,
  openBinding,
} from "./binding.js";
import {encodeModel} from "./graph.js";
import {isStop, stopOutput, withStop} from "./stop.js";

/** A tensor in anybody's memory: `data` may be a view of the WASM heap, and is read and written where it lies. */
export interface HeapTensor {
  readonly dims: readonly number[];
  /** Row-major; a view of an `ArrayBuffer` or a WASM memory, not of a `SharedArrayBuffer`. */
  readonly data: Float32Array | Uint8Array;
}

/** A graph that is ready to run, on the calling thread. */
export interface OnnxSession {
  /**
   * Runs the graph and returns when it is done.
   * @param feeds all inputs by name
   * @param fetches the outputs wanted by name; the results are written into their `data`
   * @throws LookbookError `bad-shape` when a shape does not fit
   */
  run(feeds: Readonly<Record<string, HeapTensor>>, fetches: Readonly<Record<string, HeapTensor>>): void;
  /** Frees the graph and its memory; the session is unusable afterwards. */
  dispose(): void;
}

/** Options for {@link OnnxRuntime.session}. */
export interface OnnxSessionOptions {
  /** Threads within an operator; defaults to 1. More do not spin while they wait. */
  readonly threads?: number;
  /** Whether memory for what lies between the operators is kept from run to run; defaults to true. */
  readonly arena?: boolean;
}

/** onnxruntime's native kernels. */
export interface OnnxRuntime {
  /** Of the package onnxruntime-node. */
  readonly version: string;
  /**
   * Prepares a graph; the caller disposes the session.
   * @param model bytes of an ONNX file, for instance from `encodeModel`
   * @throws LookbookError `bad-file` when the model is refused
   */
  session(model: Uint8Array, options?: OnnxSessionOptions): OnnxSession;
}

/** Options for {@link openOnnxRuntime}. */
export interface OpenOnnxOptions {
  /** Loads the package; defaults to `require`. For tests. */
  readonly load?: () => OnnxPackage;
}

/**
 * Loads onnxruntime-node, in the main thread or in a worker, and tries it out with a product of two matrices written into given memory.
 * @throws LookbookError `no-engine` where it is not installed, does not load, or has changed
 */
export async function openOnnxRuntime({load}: OpenOnnxOptions = {}): Promise<OnnxRuntime> {
  const {binding, version} = openBinding(load);
  const stops = tryOut(binding, version);
  return {
    version,
    session: (model, options = {}) => openSession(binding, model, {...options, stops}),
  };
}

/** From this size on, the copy that the binding makes of every result costs more than an exception (measured: 128 KiB). */
const copyLimit = 1 << 17;

function openSession(
  binding: Binding,
  model: Uint8Array,
  {threads = 1, arena = true, stops}: OnnxSessionOptions & {stops: boolean},
): OnnxSession {
  const session = load(binding, model, {threads, arena});
  return {
    run: (feeds, fetches) => {
      const inputs: Record<string, NativeTensor> = {};
      for (const name in feeds) inputs[name] = native(feeds[name]!);
      const outputs: Record<string, NativeTensor | null> = {};
      let size = 0;
      for (const name in fetches) {
        outputs[name] = native(fetches[name]!);
        size += fetches[name]!.data.byteLength;
      }
      runInPlace(session, inputs, {outputs, stops: stops && size >= copyLimit});
    },
    dispose: () => session.dispose(),
  };
}

function load(binding: Binding, model: Uint8Array, {threads, arena}: {threads: number; arena: boolean}): NativeSession {
  const session = new binding.InferenceSession();
  const {buffer, byteOffset, byteLength} = withStop(model);
  try {
    session.loadModel(buffer, byteOffset, byteLength, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      enableCpuMemArena: arena,
      logSeverityLevel: 4, // failures come as exceptions; they need not be printed as well
      extra: {session: {"intra_op.allow_spinning": "0", "inter_op.allow_spinning": "0"}},
    });
  } catch (cause) {
    throw new LookbookError("bad-file", `onnxruntime refuses the graph: ${messageOf(cause)}`, {cause});
  }
  return session;
}

function runInPlace(
  session: NativeSession,
  inputs: Record<string, NativeTensor>,
  {outputs, stops}: {outputs: Record<string, NativeTensor | null>; stops: boolean},
): void {
  if (stops) outputs[stopOutput] = null;
  try {
    session.run(inputs, outputs);
  } catch (cause) {
    if (stops && isStop(cause)) return;
    const shapes = Object.entries({...inputs, ...outputs})
      .filter(([, tensor]) => tensor !== null)
      .map(([name, tensor]) => `${name} [${tensor!.dims.join(", ")}]`);
    throw new LookbookError("bad-shape", `onnxruntime, given ${shapes.join(", ")}: ${messageOf(cause)}`, {cause});
  }
}

function native({dims, data}: HeapTensor): NativeTensor {
  return {type: data instanceof Float32Array ? "float32" : "uint8", location: "cpu", dims, data};
}

/** Multiplies two matrices into given memory, with and without the stop. @returns whether the stop stops */
function tryOut(binding: Binding, version: string): boolean {
  const shape = [2, 2];
  const model = encodeModel({
    name: "self-check",
    inputs: ["a", "b"].map((name) => ({name, shape})),
    outputs: [{name: "c", shape}],
    nodes: [{op: "MatMul", inputs: ["a", "b"], outputs: ["c"]}],
  });
  const a = native({dims: shape, data: Float32Array.of(1, 2, 3, 4)});
  const b = native({dims: shape, data: Float32Array.of(5, 6, 7, 8)});
  const expected = "19, 22, 43, 50";
  const session = load(binding, model, {threads: 1, arena: true});
  const product = (stop: boolean): boolean => {
    // Four numbers inside a larger buffer: that views are taken as views is tried as well.
    const memory = new Float32Array(8);
    const c = native({dims: shape, data: memory.subarray(2, 6)});
    const stopped = attempt(session, {a, b}, stop ? {c, [stopOutput]: null} : {c});
    if (c.data.join(", ") !== expected || memory[1] !== 0 || memory[6] !== 0) {
      throw changed(version, `expected ${expected} written into the given memory, found ${memory.join(", ")}`);
    }
    return stopped;
  };
  try {
    product(false);
    return product(true);
  } catch (cause) {
    throw cause instanceof LookbookError
      ? cause
      : changed(version, `expected a product of two matrices, found the error "${messageOf(cause)}"`);
  } finally {
    session.dispose();
  }
}

function attempt(
  session: NativeSession,
  inputs: Record<string, NativeTensor>,
  outputs: Record<string, NativeTensor | null>,
): boolean {
  try {
    session.run(inputs, outputs);
    return false;
  } catch (cause) {
    if (isStop(cause)) return true;
    throw cause;
  }
}
