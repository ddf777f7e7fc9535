import type {LayersModel} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../../core/errors.js";
import {encodeModel, type OnnxGraph} from "../graph.js";
import {sizeOf} from "../sizeOf.js";
import type {Computer} from "./computer.js";
import {exampleShapes} from "./exampleShapes.js";
import {openHere} from "./openHere.js";
import {openTensorflow} from "./openTensorflow.js";
import {openThreads} from "./openThreads.js";
import type {InferenceModel} from "./session.js";

/** Options for {@link openComputer}. */
export interface OpenComputerOptions {
  readonly workers: number;
  readonly softmax: boolean;
  readonly engine?: "auto" | "onnx";
  readonly packageName?: string;
}

/** What runs a model, and why that. */
export interface Opened {
  readonly computer: Computer;
  readonly reason: string;
}

/** Opens a model by onnxruntime, or by TensorFlow.js where that does not work and may be done without. @throws LookbookError `no-engine` */
export async function openComputer(
  model: LayersModel,
  graph: OnnxGraph,
  {workers, softmax, engine = "auto", packageName = "onnxruntime-node"}: OpenComputerOptions,
): Promise<Opened> {
  const [shape, outputShape] = exampleShapes(graph);
  const {name, type = "float32"} = graph.inputs[0]!;
  const compiled: InferenceModel = {
    model: encodeModel(graph),
    input: {name, type, shape},
    output: {name: graph.outputs[0]!.name, size: sizeOf(outputShape)},
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
