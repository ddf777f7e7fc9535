import {compiledModule} from "../../workers/compiledModule.js";
import {openPool} from "../../workers/pool.js";
import type {Computer} from "./computer.js";
import type {InferenceModel} from "./session.js";
import type * as Tasks from "./tasks.js";

/** Two for each worker: one that it computes and one that lies ready when it is done. */
const lanesPerWorker = 2;

/** Runs a model by onnxruntime on worker threads, one session each. @throws LookbookError as `openSession`, or `worker-died` */
export async function openThreads(model: InferenceModel, workers: number): Promise<Computer> {
  const module = compiledModule("pipeline/engine/onnx/inference/tasks.js");
  const pool = await openPool<typeof Tasks>({module, workers});
  try {
    const [version] = await pool.broadcast("open", model);
    return {
      engine: "onnx",
      description: `onnxruntime-node ${version} on ${workers} worker ${workers === 1 ? "thread" : "threads"}`,
      lanes: workers * lanesPerWorker,
      run: (lane, batch) => pool.call(lane % workers, "run", batch),
      dispose: () => pool.close(),
    };
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
}
