import {compileForInference} from "../../dist/pipeline/engine/onnx/compileForInference.js";
import {openEngine} from "../../dist/pipeline/engine/openEngine.js";
import {networkOf} from "../../dist/pipeline/model/network.js";
import {predictLogits} from "../../dist/pipeline/model/predict.js";
import {train} from "../../dist/pipeline/training/train.js";
import {buildBenchmark, pictures} from "./networks.mjs";
import {repeat} from "./serve.mjs";

/**
 * Opens an engine, builds the task's network, and measures windows of the task's work, warmed up.
 * @typedef {{images: number, milliseconds: number, steps: number, stepShare?: number}} Window
 * @returns {Promise<{version: string, parameters: number, window: (seconds: number) => Promise<Window>}>}
 */
export async function openWork({kind, engine, workers, shards}, {network, what, batchSize}) {
  const {version} = await openEngine(engine);
  const {model, parameters} = await buildBenchmark(network);
  const open = kind === "compiled" ? compiled : what === "train" ? training : inference;
  const {window, version: own = version} = await open(model, {network, batchSize, workers, shards});
  for (let i = 0; i < 3; i++) await window(0);
  return {version: own, parameters, window};
}

/** Long enough that the pause between two epochs is forgotten, short enough for a window. */
const stepsInEpoch = {shallow: 16, residual: 2};

/** `train` itself, held at the end of each epoch until the next window asks it to go on. Validation, a few pictures an epoch, does not count. */
function training(model, {network, batchSize, workers, shards}) {
  let [open, close, milliseconds, idle, images, steps, until] = [undefined, undefined, 0, 0, 0, 0, 0];
  let begin = new Promise((resolve) => {
    open = resolve;
  });
  const next = () =>
    new Promise((resolve, reject) => {
      close = {resolve, reject};
    });
  const size = stepsInEpoch[network] * batchSize;
  const data = {...pictures(model, size), height: 28, width: 28, channels: 1, classNames: Array(10).fill("")};
  const validation = {...pictures(model, 8), height: 28, width: 28, channels: 1, classNames: Array(10).fill("")};
  const save = async () => {
    if (milliseconds < until) return;
    begin = new Promise((resolve) => {
      open = resolve;
    });
    close.resolve({images, milliseconds, steps, stepShare: 1 - idle / milliseconds});
    await begin;
  };
  const onStep = ({pictures: count, total, between, gathering}) => {
    images += count;
    milliseconds += total;
    idle += between + gathering;
    steps++;
  };
  const run = async () => {
    await begin;
    await train(model, {
      ...{train: {name: "train", ...data}, validation: {name: "validation", ...validation}},
      ...{epochs: Number.MAX_SAFE_INTEGER, batchSize, workers, onStep, ...(shards && {shards})},
      checkpoint: {load: async () => undefined, save},
    });
  };
  run().catch((cause) => close.reject(cause));
  const window = (seconds) => {
    const done = next();
    [milliseconds, idle, images, steps, until] = [0, 0, 0, 0, seconds * 1000];
    open();
    return done;
  };
  return {window};
}

/** What `predict` does with one batch, on one worker. */
function inference(model, {batchSize}) {
  const {images} = pictures(model, batchSize);
  const step = () => predictLogits(model, images, {batchSize});
  return {window: async (seconds) => measured(await repeat(step, seconds), batchSize)};
}

/** The network as an ONNX graph, on workers of its own. */
async function compiled(model, {batchSize, workers}) {
  const {images, count} = pictures(model, 2 * batchSize * workers);
  const network = await compileForInference(networkOf(model), {workers, input: "uint8", engine: "onnx"});
  const step = () => network.run(images);
  return {version: network.reason, window: async (seconds) => measured(await repeat(step, seconds), count)};
}

function measured({steps, milliseconds}, images) {
  return {images: steps * images, milliseconds, steps};
}
