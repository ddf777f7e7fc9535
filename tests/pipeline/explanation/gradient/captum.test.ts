import {readFileSync} from "node:fs";
import {layers} from "@tensorflow/tfjs-layers";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Baseline} from "../../../../src/pipeline/explanation/baseline.js";
import {gradCam, gradCamPlusPlus} from "../../../../src/pipeline/explanation/gradient/gradCam.js";
import {inputTimesGradient} from "../../../../src/pipeline/explanation/gradient/inputTimesGradient.js";
import {integratedGradients} from "../../../../src/pipeline/explanation/gradient/integratedGradients.js";
import {occlusion} from "../../../../src/pipeline/explanation/occlusion.js";
import {buildNetwork} from "../../../../src/pipeline/model/buildNetwork.js";
import type {Model} from "../../../../src/pipeline/model/model.js";
import {predictLogits} from "../../../../src/pipeline/model/predict.js";
import {writeWeights} from "../../../../src/pipeline/model/weights.js";
import {useTestEngine} from "../../testEngine.js";

interface Fixture {
  readonly normaliser: {readonly mean: number; readonly deviation: number};
  readonly weights: Record<string, {readonly shape: number[]; readonly values: number[]}>;
  readonly images: number[];
  readonly classIndices: number[];
  readonly meanPicture: number[];
  readonly logits: number[];
  readonly integratedGradients: {readonly steps: number; readonly black: number[]; readonly mean: number[]};
  readonly inputTimesGradient: number[];
  readonly occlusion: {
    readonly patch: number;
    readonly stride: number;
    readonly baseline: number;
    readonly maps: number[];
  }[];
  readonly gradCam: number[];
  readonly gradCamPlusPlus: number[];
}
const fixture = JSON.parse(
  readFileSync(new URL("../../../fixtures/captum/explanations.json", import.meta.url), "utf8"),
) as Fixture;
const images = Uint8Array.from(fixture.images);
const {classIndices} = fixture;
let model: Model;

beforeAll(async () => {
  await useTestEngine();
  model = buildNetwork("captum", {inputShape: [6, 6, 1], classCount: 4, normaliser: fixture.normaliser, seed: 1}, [
    layers.conv2d({name: "conv", filters: 3, kernelSize: 3, padding: "same", activation: "relu"}),
    layers.flatten({name: "flatten"}),
  ]);
  writeWeights(
    model,
    Object.entries(fixture.weights).map(([name, {shape, values}]) => ({
      name,
      shape,
      values: Float32Array.from(values),
    })),
  );
});
afterAll(() => model.dispose());

function expectNear(actual: Float32Array, expected: readonly number[], tolerance = 2e-5): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThan(tolerance);
}

/** Each map divided by its greatest number, as ours are; one that is all zero stays so. */
function stretched(maps: readonly number[], size: number): number[] {
  return maps.map((value, i) => {
    const start = i - (i % size);
    return value / (Math.max(...maps.slice(start, start + size)) || 1);
  });
}

describe("explanations agree with captum", () => {
  it("of the same network", async () => {
    expectNear(await predictLogits(model, images), fixture.logits);
  });
  it.each(["black", "mean"] as const)("integrated gradients from %s", async (name) => {
    const {steps, [name]: expected} = fixture.integratedGradients;
    const baseline: Baseline = name === "black" ? "black" : Float32Array.from(fixture.meanPicture);
    expectNear(await integratedGradients(model, images, {classIndices, baseline, steps, grading: 1}), expected);
  });
  it("input times gradient", async () => {
    expectNear(await inputTimesGradient(model, images, {classIndices}), fixture.inputTimesGradient);
  });
  it.each(fixture.occlusion)("occlusion by squares of $patch, a stride of $stride, $baseline", async (each) => {
    const {patch, stride, baseline, maps} = each;
    expectNear(await occlusion(model, images, {classIndices, patch, stride, baseline}), maps);
  });
  it("Grad-CAM", async () => {
    expectNear(await gradCam(model, images, {classIndices}), stretched(fixture.gradCam, 36));
  });
  it("and Grad-CAM++ with its paper", async () => {
    expectNear(await gradCamPlusPlus(model, images, {classIndices}), stretched(fixture.gradCamPlusPlus, 36));
  });
});
