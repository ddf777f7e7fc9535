import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {measure} from "../../../src/pipeline/training/measure.js";
import {fineTune, type TrainBehindOptions, trainHead} from "../../../src/pipeline/training/trainBehind.js";
import {featuresAt, toyTransfer} from "../model/toyBackbone.js";
import {toySet} from "../model/toySet.js";

beforeAll(async () => void (await openEngine("wasm")));

const validation = toySet("validation", 60, {noise: 30});

/** Features of both sets at a layer, and how to learn from them. */
function lessonAt(model: Model, layer: string, learningRate: number): TrainBehindOptions {
  const train = featuresAt(model, layer, toySet("train", 160, {noise: 30}));
  const schedule = {kind: "constant", learningRate} as const;
  return {layer, train, validation: featuresAt(model, layer, validation), epochs: 6, batchSize: 32, schedule};
}

/** The weights in which two models differ, sorted. */
function changes(before: Model, after: Model): string[] {
  const old = new Map(readWeights(before).map(({name, values}) => [name, values.join()]));
  const moved = readWeights(after).filter(({name, values}) => old.get(name) !== values.join());
  return moved.map(({name}) => name).sort();
}

describe("trainHead(model, options)", () => {
  it("teaches the head and its statistics, and leaves the backbone as it is", async () => {
    const model = toyTransfer();
    const history = await trainHead(model, lessonAt(model, "avg_pool", 0.03));
    expect(changes(toyTransfer(), model)).toEqual([
      "head_norm/beta",
      "head_norm/gamma",
      "head_norm/moving_mean",
      "head_norm/moving_variance",
      "logits/bias",
      "logits/kernel",
    ]);
    const kept = history.epochs[history.bestEpoch - 1]!;
    const whole = await measure(model, validation);
    expect(whole.accuracy).toBe(kept.validationAccuracy);
    expect(whole.loss).toBeCloseTo(kept.validationLoss, 4);
    expect(whole.loss).toBeLessThan(history.epochs[0]!.validationLoss);
  });
});

describe("fineTune(model, options)", () => {
  it("moves the thawed layers and no statistic, the head's neither; the whole model then answers as its thawed part did", async () => {
    const model = toyTransfer();
    await trainHead(model, lessonAt(model, "avg_pool", 0.03));
    const before = toyTransfer();
    await trainHead(before, lessonAt(before, "avg_pool", 0.03));
    const history = await fineTune(model, lessonAt(model, "stem_conv", 0.003));
    expect(changes(before, model)).toEqual([
      "block1a_bn/beta",
      "block1a_bn/gamma",
      "block1a_conv/bias",
      "block1a_conv/kernel",
      "block1b_conv/bias",
      "block1b_conv/kernel",
      "head_norm/beta",
      "head_norm/gamma",
      "logits/bias",
      "logits/kernel",
      "top_conv/bias",
      "top_conv/kernel",
    ]);
    const whole = await measure(model, validation);
    expect(whole.loss).toBeCloseTo(history.epochs[history.bestEpoch - 1]!.validationLoss, 4);
    expect(whole.loss).toBeLessThan((await measure(before, validation)).loss);
  });
  it("keeps what the last step left when it is interrupted", async () => {
    const model = toyTransfer();
    const stop = new AbortController();
    const options = {...lessonAt(model, "block1b_add", 0.003), signal: stop.signal, onStep: () => stop.abort()};
    await expect(fineTune(model, options)).rejects.toMatchObject({code: "interrupted"});
    expect(changes(toyTransfer(), model)).toContain("top_conv/kernel");
  });
});
