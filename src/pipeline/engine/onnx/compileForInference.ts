import type {LayersModel} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../core/errors.js";
import {exportGraph} from "./exportOnnx.js";
import {exampleShapes} from "./inference/exampleShapes.js";
import {openComputer} from "./inference/openComputer.js";
import {type RunOptions, runBatches} from "./inference/runBatches.js";
import {sizeOf} from "./sizeOf.js";

/** Options for {@link compileForInference}. */
export interface CompileOptions {
  /** Worker threads, each with a session of its own; 0 computes on the calling thread, and blocks it. Defaults to 1. */
  readonly workers?: number;
  /** Examples in one pass; the last bits may depend on it. Defaults to 32, fewer where examples are large. */
  readonly batchSize?: number;
  /** What the examples will mostly be: "uint8" takes bytes only, and spares them the way through floats. Defaults to "float32", which takes both. */
  readonly input?: "float32" | "uint8";
  /** [height, width], needed for a model that takes pictures of any size. */
  readonly size?: readonly [number, number];
  /** Appends a softmax; defaults to false. */
  readonly softmax?: boolean;
  /** "onnx" fails where onnxruntime-node does not work; "auto" falls back to TensorFlow.js's current backend. Defaults to "auto". */
  readonly engine?: "auto" | "onnx";
  /** The npm package that brings onnxruntime; for tests. */
  readonly packageName?: string;
}

/** A network that can be run and no longer trained. */
export interface CompiledNetwork {
  readonly name: string;
  /** "onnx", or the backend of TensorFlow.js that was fallen back to. */
  readonly engine: string;
  /** What computes, and where it is not onnxruntime, why. */
  readonly reason: string;
  /** Of one example. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /**
   * Runs examples; the same bits for any number of workers. Several runs may be under way at a time.
   * @param inputs [count, ...inputShape], row-major
   * @returns [count, ...outputShape], in the same order
   * @throws LookbookError `bad-shape` for no whole number of examples, `interrupted` by the signal, `worker-died`
   */
  run(inputs: Float32Array | Uint8Array, options?: RunOptions): Promise<Float32Array>;
  /** Ends the workers and frees the memory; as long as it is not called, they keep the process alive. */
  dispose(): Promise<void>;
}

/**
 * Compiles a layers-model for speed: an ONNX graph with constant weights, run by onnxruntime's native kernels. Later changes of the model's
 * weights have no effect. The bits are the same in every run on one machine, and may differ between processors.
 * @throws LookbookError `bad-option` for a layer without counterpart in ONNX, `bad-shape` where the size of the input is unknown, `no-engine`
 */
export async function compileForInference(model: LayersModel, options: CompileOptions = {}): Promise<CompiledNetwork> {
  const {size, input = "float32", softmax = false, workers = 1} = options;
  assertWhole("workers", workers, 0);
  const graph = exportGraph(model, {softmax, input, ...(size && {size})});
  const [inputShape, outputShape] = exampleShapes(graph);
  const [inputSize, outputSize] = [sizeOf(inputShape), sizeOf(outputShape)];
  // Enough for the kernels to work at full speed, few enough for what lies between the layers to stay in the cache.
  const {batchSize = Math.min(32, Math.max(4, Math.floor(2 ** 18 / inputSize)))} = options;
  assertWhole("batchSize", batchSize, 1);
  const {computer, reason} = await openComputer(model, graph, {...options, workers, softmax});
  const {name} = model;
  let isDisposed = false;
  return {
    name,
    engine: computer.engine,
    reason,
    inputShape,
    outputShape,
    run: async (inputs, runOptions = {}) => {
      if (isDisposed) throw new LookbookError("bad-option", `compiled model ${name} was disposed; compile it again`);
      assertExamples(name, inputs, {shape: inputShape, type: input});
      return runBatches(computer, {name, inputs, inputSize, outputSize, batchSize}, runOptions);
    },
    dispose: async () => {
      const wasDisposed = isDisposed;
      isDisposed = true;
      if (!wasDisposed) await computer.dispose();
    },
  };
}

function assertWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new LookbookError("bad-option", `${name} must be a whole number of at least ${least}, got ${value}`);
}

function assertExamples(
  name: string,
  inputs: Float32Array | Uint8Array,
  {shape, type}: {readonly shape: readonly number[]; readonly type: "float32" | "uint8"},
): void {
  if (!Number.isInteger(inputs.length / sizeOf(shape))) {
    throw new LookbookError(
      "bad-shape",
      `${name} takes examples of ${shape.join(" x ")} = ${sizeOf(shape)} numbers, got ${inputs.length}, which is no whole number of them`,
    );
  }
  if (type === "uint8" && !(inputs instanceof Uint8Array)) {
    throw new LookbookError("bad-option", `${name} was compiled with input: "uint8", which takes bytes only`);
  }
}
