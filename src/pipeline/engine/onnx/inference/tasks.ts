import {type InferenceModel, type InferenceSession, openSession} from "./session.js";

let session: InferenceSession;

/** Opens the model that this thread runs. @returns the version of onnxruntime-node */
export async function open(model: InferenceModel): Promise<string> {
  session = await openSession(model);
  return session.version;
}

/** Runs a batch of it. */
export function run(batch: Float32Array | Uint8Array): Promise<Float32Array> {
  return session.run(batch);
}
