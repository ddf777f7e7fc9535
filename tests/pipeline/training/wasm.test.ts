import * as tf from "@tensorflow/tfjs-core";
import {describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {gradCam} from "../../../src/pipeline/explanation/gradient/gradCam.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {gradientsOf} from "../../../src/pipeline/training/gradients.js";
import {train} from "../../../src/pipeline/training/train.js";
import {toySet, toyShape, useCpu} from "../model/toySet.js";
import {testEngine} from "../testEngine.js";

const useWasm = async (): Promise<void> => void (await openEngine(testEngine("wasm")));
const engines = [useCpu, useWasm];
const set = toySet("train", 16);
const build = (): Model => shallowCnn({...toyShape, dropout: 0});

/** Does the same on plain JavaScript and on WASM. */
async function onBoth<T>(work: (model: Model) => T | Promise<T>): Promise<[T, T]> {
  const found: T[] = [];
  for (const open of engines) {
    await open();
    const model = build();
    found.push(await work(model));
    model.dispose();
  }
  return found as [T, T];
}

/** Largest difference, relative to the largest number of the two. */
function distance(a: Float32Array, b: Float32Array): number {
  const largest = a.reduce((most, x, i) => Math.max(most, Math.abs(x), Math.abs(b[i]!)), 1e-12);
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0) / largest;
}

describe("the shallow CNN on WASM", () => {
  it("predicts what plain JavaScript predicts", async () => {
    const [cpu, wasm] = await onBoth((model) => predict(model, set.images));
    expect(distance(cpu, wasm)).toBeLessThan(1e-5);
  });
  it("has the gradients of plain JavaScript, in every weight", async () => {
    const rows = Int32Array.from({length: 16}, (_, i) => i);
    const [cpu, wasm] = await onBoth((model) => gradientsOf(model, {...set, rows, labelSmoothing: 0.1}));
    expect(wasm.loss).toBeCloseTo(cpu.loss, 4);
    expect(wasm.gradients).toHaveLength(16);
    for (const [i, gradient] of cpu.gradients.entries()) {
      expect(distance(gradient, wasm.gradients[i]!)).toBeLessThan(1e-4);
    }
  });
  it("is explained as on plain JavaScript", async () => {
    const [cpu, wasm] = await onBoth((model) => gradCam(model, set.images, {classIndices: set.labels}));
    expect(cpu.some((value) => value > 0)).toBe(true);
    expect(distance(cpu, wasm)).toBeLessThan(1e-3);
  });
  it("learns the bright quadrant, twice to the same bits, dropout on, and leaves no tensor", async () => {
    await useWasm();
    const data = {train: toySet("train", 240), validation: toySet("validation", 60)};
    const before = tf.memory().numTensors;
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const model = shallowCnn(toyShape);
      const history = await train(model, {...data, epochs: 4, batchSize: 24, seed: 3});
      runs.push({history, weights: readWeights(model)});
      model.dispose();
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[0]!.history.epochs.at(-1)!.validationAccuracy).toBeGreaterThan(0.9);
    expect(tf.memory().numTensors).toBe(before);
  });
});
