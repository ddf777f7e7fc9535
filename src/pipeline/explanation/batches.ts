import {setImmediate} from "node:timers/promises";
import type {ProgressFactory} from "../../core/progress.js";

/** Options for {@link forBatches}. */
export interface BatchesOptions {
  readonly batchSize: number;
  /** What the progress line is called. */
  readonly task: string;
  readonly progress: ProgressFactory;
}

/** Does the rows 0 to count - 1 in batches, in order, and tells how far it is. */
export async function forBatches(
  count: number,
  {batchSize, task, progress}: BatchesOptions,
  work: (rows: Int32Array) => void | Promise<void>,
): Promise<void> {
  const line = progress(task, "images");
  try {
    for (let start = 0; start < count; start += batchSize) {
      const rows = Int32Array.from({length: Math.min(batchSize, count - start)}, (_, i) => start + i);
      await work(rows);
      line.update(start + rows.length, count);
      await setImmediate(); // timers and signals get their turn
    }
    line.end();
  } catch (thrown) {
    line.end("stopped");
    throw thrown;
  }
}
