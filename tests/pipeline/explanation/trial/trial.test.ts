import * as tf from "@tensorflow/tfjs-core";
import {layers} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {explainAll} from "../../../../src/pipeline/explanation/explainAll.js";
import {gradCam} from "../../../../src/pipeline/explanation/gradient/gradCam.js";
import {inputTimesGradient} from "../../../../src/pipeline/explanation/gradient/inputTimesGradient.js";
import {controls} from "../../../../src/pipeline/explanation/trial/controls.js";
import {layerGroups, randomised} from "../../../../src/pipeline/explanation/trial/randomise.js";
import {removalCurve} from "../../../../src/pipeline/explanation/trial/removal.js";
import {removalScores, removalTrial} from "../../../../src/pipeline/explanation/trial/removalTrial.js";
import {sanityCheck} from "../../../../src/pipeline/explanation/trial/sanityCheck.js";
import {buildNetwork} from "../../../../src/pipeline/model/buildNetwork.js";
import type {Model} from "../../../../src/pipeline/model/model.js";
import {predict} from "../../../../src/pipeline/model/predict.js";
import {seResNet} from "../../../../src/pipeline/model/seResNet.js";
import {shallowCnn} from "../../../../src/pipeline/model/shallowCnn.js";
import {readWeights, writeWeights} from "../../../../src/pipeline/model/weights.js";
import {toyCnn, toySet} from "../../model/toySet.js";
import {useTestEngine} from "../../testEngine.js";

beforeAll(useTestEngine);

/** Pictures of 2 x 2; log-odds of the second class: how much the first two pixels are above grey 100, in hundreds. */
function byHand(): Model {
  const options = {inputShape: [2, 2, 1], classCount: 2, normaliser: {mean: 100, deviation: 100}, seed: 1} as const;
  const model = buildNetwork("by-hand", options, [layers.flatten({name: "flatten"})]);
  writeWeights(model, [
    {name: "logits/kernel", shape: [4, 2], values: Float32Array.of(0, 1, 0, 1, 0, 0, 0, 0)},
    {name: "logits/bias", shape: [2], values: new Float32Array(2)},
  ]);
  return model;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe("removalCurve(model, images, maps, options)", () => {
  const images = Uint8Array.of(200, 150, 20, 30);
  const map = Float32Array.of(4, 3, 2, 1);
  it("takes out the most relevant first, as one computes by hand", async () => {
    const model = byHand();
    const {shares, probabilities, areas} = await removalCurve(model, images, map, {
      classIndices: [1],
      direction: "deletion",
      steps: 4,
    });
    expect(shares).toEqual([0, 0.25, 0.5, 0.75, 1]);
    const expected = [sigmoid(1.5), sigmoid(0.5), 0.5, 0.5, 0.5];
    for (const [i, p] of probabilities.entries()) expect(p).toBeCloseTo(expected[i]!, 6);
    expect(areas[0]).toBeCloseTo((expected[0]! / 2 + expected[1]! + 0.5 + 0.5 + 0.25) / 4, 6);
    model.dispose();
  });
  it("puts in the most relevant first, and ends where the picture is whole", async () => {
    const model = byHand();
    const options = {classIndices: [1], direction: "insertion", steps: 2, fill: "black"} as const;
    const {probabilities} = await removalCurve(model, images, map, options);
    const expected = [sigmoid(-2), sigmoid(1.5), sigmoid(1.5)];
    for (const [i, p] of probabilities.entries()) expect(p).toBeCloseTo(expected[i]!, 6);
    model.dispose();
  });
  it("takes equally relevant pixels in an order that only the seed decides", async () => {
    const model = byHand();
    const flat = new Float32Array(4);
    const options = {classIndices: [1], direction: "deletion", steps: 4} as const;
    const curves = await Promise.all(
      [1, 1, 2, 3, 4, 5].map(async (seed) => (await removalCurve(model, images, flat, {...options, seed})).areas[0]),
    );
    expect(curves[0]).toBe(curves[1]);
    expect(new Set(curves).size).toBeGreaterThan(1);
    model.dispose();
  });
  it.each([
    [{steps: 5}, "steps must be a whole number from 1 to 4, got 5"],
    [{classIndices: [2]}, "class indices must lie in 0 to 1, got 2"],
    [{maps: new Float32Array(3)}, "expected 1 maps of 4 pixels, got 3 numbers"],
  ])("refuses %o", async ({maps = map, ...options}: object & {maps?: Float32Array}, message) => {
    const model = byHand();
    const curve = removalCurve(model, images, maps, {classIndices: [1], direction: "deletion", ...options});
    await expect(curve).rejects.toThrow(message);
    model.dispose();
  });
});

describe("removalTrial and removalScores", () => {
  it("prefer the map that knows the network to one that does not, picture by picture", async () => {
    const model = byHand();
    const images = Uint8Array.from({length: 40}, (_, i) => (i % 4 < 2 ? 180 + i : 10 + i));
    const classIndices = new Array<number>(10).fill(1);
    const wrong = {name: "wrong", title: "wrong", maps: Float32Array.from(images, (_, i) => i % 4)};
    const all = await explainAll(model, images, {
      methods: [{name: "true", title: "true", explain: inputTimesGradient}],
      classIndices,
    });
    const results = await removalTrial(model, images, [...all, wrong], {classIndices, steps: 4});
    const [knowing, control] = removalScores(results, {control: results[1]!, seed: 1});
    expect(knowing!.insertionGain.low).toBeGreaterThan(0);
    expect(knowing!.deletionGain.low).toBeGreaterThan(0);
    expect(control!.insertionGain).toMatchObject({value: 0, low: 0, high: 0});
    expect(knowing!.insertion.value).toBeGreaterThan(control!.insertion.value);
    model.dispose();
  });
});

describe("controls", () => {
  it("know the picture at most: maps of the picture's size, the same for any network", async () => {
    const {images, labels} = toySet("controls", 2);
    const [one, other] = [toyCnn(), byHand()];
    for (const {explain} of controls) {
      const maps = await explain(one, images, {classIndices: labels, seed: 3});
      expect(maps).toHaveLength(200);
      expect(await explain(one, images, {classIndices: labels, seed: 3})).toEqual(maps);
      expect(maps.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }
    // A vertical edge: Sobel gives 4 times the step on both sides of it, nothing elsewhere.
    const edges = controls.find(({name}) => name === "edges")!;
    const step = await edges.explain(other, Uint8Array.of(0, 100, 0, 100), {classIndices: [0]});
    expect([...step]).toEqual([400, 400, 400, 400]);
    one.dispose();
    other.dispose();
  });
});

describe("layerGroups(model)", () => {
  it("goes from the logits to the first convolution, each with its normalisation and its squeeze", () => {
    const model = seResNet({
      inputShape: [8, 8, 1],
      classCount: 3,
      normaliser: {mean: 0, deviation: 1},
      seed: 1,
      widths: [8],
      stem: 4,
    });
    const groups = layerGroups(model);
    expect(groups.map(({name}) => name)).toEqual(["logits", "stage1-2", "stage1-1", "stem"]);
    expect(groups[1]!.weights).toContain("stage1-2-norm/gamma");
    expect(groups[1]!.weights).toContain("stage1-up/kernel");
    expect(groups[0]!.weights).toContain("logits-norm/beta");
    expect(groups.flatMap(({weights}) => weights).sort()).toEqual(
      readWeights(model)
        .map(({name}) => name)
        .sort(),
    );
    model.dispose();
  });
  it("knows hidden dense layers", () => {
    const model = shallowCnn({inputShape: [28, 28, 1], classCount: 10, normaliser: {mean: 0, deviation: 1}, seed: 1});
    expect(layerGroups(model).map(({name}) => name)).toEqual(["logits", "dense1", "conv3", "conv2", "conv1"]);
    model.dispose();
  });
});

describe("randomised(model, groups, seed)", () => {
  it("changes the weights of its layers and no others, the same for the same seed, and leaves the model alone", async () => {
    const model = toyCnn();
    const {images} = toySet("randomised", 3);
    const answers = await predict(model, images);
    const [logits] = layerGroups(model);
    const [one, same, other] = [1, 1, 2].map((seed) => randomised(model, [logits!], seed)) as [Model, Model, Model];
    const kernel = (of: Model, name: string): Float32Array =>
      readWeights(of).find((weight) => weight.name === name)!.values;
    expect(kernel(one, "conv1/kernel")).toEqual(kernel(model, "conv1/kernel"));
    expect(kernel(one, "logits/kernel")).not.toEqual(kernel(model, "logits/kernel"));
    expect(kernel(same, "logits/kernel")).toEqual(kernel(one, "logits/kernel"));
    expect(kernel(other, "logits/kernel")).not.toEqual(kernel(one, "logits/kernel"));
    expect(await predict(model, images)).toEqual(answers);
    for (const each of [model, one, same, other]) each.dispose();
  });
});

describe("sanityCheck(model, images, options)", () => {
  const methods = [
    {name: "grad-cam", title: "Grad-CAM", explain: gradCam},
    controls.find(({name}) => name === "edges")!,
  ];
  it("finds that Grad-CAM's maps change and that an edge detector's do not, and leaves no tensor", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("sanity", 4);
    const before = tf.memory().numTensors;
    const results = await sanityCheck(model, images, {methods, classIndices: labels, seed: 2});
    expect(tf.memory().numTensors).toBe(before);
    expect(results.map(({method, layer, depth}) => `${method} ${layer} ${depth}`)).toEqual([
      "grad-cam logits 1",
      "grad-cam conv1 2",
      "edges logits 1",
      "edges conv1 2",
    ]);
    expect(Math.max(...results[1]!.correlations)).toBeLessThan(0.9);
    for (const {correlations, similarities} of results.slice(2)) {
      for (const value of [...correlations, ...similarities]) expect(value).toBeCloseTo(1, 9);
    }
    model.dispose();
  });
  it("randomises each layer alone where it is asked to, and the chosen depths only", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("sanity", 2);
    const options = {methods: methods.slice(0, 1), classIndices: labels, seed: 2};
    const cascading = await sanityCheck(model, images, options);
    const independent = await sanityCheck(model, images, {...options, order: "independent"});
    expect(independent[0]).toEqual(cascading[0]);
    expect(independent[1]!.correlations).not.toEqual(cascading[1]!.correlations);
    expect(await sanityCheck(model, images, {...options, depths: 1})).toEqual([cascading[1]]);
    model.dispose();
  });
});
