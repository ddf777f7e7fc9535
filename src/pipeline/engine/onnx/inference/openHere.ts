import type {Computer} from "./computer.js";
import {type InferenceModel, openSession} from "./session.js";

/** Runs a model by onnxruntime on the thread that calls, which does nothing else during a batch. @throws LookbookError as `openSession` */
export async function openHere(model: InferenceModel): Promise<Computer> {
  const session = await openSession(model);
  return {
    engine: "onnx",
    description: `onnxruntime-node ${session.version} on the calling thread`,
    lanes: 1,
    run: (_, batch) => session.run(batch),
    dispose: () => session.dispose(),
  };
}
