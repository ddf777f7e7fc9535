import type {LayersModel} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../core/errors.js";
import {exportGraph} from "./exportOnnx.js";
import {encodeModel, type OnnxDimension, type OnnxGraph} from "./graph.js";
import type {Computer} from "./inference/computer.js";
import {openHere} from "./inference/openHere.js";
import {openTensorflow} from "./inference/openTensorflow.js";
import {openThreads} from "./inference/openThreads.js";
import {type RunOptions, runBatches} from "./inference/runBatches.js";
import type {InferenceModel} from "./inference/session.js";

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
  if (!(Number.isInteger(workers) && workers >= 0)) {
    throw new LookbookError("bad-option", `workers must be a whole number of at least 0, got ${workers}`);
  }
  const graph = exportGraph(model, {softmax, input, ...(size && {size})});
  const [inputShape, outputShape] = shapesOf(graph);
  const inputSize = product(inputShape);
  const {batchSize = Math.min(32, Math.max(4, Math.floor(2 ** 18 / inputSize)))} = options;
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new LookbookError("bad-option", `batchSize must be a whole number of at least 1, got ${batchSize}`);
  }
  const {computer, reason} = await open(model, graph, {...options, workers, softmax});
  const {name} = model;
  return {
    name,
    engine: computer.engine,
    reason,
    inputShape,
    outputShape,
    run: async (inputs, runOptions = {}) => {
      if (!Number.isInteger(inputs.length / inputSize)) {
        throw new LookbookError(
          "bad-shape",
          `${name} takes examples of ${inputShape.join(" x ")} = ${inputSize} numbers, got ${inputs.length}, which is no whole number of them`,
        );
      }
      if (input === "uint8" && !(inputs instanceof Uint8Array)) {
        throw new LookbookError("bad-option", `${name} was compiled with input: "uint8", which takes bytes only`);
      }
      return runBatches(computer, {name, inputs, inputSize, outputSize: product(outputShape), batchSize}, runOptions);
    },
    dispose: () => computer.dispose(),
  };
}

interface Opened {
  readonly computer: Computer;
  readonly reason: string;
}

async function open(
  model: LayersModel,
  graph: OnnxGraph,
  {
    workers,
    softmax,
    engine = "auto",
    packageName = "onnxruntime-node",
  }: CompileOptions & {workers: number; softmax: boolean},
): Promise<Opened> {
  const [shape, outputShape] = shapesOf(graph);
  const {name, type = "float32"} = graph.inputs[0]!;
  const compiled: InferenceModel = {
    model: encodeModel(graph),
    input: {name, type, shape},
    output: {name: graph.outputs[0]!.name, size: product(outputShape)},
    packageName,
  };
  try {
    const computer = workers === 0 ? await openHere(compiled) : await openThreads(compiled, workers);
    return {computer, reason: computer.description};
  } catch (thrown) {
    if (engine === "onnx" || !(thrown instanceof LookbookError && thrown.code === "no-engine")) throw thrown;
    const computer = openTensorflow(model, {shape, softmax});
    return {computer, reason: `${computer.description}, since ${thrown.message}`};
  }
}

/** The shapes of one example, going in and coming out. */
function shapesOf({name, inputs, outputs}: OnnxGraph): [number[], number[]] {
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw new LookbookError(
      "bad-option",
      `model ${name}: expected one input and one output to compile, got ${inputs.length} and ${outputs.length}; exportOnnx writes any number`,
    );
  }
  const [input, output] = [inputs[0]!, outputs[0]!].map(({shape}) => shape.slice(1)) as [
    OnnxDimension[],
    OnnxDimension[],
  ];
  const isKnown = (n: OnnxDimension): n is number => typeof n === "number";
  if (input.every(isKnown) && output.every(isKnown)) return [input, output];
  const declared = input.map((n) => (isKnown(n) ? n : "any"));
  throw new LookbookError(
    "bad-shape",
    `model ${name} takes inputs of [${declared.join(", ")}]; say which with size: [height, width]`,
  );
}

function product(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}
