import {beforeAll, describe, expect, it} from "vitest";
import {penultimateFeatures, penultimateLayer} from "../../../../src/pipeline/explanation/embedding/penultimate.js";
import {buildModel} from "../../../../src/pipeline/model/catalogue.js";
import {predictLogits} from "../../../../src/pipeline/model/predict.js";
import {readWeights} from "../../../../src/pipeline/model/weights.js";
import {useTestEngine} from "../../testEngine.js";

beforeAll(useTestEngine);

const options = {inputShape: [12, 12, 1], classCount: 3, normaliser: {mean: 70, deviation: 90}, seed: 1} as const;
const images = Uint8Array.from({length: 5 * 144}, (_, i) => (i * 37) % 256);

describe("penultimateFeatures(model, images)", () => {
  it("are what the last layer decides by: its weights make the logits of them", async () => {
    const model = buildModel("dense", options);
    const {values, count, width} = await penultimateFeatures(model, images);
    const named = readWeights(model).slice(-2);
    const [kernel, bias] = named.map((weight) => weight.values) as [Float32Array, Float32Array];
    const logits = await predictLogits(model, images);
    expect([count, values.length]).toEqual([5, 5 * width]);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < 3; k++) {
        let sum = bias[k]!;
        for (let c = 0; c < width; c++) sum += values[i * width + c]! * kernel[c * 3 + k]!;
        expect(sum).toBeCloseTo(logits[i * 3 + k]!, 4);
      }
    }
    model.dispose();
  });
  it("are the greatest of each of the SE-ResNet's 128 channels", async () => {
    const model = buildModel("se-resnet", options);
    expect(penultimateLayer(model)).toBe("pool");
    const {width, values} = await penultimateFeatures(model, images.subarray(0, 144));
    expect([width, values.length]).toEqual([128, 128]);
    model.dispose();
  });
});
