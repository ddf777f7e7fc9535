import {LookbookError} from "../../../../core/errors.js";
import {type ProgressFactory, silent} from "../../../../core/progress.js";
import type {Computer} from "./computer.js";

/** Options for one run of a compiled network. */
export interface RunOptions {
  /** Ends the run between two batches. */
  readonly signal?: AbortSignal;
  readonly progress?: ProgressFactory;
}

/** What {@link runBatches} cuts, and how. */
export interface Batches {
  /** For messages. */
  readonly name: string;
  readonly inputs: Float32Array | Uint8Array;
  /** Numbers of one example. */
  readonly inputSize: number;
  readonly outputSize: number;
  readonly batchSize: number;
}

/**
 * Runs inputs in batches, as many at a time as the computer has lanes. The cut depends on `batchSize` alone, and a batch's result on nothing
 * but the batch: how many workers there are, and which is done first, changes no bit.
 * @returns [count, outputSize], in the order of the inputs
 * @throws LookbookError `interrupted` by the signal, or what the first failing batch threw
 */
export async function runBatches(
  computer: Computer,
  {name, inputs, inputSize, outputSize, batchSize}: Batches,
  {signal, progress = silent}: RunOptions,
): Promise<Float32Array> {
  const count = inputs.length / inputSize;
  const outputs = new Float32Array(count * outputSize);
  const line = progress(`run ${name}`, "examples");
  let [next, done, failed] = [0, 0, false];
  const lane = async (index: number): Promise<void> => {
    while (next < count && !failed) {
      if (signal?.aborted) throw interrupted(name, done, count);
      const start = next;
      next = Math.min(count, start + batchSize);
      const end = next;
      outputs.set(await computer.run(index, inputs.slice(start * inputSize, end * inputSize)), start * outputSize);
      done += end - start;
      line.update(done, count);
    }
  };
  try {
    await Promise.all(Array.from({length: computer.lanes}, (_, i) => lane(i)));
    line.end();
    return outputs;
  } catch (thrown) {
    failed = true;
    line.end("failed");
    throw thrown;
  }
}

function interrupted(name: string, done: number, count: number): LookbookError {
  return new LookbookError("interrupted", `the run of ${name} was interrupted after ${done} of ${count} examples`);
}
