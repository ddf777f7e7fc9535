import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import {buildModel, modelCatalogue} from "../../../src/pipeline/model/catalogue.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {seResNet} from "../../../src/pipeline/model/seResNet.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {readWeights, writeWeights} from "../../../src/pipeline/model/weights.js";
import {useTestEngine} from "../testEngine.js";
import {toyShape} from "./toySet.js";

beforeAll(useTestEngine);

const garments = {...toyShape, inputShape: [28, 28, 1], classCount: 10} as const;

describe.each(modelCatalogue)("$name", ({name, build}) => {
  it("has fixed names, whatever was built before", () => {
    const [first, second] = [build(toyShape), build(toyShape)];
    expect(second.name).toBe(name);
    expect(networkOf(second).toJSON(null, false)).toEqual(networkOf(first).toJSON(null, false));
    expect(readWeights(second).map((weight) => weight.name)).toEqual(readWeights(first).map((weight) => weight.name));
    expect(JSON.stringify(networkOf(second).toJSON(null, false))).not.toMatch(/_\d+"/);
    for (const model of [first, second]) model.dispose();
  });
  it("starts from the same weights with the same seed, and from others with another", () => {
    const [first, second, other] = [build(toyShape), build(toyShape), build({...toyShape, seed: 8})];
    expect(readWeights(second)).toEqual(readWeights(first));
    expect(readWeights(other)).not.toEqual(readWeights(first));
    for (const model of [first, second, other]) model.dispose();
  });
  it("leaves no tensor once disposed, and says so when it is used then", () => {
    const before = tf.memory().numTensors;
    const model = build(toyShape);
    model.dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => networkOf(model)).toThrow(`model ${name} was disposed; build or load it again`);
  });
  it("is found in the catalogue by its name", () => {
    const model = buildModel(name, toyShape);
    expect(model).toMatchObject({name, inputShape: [10, 10, 1], classCount: 4});
    model.dispose();
  });
});

describe("the architectures on 28 x 28 pictures", () => {
  it("have the parameters that their layers add up to", () => {
    const dense = denseNet(garments);
    expect(dense.parameterCount).toBe((784 + 1) * 256 + (256 + 1) * 128 + (128 + 1) * 10);
    const cnn = shallowCnn(garments);
    const normalisations = 4 * (32 + 64 + 64);
    expect(cnn.parameterCount).toBe(
      normalisations + (9 + 1) * 32 + (9 * 32 + 1) * 64 + (9 * 64 + 1) * 64 + (1600 + 1) * 64 + (64 + 1) * 10,
    );
    const residual = seResNet(garments);
    const normalised = 4 * (12 + 2 * (32 + 64 + 128) + 10);
    const convolutions = 9 * (1 * 12 + 12 * 32 + 32 * 32 + 32 * 64 + 64 * 64 + 64 * 128 + 128 * 128) + 128 * 10;
    const squeezed = [32, 64, 128].reduce((sum, n) => sum + (n + 1) * (n / 8) + (n / 8 + 1) * n, 0);
    expect(residual.parameterCount).toBe(normalised + convolutions + squeezed);
    const plain = seResNet({...garments, reduction: 0});
    expect(plain.parameterCount).toBe(normalised + convolutions);
    for (const model of [dense, cnn, residual, plain]) model.dispose();
  });
});

describe("seResNet({reduction})", () => {
  it("refuses a squeeze that leaves no channel", () => {
    expect(() => seResNet({...garments, widths: [4, 16], reduction: 8})).toThrow(
      "se-resnet: reduction must be 0, or at most the smallest of the widths 4, 16, got 8",
    );
  });
});

describe("initial weights", () => {
  it("have He's deviation before a ReLU, Glorot's limits at the logits, and biases of zero", () => {
    const model = denseNet(garments);
    const byName = new Map(readWeights(model).map(({name, values}) => [name, values]));
    const squares = byName.get("dense1/kernel")!.reduce((sum, w) => sum + w * w, 0);
    expect(Math.sqrt(squares / (784 * 256)) / Math.sqrt(2 / 784)).toBeCloseTo(1, 2);
    const largest = byName.get("logits/kernel")!.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / (128 + 10)));
    expect(largest).toBeGreaterThan(0.95 * Math.sqrt(6 / (128 + 10)));
    expect(new Set(byName.get("dense1/bias"))).toEqual(new Set([0]));
    model.dispose();
  });
  it("of a layer do not depend on the other layers", () => {
    const [narrow, wide] = [denseNet({...toyShape, units: [16]}), denseNet({...toyShape, units: [16, 8]})];
    expect(readWeights(wide)[0]).toEqual(readWeights(narrow)[0]);
    narrow.dispose();
    wide.dispose();
  });
});

describe("bad options", () => {
  it.each([
    [{...toyShape, classCount: 1}, "dense: classCount must be a whole number of at least 2, got 1"],
    [
      {...toyShape, normaliser: {mean: 1, deviation: 0}},
      "positive deviation, got 1 and 0; learn it with fitNormaliser(train)",
    ],
    [{...toyShape, inputShape: [10, 0, 1]}, "inputShape must be [height, width, channels], got [10, 0, 1]"],
  ] as const)("%o", (options, message) => {
    expect(() => denseNet(options)).toThrow(message);
  });
  it("pictures that the poolings leave nothing of", () => {
    expect(() => shallowCnn({...toyShape, inputShape: [28, 9, 1]})).toThrow("at least 10 x 10, got 28 x 9");
  });
  it("an unknown name lists the known ones", () => {
    expect(() => buildModel("resnet", toyShape)).toThrow(
      'unknown model "resnet"; the catalogue has dense, shallow-cnn',
    );
  });
  it("weights of another architecture are refused by name and shape", () => {
    const [model, other] = [denseNet(toyShape), denseNet({...toyShape, units: [3]})];
    expect(() => writeWeights(model, readWeights(other))).toThrow(
      "model dense: weight dense1/kernel: expected shape [100, 256], got [100, 3]",
    );
    model.dispose();
    other.dispose();
  });
});
