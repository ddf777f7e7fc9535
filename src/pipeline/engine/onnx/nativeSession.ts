import {LookbookError, messageOf} from "../../../core/errors.js";
import type {Binding, NativeSession, NativeTensor} from "./binding.js";
import {isStop, stopOutput} from "./stop.js";

/** A tensor in anybody's memory: `data` may be a view of the WASM heap, and is read and written where it lies. */
export interface HeapTensor {
  readonly dims: readonly number[];
  /** Row-major; a view of an `ArrayBuffer` or a WASM memory, not of a `SharedArrayBuffer`. */
  readonly data: Float32Array | Uint8Array;
}

/** Prepares a graph. @throws LookbookError `bad-file` when it is refused */
export function loadNative(
  binding: Binding,
  model: Uint8Array,
  {threads, arena}: {threads: number; arena: boolean},
): NativeSession {
  const session = new binding.InferenceSession();
  const {buffer, byteOffset, byteLength} = model;
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

/** Runs a graph into the outputs' memory; `stops` asks for the stop as well. @throws LookbookError `bad-shape` */
export function runNative(
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

/** As the binding wants it. */
export function nativeTensor({dims, data}: HeapTensor): NativeTensor {
  return {type: data instanceof Float32Array ? "float32" : "uint8", location: "cpu", dims, data};
}
