import * as layers from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {moonsDataset} from "../../../src/pipeline/dataset/moonsDataset.js";
import {evaluate} from "../../../src/pipeline/evaluation/evaluate.js";
import {predictions} from "../../../src/pipeline/evaluation/predictions.js";
import {compileModel} from "../../../src/pipeline/model/compile.js";
import {moonsNet} from "../../../src/pipeline/model/moonsNet.js";
import {wrapNetwork} from "../../../src/pipeline/model/network.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {readWeights, writeWeights} from "../../../src/pipeline/model/weights.js";
import {measure} from "../../../src/pipeline/training/measure.js";
import {type TrainOptions, train} from "../../../src/pipeline/training/train.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

const data = moonsDataset({count: 1600, seed: 1});
const lesson: TrainOptions = {
  ...data,
  epochs: 5,
  batchSize: 40,
  shards: 1,
  loss: {kind: "binary-cross-entropy"},
  schedule: {kind: "one-cycle", learningRate: 0.1},
};

describe("moonsNet(options)", () => {
  it("has the parameters of five layers of 6 on two inputs, and one logit for two classes", () => {
    const model = moonsNet({seed: 1});
    expect(model).toMatchObject({name: "moons", inputShape: [1, 1, 2], classCount: 2, logitCount: 1});
    expect(model.parameterCount).toBe((2 + 1) * 6 + 4 * (6 + 1) * 6 + (6 + 1));
    model.dispose();
  });
  it("starts with small positive biases, so that no narrow layer is dead before it has learnt anything", () => {
    const model = moonsNet({seed: 1});
    const biases = readWeights(model).filter(({name}) => /^dense\d\/bias$/.test(name));
    expect(biases.flatMap(({values}) => [...values])).toEqual(new Array<number>(30).fill(Math.fround(0.1)));
    model.dispose();
  });
  it("without hidden layers is logistic regression: the sigmoid of w x + v y + b, and what it leaves", async () => {
    const model = moonsNet({units: [], seed: 1});
    writeWeights(model, [
      {name: "logits/kernel", shape: [2, 1], values: Float32Array.of(2, -3)},
      {name: "logits/bias", shape: [1], values: Float32Array.of(0.5)},
    ]);
    const points = Float32Array.of(0, 0, 1, 0.5, -4, 4);
    const sigmoid = [0.5, 1, -19.5].map((z) => 1 / (1 + Math.exp(-z)));
    const expected = sigmoid.flatMap((p) => [1 - p, p]);
    for (const [i, p] of (await predict(model, points)).entries()) expect(p).toBeCloseTo(expected[i]!, 6);
    model.dispose();
  });
  it("learns the moons, is evaluated as any model of two classes, and measures what its answers say", async () => {
    const model = moonsNet({units: [16], seed: 3});
    const {epochs, bestEpoch} = await train(model, lesson);
    const probabilities = await predict(model, data.test.images);
    const {accuracy, confusion, macroF1} = evaluate(predictions(data.test, probabilities), {rounds: 50});
    expect(accuracy.value).toBeGreaterThan(0.93); // logistic regression reaches 0.88
    expect(confusion.flat().reduce((a, b) => a + b)).toBe(400);
    expect(macroF1.value).toBeCloseTo(accuracy.value, 2);
    expect(await measure(model, data.test)).toMatchObject({accuracy: accuracy.value});
    const {loss} = await measure(model, data.validation);
    expect(loss).toBeCloseTo(epochs[bestEpoch - 1]!.validationLoss, 9);
    model.dispose();
  });
  it("gives the same weights from the same seed, bit for bit", async () => {
    const [first, second] = [moonsNet({seed: 4}), moonsNet({seed: 4})];
    for (const model of [first, second]) await train(model, {...lesson, epochs: 1, batchSize: 250});
    expect(readWeights(second)).toEqual(readWeights(first));
    for (const model of [first, second]) model.dispose();
  });
  it("refuses a loss that compares several logits", async () => {
    const model = moonsNet({seed: 1});
    await expect(train(model, {...lesson, loss: {kind: "cross-entropy"}})).rejects.toThrow(
      'loss cross-entropy does not fit a network that ends in 1 logit; expected "binary-cross-entropy"',
    );
    model.dispose();
  });
});

it("a compiled network of a single logit answers for both classes as well", async () => {
  const input = layers.input({shape: [2, 2, 1], name: "image"});
  const flat = layers.layers.flatten({name: "flatten"}).apply(input);
  const output = layers.layers.dense({name: "logits", units: 1}).apply(flat) as layers.SymbolicTensor;
  const model = wrapNetwork("tiny", layers.model({inputs: input, outputs: output}));
  const kernel = {name: "logits/kernel", shape: [4, 1], values: Float32Array.of(0.01, -0.02, 0.03, 0.004)};
  writeWeights(model, [kernel, {name: "logits/bias", shape: [1], values: Float32Array.of(-1)}]);
  const images = Uint8Array.from({length: 12}, (_, i) => (i * 37) % 256);
  const compiled = await compileModel(model, {workers: 0});
  const [answers, expected] = [await compiled.predict(images), await predict(model, images)];
  expect(answers).toHaveLength(6);
  for (const [i, p] of answers.entries()) expect(p).toBeCloseTo(expected[i]!, 5);
  await compiled.dispose();
  model.dispose();
});
