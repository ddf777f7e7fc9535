import * as tf from "@tensorflow/tfjs-core";
import {layers, models} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {buildNetwork} from "../../../src/pipeline/model/buildNetwork.js";
import {freezeBatchNorm, frozenBatchNormalization} from "../../../src/pipeline/model/frozenBatchNorm.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {networkOf, wrapNetwork} from "../../../src/pipeline/model/network.js";
import {readWeights, writeWeights} from "../../../src/pipeline/model/weights.js";
import {train} from "../../../src/pipeline/training/train.js";
import {useTestEngine} from "../testEngine.js";
import {toySet, toyShape} from "./toySet.js";

beforeAll(useTestEngine);

/** A network whose statistics are not those of the pictures, so that it shows which ones it normalises with. */
function toyNetwork({trainable = true} = {}): Model {
  const model = buildNetwork("normalised", toyShape, [
    layers.conv2d({name: "conv1", filters: 3, kernelSize: 3, strides: 2, activation: "relu", trainable}),
    layers.batchNormalization({name: "norm1", momentum: 0.9, trainable}),
    layers.conv2d({name: "conv2", filters: 4, kernelSize: 3, activation: "relu"}),
    layers.batchNormalization({name: "norm2", momentum: 0.9}),
    layers.flatten({name: "flatten"}),
  ]);
  const shifted = readWeights(model).map((weight) =>
    /moving|gamma/.test(weight.name) ? {...weight, values: weight.values.map((_, i) => 0.5 + 0.3 * i)} : weight,
  );
  writeWeights(model, shifted);
  return model;
}

const pictures = toySet("train", 48);
const options = {train: pictures, validation: toySet("validation", 16), epochs: 1, batchSize: 16, shards: 2} as const;
const recipe = {optimiser: {kind: "sgd"}, schedule: {kind: "constant", learningRate: 0.05}, seed: 1} as const;

async function frozenCopy(model: Model, only?: (name: string) => boolean): Promise<Model> {
  return wrapNetwork(model.name, await freezeBatchNorm(networkOf(model), only && {layers: only}));
}

function weightsOf(model: Model, name: RegExp): Float32Array[] {
  const wanted = readWeights(model).filter((weight) => name.test(weight.name));
  expect(wanted).not.toEqual([]);
  return wanted.map(({values}) => values);
}

describe("freezeBatchNorm(network)", () => {
  it("computes in training what the network computes outside of it", async () => {
    const model = toyNetwork();
    const frozen = await frozenCopy(model);
    const outputs = tf.tidy(() => {
      const xs = tf.randomUniform([5, 10, 10, 1], 0, 255, "float32", 3);
      const [plain, quiet] = [networkOf(model), networkOf(frozen)];
      const run = (network: typeof plain, training: boolean) => (network.apply(xs, {training}) as tf.Tensor).dataSync();
      return [run(plain, false), run(quiet, false), run(quiet, true), run(plain, true)];
    });
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
    expect(outputs[3]).not.toEqual(outputs[0]);
    for (const each of [model, frozen]) each.dispose();
  });

  it("keeps the statistics through a training that moves those of a plain network, and lets scale and shift learn", async () => {
    const model = toyNetwork();
    const frozen = await frozenCopy(model);
    const before = weightsOf(model, /moving/);
    const scales = weightsOf(model, /gamma/);
    await train(frozen, {...options, ...recipe});
    expect(weightsOf(frozen, /moving/)).toEqual(before);
    expect(weightsOf(frozen, /gamma/)).not.toEqual(scales);
    await train(model, {...options, ...recipe});
    expect(weightsOf(model, /moving/)).not.toEqual(before);
    for (const each of [model, frozen]) each.dispose();
  });

  it("leaves a base as it was, where a layer that is not trainable alone goes on moving its statistics", async () => {
    const model = toyNetwork({trainable: false});
    const frozen = await frozenCopy(model, (name) => name === "norm1");
    const base = weightsOf(model, /1\//);
    const head = weightsOf(model, /norm2.moving/);
    await train(frozen, {...options, ...recipe});
    expect(weightsOf(frozen, /1\//)).toEqual(base);
    expect(weightsOf(frozen, /norm2.moving/)).not.toEqual(head);
    await train(model, {...options, ...recipe});
    expect(weightsOf(model, /1\//)).not.toEqual(base);
    for (const each of [model, frozen]) each.dispose();
  });

  it("survives JSON, as on its way to worker threads, and leaves no tensor once disposed", async () => {
    const before = tf.memory().numTensors;
    const model = toyNetwork();
    const frozen = await frozenCopy(model);
    const topology = networkOf(frozen).toJSON(null, false);
    const again = await models.modelFromJSON({modelTopology: topology} as Parameters<typeof models.modelFromJSON>[0]);
    expect(again.getLayer("norm1").getClassName()).toBe("FrozenBatchNormalization");
    expect(again.toJSON(null, false)).toEqual(topology);
    again.dispose();
    for (const each of [model, frozen]) each.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it("frozenBatchNormalization takes the options of the layer that it replaces", () => {
  const layer = frozenBatchNormalization({name: "norm", epsilon: 0.5, scale: false});
  const result = tf.tidy(() => (layer.apply(tf.tensor2d([[1, 2]]), {training: true}) as tf.Tensor).dataSync());
  // Mean 0 and variance 1, as no statistics were given.
  expect(result[1]! / 2).toBeCloseTo(1 / Math.sqrt(1.5), 6);
  layer.dispose();
});
