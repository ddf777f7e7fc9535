/**
 * What is measured: the rows of the benchmark. `network` and `what` are understood by every peer.
 * @typedef {{id: string, title: string, network: "shallow" | "residual" | "efficientnet", what: "train" | "infer", batchSize: number}} Task
 */

/** @type {readonly Task[]} */
export const tasks = [
  {id: "a-train", title: "(a) shallow CNN, training", network: "shallow", what: "train", batchSize: 128},
  {id: "a-infer", title: "(a) shallow CNN, inference", network: "shallow", what: "infer", batchSize: 128},
  {id: "b-train", title: "(b) residual SE, training", network: "residual", what: "train", batchSize: 128},
  {id: "b-infer", title: "(b) residual SE, inference", network: "residual", what: "infer", batchSize: 128},
  {
    id: "c-infer",
    title: "(c) EfficientNetV2-B0 at 224, features",
    network: "efficientnet",
    what: "infer",
    batchSize: 16,
  },
];

/**
 * Who is measured: the lines under each row.
 * @typedef {{id: string, title: string, kind: "engine" | "compiled" | "torch", engine?: string, workers: number, shards?: number, tasks?: RegExp}} Contender
 */

/** @type {readonly Contender[]} */
export const contenders = [
  {id: "wasm-1", title: "wasm, 1 worker", kind: "engine", engine: "wasm", workers: 1},
  {id: "wasm-2", title: "wasm, 2 workers", kind: "engine", engine: "wasm", workers: 2},
  {id: "onnx-1", title: "onnx, 1 worker", kind: "engine", engine: "onnx", workers: 1},
  {id: "onnx-2", title: "onnx, 2 workers", kind: "engine", engine: "onnx", workers: 2},
  {id: "compiled-1", title: "compiled, 1 worker", kind: "compiled", engine: "wasm", workers: 1, tasks: /infer/},
  {id: "compiled-2", title: "compiled, 2 workers", kind: "compiled", engine: "wasm", workers: 2, tasks: /infer/},
  {id: "tfjs-node", title: "tfjs-node, 2 threads", kind: "engine", engine: "tfjs-node", workers: 1, shards: 1},
  {id: "torch", title: "PyTorch, 2 threads", kind: "torch", workers: 1},
];

/** Whom the ratios are quoted against. */
export const reference = "torch";

/** Those that a comma-separated list names, by id or by its beginning: "a" is a-train and a-infer. */
export function chosen(all, list) {
  if (list === undefined) return [...all];
  const names = list.split(",");
  const unknown = names.find((name) => !all.some(({id}) => id.startsWith(name)));
  if (unknown !== undefined) {
    throw new Error(`"${unknown}" is none of ${all.map(({id}) => id).join(", ")}, nor the beginning of one`);
  }
  return all.filter(({id}) => names.some((name) => id.startsWith(name)));
}
