import {performance} from "node:perf_hooks";
import {setImmediate} from "node:timers/promises";
import {seeded} from "../../dist/core/random.js";
import {openEngine} from "../../dist/pipeline/engine/openEngine.js";
import {batches} from "../../dist/pipeline/features/batches.js";
import {predictLogits} from "../../dist/pipeline/model/predict.js";
import {applyGradients} from "../../dist/pipeline/training/applyGradients.js";
import {gradientsOf} from "../../dist/pipeline/training/gradients.js";
import {openOptimiser} from "../../dist/pipeline/training/optimiser.js";
import {buildBenchmark, pictures} from "./networks.mjs";

/**
 * Opens an engine, builds the task's network, and gives one step of work, warmed up.
 * @returns {Promise<{version: string, parameters: number, images: number, step: () => Promise<void>, inStep: () => number | undefined}>}
 *   `images` in a step; `inStep`: milliseconds spent in steps of training since the last call
 */
export async function openWork({kind, engine}, {network, what, batchSize}) {
  const {version} = await openEngine(engine);
  const {model, parameters} = await buildBenchmark(network);
  const open = kind === "compiled" ? compiled : what === "train" ? training : inference;
  const {step, inStep = () => undefined} = await open(model, batchSize);
  for (let i = 0; i < 3; i++) await step();
  inStep();
  return {version, parameters, images: batchSize, step, inStep};
}

/** The step of `train`, on one worker. */
function training(model, batchSize) {
  const {images, labels, count} = pictures(model, 16 * batchSize);
  const rule = openOptimiser({kind: "adam"});
  const random = seeded(1);
  let queue = [];
  let milliseconds = 0;
  return {
    step: async () => {
      if (queue.length === 0) queue = batches(count, {batchSize, random});
      const rows = queue.pop();
      const start = performance.now();
      const {gradients} = gradientsOf(model, {images, labels, rows, labelSmoothing: 0});
      applyGradients(model, gradients, {rule, learningRate: 0.001});
      milliseconds += performance.now() - start;
      await setImmediate();
    },
    inStep: () => {
      const spent = milliseconds;
      milliseconds = 0;
      return spent;
    },
  };
}

/** What `predict` does with one batch. */
function inference(model, batchSize) {
  const {images} = pictures(model, batchSize);
  return {step: async () => void (await predictLogits(model, images, {batchSize}))};
}

async function compiled() {
  throw new Error("compileForInference is not there");
}
