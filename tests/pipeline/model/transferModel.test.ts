import * as tf from "@tensorflow/tfjs-core";
import {model as network, type SymbolicTensor} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {resizePictures, resizing} from "../../../src/pipeline/features/resize.js";
import {blocksOf, networkOfBackbone, wrapBackbone} from "../../../src/pipeline/model/backboneNetwork.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {predictLogits} from "../../../src/pipeline/model/predict.js";
import {standInBackbone} from "../../../src/pipeline/model/standInBackbone.js";
import {tailOf, trunkOf, writeTail} from "../../../src/pipeline/model/tailOf.js";
import {transferModel} from "../../../src/pipeline/model/transferModel.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {outputOf, toyBackbone, toyTransfer} from "./toyBackbone.js";
import {toyCnn, toySet} from "./toySet.js";

beforeAll(async () => void (await openEngine("wasm")));

const set = toySet("test", 5);
const apart = (a: Float32Array, b: Float32Array): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
};

describe("transferModel(backbone, options)", () => {
  it("shows the backbone what resizePictures makes of the pictures, in three equal channels", () => {
    const model = toyTransfer();
    const seen = trunkOf(model, "rgb");
    const expected = resizePictures(set, resizing({from: [10, 10], to: [14, 14]}));
    const found = outputOf(seen, set.images, [5, 10, 10, 1]);
    for (const channel of [0, 1, 2]) {
      expect(
        apart(
          found.filter((_, i) => i % 3 === channel),
          expected,
        ),
      ).toBeLessThan(1e-3);
    }
  });
  it("takes coloured pictures too", () => {
    const backbone = toyBackbone();
    const colours = {...set, height: 5, width: 4, channels: 3, count: 8, images: set.images.slice(0, 480)};
    const to = resizing({from: [5, 4], to: [8, 12], kernel: "lanczos3"});
    const model = transferModel(backbone, {inputShape: [5, 4, 3], classCount: 2, resizing: to, seed: 1});
    const found = outputOf(trunkOf(model, "resize_clip"), colours.images, [8, 5, 4, 3]);
    expect(apart(found, resizePictures(colours, to))).toBeLessThan(1e-3);
  });
  it("gives the head the features of the backbone as it is", async () => {
    const backbone = toyBackbone();
    const picture = Float32Array.from(resizePictures(set, resizing({from: [10, 10], to: [14, 14]})));
    const grey = Float32Array.from({length: 3 * picture.length}, (_, i) => picture[Math.floor(i / 3)]!);
    const expected = outputOf(networkOfBackbone(backbone), grey, [5, 14, 14, 3]);
    expect(apart(outputOf(trunkOf(toyTransfer(), "avg_pool"), set.images, [5, 10, 10, 1]), expected)).toBeLessThan(
      1e-4,
    );
  });
  it("draws the head from the seed: glorot-uniform logits behind a plain normalisation", () => {
    const head = readWeights(toyTransfer()).filter(({name}) => /^head|^logits/.test(name));
    expect(head.map(({name, shape}) => `${name} ${shape}`)).toEqual([
      "head_norm/gamma 12",
      "head_norm/beta 12",
      "logits/kernel 12,4",
      "logits/bias 4",
      "head_norm/moving_mean 12",
      "head_norm/moving_variance 12",
    ]);
    const limit = Math.sqrt(6 / 16);
    const kernel = head[2]!.values;
    expect(Math.max(...kernel)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel)).toBeGreaterThan(limit / 2);
    expect(new Set(kernel).size).toBe(48);
    const names = networkOf(toyTransfer()).getLayer("head_dropout").getConfig();
    expect(names).toMatchObject({rate: 0.3});
  });
  it("leaves no tensor behind when it is disposed", () => {
    const before = tf.memory().numTensors;
    toyTransfer().dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
  it("refuses pictures that the resizing is not for", () => {
    const options = {classCount: 2, resizing: resizing({from: [10, 10], to: [20, 20]}), seed: 1};
    expect(() => transferModel(toyBackbone(), {...options, inputShape: [10, 12, 1]})).toThrow(
      "transfer model: pictures of [10, 12, 1] do not fit a resizing from 10 x 10",
    );
  });
});

describe("trunkOf and tailOf", () => {
  const cuts = ["rgb", "stem_conv", "block1a_bn", "block1b_add", "avg_pool"];
  it.each(cuts)("compute together, cut at %s, what the whole model computes", async (layer) => {
    const model = toyTransfer();
    const trunk = trunkOf(model, layer);
    const tail = tailOf(model, layer);
    const features = outputOf(trunk, set.images, [5, 10, 10, 1]);
    expect(features.length).toBe(5 * tail.inputShape.reduce((a, b) => a * b, 1));
    const found = await predictLogits(tail, features);
    expect(apart(found, await predictLogits(model, set.images))).toBeLessThan(1e-5);
  });
  it("go on from an earlier layer's outputs", () => {
    const model = toyTransfer();
    const early = outputOf(trunkOf(model, "stem_conv"), set.images, [5, 10, 10, 1]);
    const late = outputOf(trunkOf(model, "avg_pool", "stem_conv"), early, [5, 7, 7, 4]);
    const expected = outputOf(trunkOf(model, "avg_pool"), set.images, [5, 10, 10, 1]);
    expect(apart(late, expected)).toBeLessThan(1e-5);
  });
  it("keep the layers' names, and give their weights back", () => {
    const model = toyTransfer();
    const tail = tailOf(model, "block1b_add");
    expect(readWeights(tail).map(({name}) => name)).toEqual(
      readWeights(model)
        .map(({name}) => name)
        .filter((name) => /^top|^head|^logits/.test(name)),
    );
    const kernel = networkOf(tail).weights.find((weight) => weight.originalName === "top_conv/kernel")!;
    kernel.write(tf.fill(kernel.shape as number[], 7));
    writeTail(tail, model);
    const found = readWeights(model).find(({name}) => name === "top_conv/kernel")!.values;
    expect(new Set(found)).toEqual(new Set([7]));
    expect(() => writeTail(toyCnn(), model)).toThrow(/has no weight conv1\/kernel, which toy-cnn has/);
  });
  it("refuse a layer that is passed by, and one that is not there", () => {
    const model = toyTransfer();
    expect(() => tailOf(model, "block1b_conv")).toThrow(
      "cannot be cut at block1b_conv: what lies between it and logits also needs layers before it; cut where a block ends",
    );
    expect(() => tailOf(model, "block9")).toThrow('has no layer "block9"; its last ones are');
  });
});

describe("wrapBackbone(name, network)", () => {
  it("finds the blocks by the names of their layers, and what they take", () => {
    const backbone = toyBackbone();
    expect(backbone).toMatchObject({name: "toy", blocks: ["block1a", "block1b", "top"], featureCount: 12});
    expect(blocksOf(networkOfBackbone(backbone)).map(({input}) => input)).toEqual([
      "stem_conv",
      "block1a_bn",
      "block1b_add",
    ]);
    expect(standInBackbone({seed: 1}).blocks).toEqual(["block1a", "block2a", "block3a", "top"]);
  });
  it("refuses a network without pooling, and says what it needs", () => {
    const whole = networkOfBackbone(toyBackbone());
    const cut = network({inputs: whole.inputs, outputs: whole.getLayer("top_conv").output as SymbolicTensor});
    expect(() => wrapBackbone("cut", cut)).toThrow(
      "backbone cut: expected a layer avg_pool with an output of [N, features], got none",
    );
  });
});
