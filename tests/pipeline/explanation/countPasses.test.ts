import {beforeAll, describe, expect, it} from "vitest";
import {countPasses} from "../../../src/pipeline/explanation/countPasses.js";
import {gradCam} from "../../../src/pipeline/explanation/gradient/gradCam.js";
import {kernelShap} from "../../../src/pipeline/explanation/sampling/kernelShap.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {toyCnn, toySet} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

describe("countPasses(model, work)", () => {
  it("counts the pictures that go through, and those that a gradient comes back from", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("test", 3);
    expect(await countPasses(model, () => predict(model, images, {batchSize: 2}))).toEqual({forward: 3, backward: 0});
    const explained = countPasses(model, () => gradCam(model, images, {classIndices: labels}));
    expect(await explained).toEqual({forward: 3, backward: 3});
    const hidden = () => kernelShap(model, images, {classIndices: labels, superpixels: {segments: 9}, samples: 30});
    expect((await countPasses(model, hidden)).forward).toBeLessThanOrEqual(3 * 32);
    model.dispose();
  });
  it("leaves the network as it was, also after a failure", async () => {
    const model = toyCnn();
    const {images} = toySet("test", 1);
    const before = await predict(model, images);
    await expect(countPasses(model, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const {forward} = await countPasses(model, () => predict(model, images));
    expect(forward).toBe(1);
    expect(await predict(model, images)).toEqual(before);
    model.dispose();
  });
});
