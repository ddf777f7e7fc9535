import * as tf from "@tensorflow/tfjs-core";

/** Makes plain JavaScript the current engine. @returns the version of the package */
export async function openCpu(): Promise<string> {
  const {version_cpu: version} = await import("@tensorflow/tfjs-backend-cpu");
  await tf.setBackend("cpu");
  // Its first tensor would print a banner that recommends another engine.
  (tf.backend() as unknown as {firstUse: boolean}).firstUse = false;
  return version;
}
