import {execFile} from "node:child_process";
import {join} from "node:path";
import {promisify} from "node:util";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {layers} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {buildNetwork} from "../../../src/pipeline/model/buildNetwork.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {type EpochRecord, type TrainOptions, train} from "../../../src/pipeline/training/train.js";
import type {StepTiming} from "../../../src/pipeline/training/trainOptions.js";
import {toySet, toyShape} from "../model/toySet.js";

beforeAll(async () => void (await openEngine("wasm")));

const sets = {train: toySet("train", 150), validation: toySet("validation", 40)};
const options: TrainOptions = {...sets, epochs: 2, batchSize: 32, seed: 5};
/** Threads that this process waits for. */
const threads = (): number => process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;

async function trained(build: () => Model, change: Partial<TrainOptions>) {
  const model = build();
  const history = await train(model, {...options, ...change});
  const weights = readWeights(model);
  model.dispose();
  return {history, weights};
}

/** What a training gave, what it left behind in this process, and what it told of its steps. */
async function watched(workers: number) {
  const before = {threads: threads(), tensors: tf.memory().numTensors};
  const timings: StepTiming[] = [];
  const onStep = (timing: StepTiming): void => void timings.push(timing);
  const given = await trained(() => shallowCnn(toyShape), {workers, onStep});
  return {given, before, after: {threads: threads(), tensors: tf.memory().numTensors}, timings};
}

describe("train(model, {workers})", () => {
  let byWorkers: Awaited<ReturnType<typeof watched>>[] = [];
  beforeAll(async () => {
    byWorkers = [await watched(1), await watched(2), await watched(3)];
  });

  it("gives the same bits with 1, 2 and 3 workers: batch normalisation, dropout and a ragged last batch included", () => {
    const [alone, two, three] = byWorkers;
    expect(two!.given).toEqual(alone!.given);
    expect(three!.given).toEqual(alone!.given);
  });
  it("gives the same bits with more workers than shards, and with pictures in fewer rows than shards", async () => {
    const change = {shards: 3, batchSize: 149, epochs: 1};
    const alone = await trained(() => shallowCnn(toyShape), change);
    expect(await trained(() => shallowCnn(toyShape), {...change, workers: 8})).toEqual(alone);
  });
  it("rebuilds frozen layers as frozen", async () => {
    const build = (): Model => {
      const kernel = layers.dense({name: "frozen", units: 8, activation: "relu", trainable: false});
      return buildNetwork("half-frozen", toyShape, [layers.flatten({name: "flatten"}), kernel]);
    };
    const alone = await trained(build, {});
    expect(await trained(build, {workers: 2})).toEqual(alone);
    const fresh = build();
    const nameOf = (name: string) => (weights: typeof alone.weights) => weights.find((weight) => weight.name === name);
    expect(nameOf("frozen/kernel")(alone.weights)).toEqual(nameOf("frozen/kernel")(readWeights(fresh)));
    expect(nameOf("logits/kernel")(alone.weights)).not.toEqual(nameOf("logits/kernel")(readWeights(fresh)));
    fresh.dispose();
  });
  it("ends its threads and leaves no tensor", () => {
    for (const {before, after} of byWorkers) expect(after).toEqual(before);
  });
  it("stops at an abort, its threads ended and its weights as the last step left them", async () => {
    const before = threads();
    const stopped = async (workers: number) => {
      const model = shallowCnn(toyShape);
      const controller = new AbortController();
      let steps = 0;
      const onStep = (): void => void (++steps === 3 && controller.abort());
      await expect(train(model, {...options, workers, onStep, signal: controller.signal})).rejects.toMatchObject({
        code: "interrupted",
        message: "training shallow-cnn: interrupted in epoch 1",
      });
      const weights = readWeights(model);
      model.dispose();
      return weights;
    };
    expect(await stopped(2)).toEqual(await stopped(1));
    expect(threads()).toBe(before);
  });
  it("names epoch, step and rate where the loss is no number, and ends its threads", async () => {
    const before = threads();
    const model = denseNet({...toyShape, units: [16]});
    const wild = {optimiser: {kind: "sgd"}, schedule: {kind: "constant", learningRate: 1e30}} as const;
    await expect(train(model, {...options, ...wild, workers: 2})).rejects.toMatchObject({
      code: "diverged",
      message: expect.stringMatching(/at epoch 1, step \d of 5, with learning rate 1e\+30/),
    });
    expect(threads()).toBe(before);
    model.dispose();
  });
  it("says so where a layer is known in this thread alone", async () => {
    class Own extends layers.Layer {
      static readonly className = "OwnLayer";
    }
    tf.serialization.registerClass(
      Own as unknown as tf.serialization.SerializableConstructor<tf.serialization.Serializable>,
    );
    const before = threads();
    const model = buildNetwork("own", toyShape, [layers.flatten({name: "flatten"}), new Own({name: "own"})]);
    await expect(train(model, {...options, workers: 2})).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringMatching(
        /^model own cannot be built anew in a worker: Unknown layer: OwnLayer.* workers: 1$/s,
      ),
    });
    expect(threads()).toBe(before);
    model.dispose();
  });
  it("tells benchmarks where the time of each step went", () => {
    for (const {timings} of byWorkers) {
      expect(timings.map(({pictures}) => pictures)).toEqual([32, 32, 32, 32, 22, 32, 32, 32, 32, 22]);
      for (const {total, between, gathering, moving} of timings) {
        expect(Math.min(between, gathering, moving)).toBeGreaterThanOrEqual(0);
        expect(between + gathering + moving).toBeLessThan(total);
      }
    }
  });
});

describe("a worker that dies in the middle of a step", () => {
  it("ends the training, naming worker, epoch, step and remedy", async () => {
    const fixture = join(import.meta.dirname, "..", "..", "fixtures", "training", "dyingWorker.mjs");
    const {stdout} = await promisify(execFile)(process.execPath, ["--import", fixture, fixture]);
    expect(stdout).toMatch(
      /^worker-died: training dense: worker \d of 2 died: it ended with exit code 7, at epoch 2, step 1 of 3; train again, and it goes on after the last finished epoch; with fewer workers it takes less memory\ncheckpoint after epoch 1\n$/,
    );
  });
});

describe("shards", () => {
  const losses = ({history}: {history: {epochs: readonly EpochRecord[]}}): number[] =>
    history.epochs.flatMap(({trainLoss, validationLoss}) => [trainLoss, validationLoss]);
  const largest = (a: number[], b: number[]): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

  it("do not change the loss curve of a network without batch normalisation beyond rounding", async () => {
    const build = (): Model => denseNet({...toyShape, units: [32]});
    const change = {epochs: 6, batchSize: 30};
    const whole = await trained(build, {...change, shards: 1});
    const four = await trained(build, {...change, shards: 4});
    expect(whole.history.epochs.at(-1)!.trainLoss).toBeLessThan(whole.history.epochs[0]!.trainLoss / 2);
    expect(largest(losses(four), losses(whole))).toBeLessThan(1e-4);
    expect(four.weights).not.toEqual(whole.weights);
  });
  it("change it a little where batch normalisation sees one shard at a time", async () => {
    const build = (): Model => shallowCnn({...toyShape, dropout: 0});
    const change = {epochs: 4, train: toySet("train", 480), batchSize: 96};
    const whole = losses(await trained(build, {...change, shards: 1}));
    const four = losses(await trained(build, {...change, shards: 4}));
    expect(whole.at(-2)).toBeLessThan(whole[0]! / 3);
    expect(largest(four, whole)).toBeLessThan(whole[0]! / 5);
    expect(largest(four, whole)).toBeGreaterThan(1e-4);
  });
  it.each([
    [{shards: 0}, "shards must be a whole number of at least 1, got 0"],
    [{workers: 1.5}, "workers must be a whole number of at least 1, got 1.5"],
  ])("and workers are whole numbers: %o", async (change, message) => {
    await expect(trained(() => denseNet(toyShape), change)).rejects.toThrow(message);
  });
});

describe("a batch larger than memory", () => {
  it("is an error that names the step, batch, shards and remedy", async () => {
    const backend = tf.backend() as BackendWasm;
    // Nobody writes to these: the system gives them no memory.
    const held = [1, 2, 3].map(() => backend.makeOutput([980 * 2 ** 18], "float32"));
    const model = buildNetwork("wide", toyShape, [
      layers.conv2d({name: "conv1", filters: 512, kernelSize: 3, padding: "same", activation: "relu"}),
      layers.flatten({name: "flatten"}),
    ]);
    const before = tf.memory().numTensors;
    const change = {train: toySet("train", 1200), batchSize: 1200, shards: 2, epochs: 1};
    await expect(train(model, {...options, ...change})).rejects.toMatchObject({
      code: "out-of-memory",
      message: expect.stringMatching(
        /^training wide: out of memory at epoch 1, step 1 of 1, with 1200 pictures a batch in 2 shards of 600 \(.*\); take a smaller batchSize or more shards$/,
      ),
    });
    expect(tf.memory().numTensors).toBe(before);
    for (const {dataId} of held) backend.disposeData(dataId);
    model.dispose();
  });
});
