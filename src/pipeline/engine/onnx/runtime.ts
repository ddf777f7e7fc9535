import {type Binding, type NativeTensor, type OnnxPackage, openBinding} from "./binding.js";
import {type HeapTensor, loadNative, nativeTensor, runNative} from "./nativeSession.js";
import {selfCheck} from "./selfCheck.js";
import {withStop} from "./stop.js";

export type {HeapTensor};

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
  const stops = selfCheck(binding, version);
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
  const session = loadNative(binding, withStop(model), {threads, arena});
  return {
    run: (feeds, fetches) => {
      const inputs: Record<string, NativeTensor> = {};
      for (const name in feeds) inputs[name] = nativeTensor(feeds[name]!);
      const outputs: Record<string, NativeTensor | null> = {};
      let size = 0;
      for (const name in fetches) {
        outputs[name] = nativeTensor(fetches[name]!);
        size += fetches[name]!.data.byteLength;
      }
      runNative(session, inputs, {outputs, stops: stops && size >= copyLimit});
    },
    dispose: () => session.dispose(),
  };
}
