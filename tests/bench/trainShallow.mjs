// Images a second of training on one thread: forward, backward and update of the shallow garment CNN.
// Usage, after `npm run build`: node tests/bench/trainShallow.mjs [steps] [--profile]
import {loadavg} from "node:os";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {openEngine} from "../../dist/pipeline/engine/openEngine.js";

const steps = Number(process.argv[2] ?? 20);
const profiling = process.argv.includes("--profile");
const batchSize = 128;

const engine = await openEngine("wasm");
const network = shallowCnn();
const optimiser = new tf.AdamOptimizer(0.001, 0.9, 0.999);
const xs = tf.randomUniform([batchSize, 28, 28, 1], 0, 1, "float32", 1);
const ys = tf.oneHot(
  tf.tensor1d(
    Array.from({length: batchSize}, (_, i) => i % 10),
    "int32",
  ),
  10,
);

for (let i = 0; i < 5; i++) step();
const {milliseconds, processorMilliseconds, times} = profiling ? measuredByKernel(run) : {...measured(run), times: []};
console.log(`${engine.description}; load of the machine ${loadavg()[0].toFixed(2)}`);
const rate = (ms) => Math.round((batchSize * steps * 1000) / ms);
console.log(
  `${rate(milliseconds)} images/s, ${rate(processorMilliseconds)} a second of processor time; ${steps} steps of ${batchSize}`,
);
for (const [name, {total, calls}] of times) {
  console.log(`${(total / steps).toFixed(2).padStart(8)} ms a step  ${String(calls / steps).padStart(4)} x ${name}`);
}

function run() {
  for (let i = 0; i < steps; i++) step();
}

function step() {
  const loss = () => tf.losses.softmaxCrossEntropy(ys, network.apply(xs, {training: true}));
  optimiser.minimize(loss, true).dataSync();
}

function measured(work) {
  const [start, used] = [performance.now(), process.cpuUsage()];
  work();
  const {user, system} = process.cpuUsage(used);
  return {milliseconds: performance.now() - start, processorMilliseconds: (user + system) / 1000};
}

/** Times each kernel from outside; a kernel that calls another counts its time, too. */
function measuredByKernel(work) {
  const times = new Map();
  for (const config of tf.getKernelsForBackend("wasm")) {
    const {kernelFunc, kernelName} = config;
    config.kernelFunc = (call) => {
      const start = performance.now();
      const result = kernelFunc(call);
      const shape = Object.values(call.inputs)
        .map((tensor) => tensor && `[${tensor.shape}]`)
        .join(" ");
      const key = `${kernelName} ${shape}`;
      const entry = times.get(key) ?? {total: 0, calls: 0};
      times.set(key, {total: entry.total + performance.now() - start, calls: entry.calls + 1});
      return result;
    };
  }
  const duration = measured(work);
  return {...duration, times: [...times].sort(([, a], [, b]) => b.total - a.total).slice(0, 30)};
}

function shallowCnn() {
  const convolution = (filters) => layers.layers.conv2d({filters, kernelSize: 3, activation: "relu"});
  const image = layers.input({shape: [28, 28, 1]});
  const stack = [
    convolution(32),
    layers.layers.maxPooling2d({poolSize: 2}),
    convolution(64),
    layers.layers.maxPooling2d({poolSize: 2}),
    convolution(64),
    layers.layers.flatten(),
    layers.layers.dense({units: 64, activation: "relu"}),
    layers.layers.dense({units: 10}),
  ];
  return layers.model({inputs: image, outputs: stack.reduce((tensor, layer) => layer.apply(tensor), image)});
}
