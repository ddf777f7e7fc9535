import {readFileSync} from "node:fs";
import {join} from "node:path";
import {input, layers, model as network, type SymbolicTensor} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {buildModel} from "../../../src/pipeline/model/catalogue.js";
import {efficientNetB0} from "../../../src/pipeline/model/efficientNetB0.js";
import {mobileNetV2} from "../../../src/pipeline/model/mobileNetV2.js";
import {modelFacts} from "../../../src/pipeline/model/modelFacts.js";
import {networkFacts} from "../../../src/pipeline/model/networkFacts.js";
import {useTestEngine} from "../testEngine.js";
import {toyShape} from "./toySet.js";

beforeAll(useTestEngine);

const fixtures = join(import.meta.dirname, "../../fixtures");
const read = (path: string): unknown => JSON.parse(readFileSync(join(fixtures, path), "utf8"));
const {flops} = read("torch/flops.json") as {readonly flops: Readonly<Record<string, number>>};
const keras = read("keras/backbones.json") as Record<string, {readonly multiplyAddsWithTop: number}>;
const garments = {...toyShape, inputShape: [28, 28, 1], classCount: 10} as const;

describe("modelFacts(model)", () => {
  it.each(Object.entries(flops))("finds the multiply-adds of %s that PyTorch's counter finds", (name, expected) => {
    const model = buildModel(name, garments);
    const facts = modelFacts(model);
    expect(2 * facts.multiplyAdds).toBe(expected);
    expect(facts).toMatchObject({name, inputShape: [28, 28, 1], parameters: model.parameterCount, uncounted: []});
    expect(facts.bytes).toBe(4 * model.parameterCount);
    model.dispose();
  });

  it("counts by hand what else the shallow CNN does", () => {
    const model = buildModel("shallow-cnn", garments);
    const {flops: all, multiplyAdds, trainableParameters, receptiveField} = modelFacts(model);
    const scaling = 2 * 784;
    const convolutions = 2 * (26 * 26 * 32 + 11 * 11 * 64 + 5 * 5 * 64); // bias and ReLU
    const poolings = 4 * (13 * 13 * 32 + 5 * 5 * 64);
    const normalisations = 2 * (13 * 13 * 32 + 5 * 5 * 64 + 5 * 5 * 64);
    const dense = 2 * 64 + 10;
    expect(all - 2 * multiplyAdds).toBe(scaling + convolutions + poolings + normalisations + dense);
    expect(trainableParameters).toBe(model.parameterCount - 2 * (32 + 64 + 64));
    expect(receptiveField).toEqual({size: 18, stride: 4});
    model.dispose();
  });

  it("knows that every unit of a dense net sees the whole picture", () => {
    const model = buildModel("dense", garments);
    expect(modelFacts(model).receptiveField).toBeUndefined();
    model.dispose();
  });
});

describe("networkFacts(network)", () => {
  it.each([
    ["efficientnetb0", efficientNetB0, 0.39],
    ["mobilenetv2", mobileNetV2, 0.3],
  ] as const)("of %s at 224 x 224 are those of TensorFlow's profiler and of the paper", (name, build, billions) => {
    const whole = build({inputSize: [null, null], includeTop: true});
    const facts = networkFacts(whole);
    expect(facts.multiplyAdds).toBe(keras[name]!.multiplyAddsWithTop);
    expect(Number((facts.multiplyAdds / 1e9).toFixed(2))).toBe(billions);
    expect(facts).toMatchObject({inputShape: [224, 224, 3], uncounted: [], receptiveField: {stride: 32}});
    const base = networkFacts(whole, {upTo: "avg_pool", size: [112, 112]});
    expect(base.parameters).toBe(whole.countParams() - 1281 * 1000);
    expect(base.multiplyAdds / facts.multiplyAdds).toBeCloseTo(1 / 4, 1);
    whole.dispose();
  });

  it("names a layer that it has no rule for, and counts the others", () => {
    const points = input({shape: [3]});
    const dense = layers.dense({name: "dense", units: 5, kernelInitializer: "zeros"}).apply(points) as SymbolicTensor;
    const odd = network({inputs: points, outputs: layers.elu({name: "odd"} as object).apply(dense) as SymbolicTensor});
    expect(networkFacts(odd)).toMatchObject({inputShape: [3], multiplyAdds: 15, flops: 35, uncounted: ["odd"]});
    expect(networkFacts(odd)).not.toHaveProperty("receptiveField");
    odd.dispose();
  });
});
