import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {compileModel} from "../../../src/pipeline/model/compile.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {predict, predictLogits} from "../../../src/pipeline/model/predict.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {toyCnn, toySet, toyShape} from "./toySet.js";

beforeAll(async () => void (await openEngine("wasm")));
const {images, count} = toySet("test", 70);

describe("compileModel(model)", () => {
  it.each([
    ["dense net", () => denseNet(toyShape)],
    ["shallow CNN", () => shallowCnn(toyShape)],
    ["toy CNN", toyCnn],
  ])("predicts what the %s predicts", async (_, build) => {
    const model = build();
    const compiled = await compileModel(model, {workers: 2, engine: "onnx"});
    const expected = await predictLogits(model, images);
    const scale = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const logits = await compiled.predictLogits(images);
    logits.forEach((x, i) => void expect(Math.abs(x - expected[i]!) / scale).toBeLessThan(1e-4));
    const probabilities = await predict(model, images);
    (await compiled.predict(images)).forEach((p, i) => void expect(Math.abs(p - probabilities[i]!)).toBeLessThan(1e-4));
    expect(compiled).toMatchObject({name: model.name, classCount: 4, inputShape: [10, 10, 1], engine: "onnx"});
    await compiled.dispose();
    model.dispose();
  });
  it("outlives the model that it was made from", async () => {
    const model = toyCnn();
    const compiled = await compileModel(model, {workers: 0});
    const before = await compiled.predict(images);
    model.dispose();
    expect(await compiled.predict(images)).toEqual(before);
    expect(before).toHaveLength(count * 4);
    await compiled.dispose();
  });
  it("refuses bytes that are no whole number of pictures", async () => {
    const model = toyCnn();
    const compiled = await compileModel(model, {workers: 0});
    await expect(compiled.predict(new Uint8Array(101))).rejects.toThrow(
      "pictures of 10 x 10 x 1 numbers, got 101 numbers",
    );
    await compiled.dispose();
    model.dispose();
  });
});
