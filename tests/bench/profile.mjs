import {performance} from "node:perf_hooks";
import * as tf from "@tensorflow/tfjs-core";

/** Times each kernel of the current engine from outside, over a window; a kernel that calls another counts its time, too. */
export async function profile(window) {
  const times = new Map();
  const configs = tf.getKernelsForBackend(tf.getBackend());
  const originals = configs.map(({kernelFunc}) => kernelFunc);
  for (const config of configs) config.kernelFunc = timed(config, times);
  const {steps, milliseconds} = await window();
  for (const [i, config] of configs.entries()) config.kernelFunc = originals[i];
  const kernels = [...times]
    .map(([name, {total, calls}]) => ({name, milliseconds: total / steps, calls: calls / steps}))
    .sort((a, b) => b.milliseconds - a.milliseconds);
  return {milliseconds: milliseconds / steps, kernels};
}

function timed({kernelName, kernelFunc}, times) {
  return (call) => {
    const start = performance.now();
    const result = kernelFunc(call);
    const shapes = Object.values(call.inputs)
      .flat()
      .map((tensor) => tensor && `[${tensor.shape}]`);
    const key = `${kernelName} ${shapes.join(" ")}`;
    const entry = times.get(key) ?? {total: 0, calls: 0};
    times.set(key, {total: entry.total + performance.now() - start, calls: entry.calls + 1});
    return result;
  };
}
