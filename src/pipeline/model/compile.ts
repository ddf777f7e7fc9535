import type {ProgressFactory} from "../../core/progress.js";
import {compileForInference} from "../engine/onnx/compileForInference.js";
import {classLogits} from "./classLogits.js";
import type {Model} from "./model.js";
import {networkOf} from "./network.js";
import {pictureCount} from "./predict.js";
import {softmax} from "./softmax.js";

/** Options for {@link compileModel}. */
export interface CompileModelOptions {
  /** Worker threads; 0 computes on the calling thread, and blocks it. Defaults to 1. */
  readonly workers?: number;
  /** Pictures in one pass; the last bits may depend on it. Defaults to 32, fewer where pictures are large. */
  readonly batchSize?: number;
  /** "onnx" fails where onnxruntime-node does not work; "auto" falls back to the current engine. Defaults to "auto". */
  readonly engine?: "auto" | "onnx";
}

/** Options for one prediction of a {@link CompiledModel}. */
export interface CompiledPredictOptions {
  readonly progress?: ProgressFactory;
  /** Ends it between two batches. */
  readonly signal?: AbortSignal;
}

/** A model that predicts, fast, and learns no more. */
export interface CompiledModel {
  readonly name: string;
  /** [height, width, channels] of one picture. */
  readonly inputShape: readonly [number, number, number];
  readonly classCount: number;
  /** "onnx", or the engine that was fallen back to. */
  readonly engine: string;
  /** What computes, and where it is not onnxruntime, why. */
  readonly reason: string;
  /**
   * Class probabilities, as `predict` gives them for the model; the same bits for any number of workers.
   * @param images [count, height, width, channels], raw grey levels 0 to 255
   * @returns [count, classCount], row-major
   * @throws LookbookError `bad-shape` when the bytes are no whole number of pictures, `interrupted`, `worker-died`
   */
  predict(images: Uint8Array, options?: CompiledPredictOptions): Promise<Float32Array>;
  /** Like `predict`, before the softmax. */
  predictLogits(images: Uint8Array, options?: CompiledPredictOptions): Promise<Float32Array>;
  /** Ends the workers; as long as it is not called, they keep the process alive. */
  dispose(): Promise<void>;
}

/**
 * Compiles a model for serving and for large sets: its weights become constants of an ONNX graph, run by onnxruntime's native kernels.
 * Later training of the model has no effect on it. The bits may differ between processors, from `predict` by about 1e-6.
 * @throws LookbookError `bad-option` for a layer without counterpart in ONNX, `no-engine` where "onnx" was asked for and does not work
 */
export async function compileModel(model: Model, options: CompileModelOptions = {}): Promise<CompiledModel> {
  const network = await compileForInference(networkOf(model), {...options, input: "uint8"});
  const {name, inputShape, classCount, logitCount} = model;
  const predictLogits = async (images: Uint8Array, runOptions?: CompiledPredictOptions): Promise<Float32Array> => {
    pictureCount(model, images);
    return classLogits(await network.run(images, runOptions), logitCount);
  };
  return {
    name,
    inputShape,
    classCount,
    engine: network.engine,
    reason: network.reason,
    predictLogits,
    predict: async (images, runOptions) => softmax(await predictLogits(images, runOptions), classCount),
    dispose: () => network.dispose(),
  };
}
