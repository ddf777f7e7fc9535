import {LookbookError} from "../../core/errors.js";
import {hashOf} from "../../core/hash.js";
import type {RungName} from "../engine/engine.js";
import {compileForInference} from "../engine/onnx/compileForInference.js";
import type {Computer} from "../engine/onnx/inference/computer.js";
import {openTensorflow} from "../engine/onnx/inference/openTensorflow.js";
import {type RunOptions, runBatches} from "../engine/onnx/inference/runBatches.js";
import {compiledModule} from "../engine/workers/compiledModule.js";
import {openPool} from "../engine/workers/pool.js";
import type * as ExtractorTasks from "./extractorTasks.js";
import type {Model} from "./model.js";
import {trunkOf} from "./tailOf.js";
import {namedWeightsOf, weightsHash} from "./weights.js";

/** Options for {@link openExtractor}. */
export interface ExtractorOptions {
  /** The layer whose output is wanted: `avg_pool`, or the end of a block. */
  readonly layer: string;
  /** An earlier layer, whose outputs come in the place of pictures; defaults to none. */
  readonly from?: string;
  /** "onnx" is fastest, and its bits depend on the processor; "wasm" has the same bits everywhere. */
  readonly engine: RungName;
  /** Threads; 0 computes on the calling thread, where the engine has to be open. Defaults to 1. They change no bit. */
  readonly workers?: number;
  /** Pictures in one pass; the last bits may depend on it. Defaults to 16, which large pictures want; small ones are faster by hundreds. */
  readonly batchSize?: number;
}

/** What computes the output of a layer for many pictures, and learns nothing. */
export interface Extractor {
  /** Name of the model and the layer, for messages. */
  readonly name: string;
  /** SHA-256 of all that the numbers depend on besides the pictures and the engine: layers, settings and weights. */
  readonly hash: string;
  /** [height, width, channels] of what comes out; [1, 1, channels] where it has no place. */
  readonly outputShape: readonly [number, number, number];
  /**
   * @param images [count, height, width, channels], 0 to 255, or the outputs of `from`
   * @returns [count, ...outputShape]
   * @throws LookbookError `interrupted`, `worker-died`
   */
  run(images: Uint8Array | Float32Array, options?: RunOptions): Promise<Float32Array>;
  /** Ends the threads. */
  dispose(): Promise<void>;
}

/**
 * Opens what computes the output of one layer of a model. The caller disposes it; later changes of the model have no effect on it.
 * @throws LookbookError `bad-option` for an unknown layer, `no-engine` where the engine does not work
 */
export async function openExtractor(
  model: Model,
  {layer, from, engine, workers = 1, batchSize = 16}: ExtractorOptions,
): Promise<Extractor> {
  const trunk = trunkOf(model, layer, from);
  try {
    const [given, shape] = [trunk.inputs, trunk.outputs].map((tensors) => tensors[0]!.shape.slice(1) as number[]);
    const weights = namedWeightsOf(trunk);
    const topology = trunk.toJSON(null, false) as object;
    const outputShape = (shape!.length === 3 ? shape! : [1, 1, ...shape!]) as [number, number, number];
    const rest = {
      name: trunk.name,
      hash: hashOf([topology, weightsHash(trunk)]),
      outputShape,
    };
    if (engine === "onnx") {
      const input = from === undefined ? "uint8" : "float32";
      const compiled = await compileForInference(trunk, {workers, input, engine, batchSize});
      trunk.dispose();
      return {...rest, run: compiled.run, dispose: compiled.dispose};
    }
    const computer =
      workers === 0
        ? openTensorflow(trunk, {shape: given!, softmax: false})
        : await openWorkers({engine, topology, weights}, workers);
    const [inputSize, outputSize] = [given!, outputShape].map((sizes) => sizes.reduce((a, b) => a * b, 1));
    return {
      ...rest,
      run: (inputs, options = {}) => {
        const batches = {name: rest.name, inputs, inputSize: inputSize!, outputSize: outputSize!, batchSize};
        return runBatches(computer, batches, options);
      },
      dispose: async () => {
        await computer.dispose();
        trunk.dispose();
      },
    };
  } catch (thrown) {
    trunk.dispose();
    throw thrown;
  }
}

async function openWorkers(opening: ExtractorTasks.Opening, workers: number): Promise<Computer> {
  if (!(Number.isInteger(workers) && workers >= 1)) {
    throw new LookbookError("bad-option", `workers must be a whole number of at least 1, got ${workers}`);
  }
  const module = compiledModule("pipeline/model/extractorTasks.js");
  const pool = await openPool<typeof ExtractorTasks>({module, workers});
  try {
    await pool.broadcast("open", opening);
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
  return {
    engine: opening.engine,
    description: `${opening.engine} on ${workers} threads`,
    lanes: workers,
    run: (lane, batch) => pool.call(lane, "run", batch),
    dispose: () => pool.close(),
  };
}
