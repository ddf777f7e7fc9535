import {setImmediate} from "node:timers/promises";
import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import type {EpochReport} from "../../../src/pipeline/training/history.js";
import {measure} from "../../../src/pipeline/training/measure.js";
import {type TrainOptions, train} from "../../../src/pipeline/training/train.js";
import {toyCnn, toySet, toyShape} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

const sets = {train: toySet("train", 96), validation: toySet("validation", 40)};
const options: TrainOptions = {...sets, epochs: 3, batchSize: 32, seed: 5};
const small = (): Model => denseNet({...toyShape, units: [16]});

describe("train(model, options)", () => {
  it("learns which quadrant is bright", async () => {
    const model = small();
    const history = await train(model, {...options, epochs: 20, schedule: {kind: "constant", learningRate: 0.01}});
    expect(history.epochs.at(-1)!.validationAccuracy).toBeGreaterThan(0.95);
    expect(history.epochs.at(-1)!.trainLoss).toBeLessThan(history.epochs[0]!.trainLoss / 4);
    model.dispose();
  });
  it("gives the same history and the same weights, bit for bit, from the same seed, dropout included", async () => {
    const [first, second, other] = [toyCnn(), toyCnn(), toyCnn()];
    const history = await train(first, options);
    expect(await train(second, options)).toEqual(history);
    expect(readWeights(second)).toEqual(readWeights(first));
    await train(other, {...options, seed: 6});
    expect(readWeights(other)).not.toEqual(readWeights(first));
    for (const model of [first, second, other]) model.dispose();
  });
  it("drops other units at each step: two steps on one and the same batch differ in loss", async () => {
    const model = toyCnn();
    const frozen = {...options, batchSize: 96, schedule: {kind: "constant", learningRate: 1e-30}} as const;
    const {epochs} = await train(model, frozen);
    expect(new Set(epochs.map(({validationLoss}) => validationLoss)).size).toBe(1);
    expect(new Set(epochs.map(({trainLoss}) => trainLoss)).size).toBe(3);
    model.dispose();
  });
  it("leaves the network's description as it was, so that it saves the same bytes after any number of steps", async () => {
    const [trained, fresh] = [toyCnn(), toyCnn()];
    await train(trained, {...options, epochs: 1});
    expect(networkOf(trained).toJSON(null, false)).toEqual(networkOf(fresh).toJSON(null, false));
    trained.dispose();
    fresh.dispose();
  });
  it("leaves no tensor behind", async () => {
    const model = toyCnn();
    const before = tf.memory().numTensors;
    await train(model, {...options, epochs: 1});
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
    expect(tf.memory().numTensors).toBeLessThan(before);
  });
  it("numbers the epochs from 1 and records the learning rate in the middle of each", async () => {
    const model = small();
    const schedule = {kind: "step", learningRate: 0.1, at: [0.5], factor: 0.5} as const;
    const {epochs} = await train(model, {...options, epochs: 2, schedule});
    expect(epochs.map(({epoch, learningRate}) => [epoch, learningRate])).toEqual([
      [1, 0.1],
      [2, 0.05],
    ]);
    model.dispose();
  });
});

describe("early stopping", () => {
  // Labels without meaning: the net learns them by heart, and the validation loss rises soon.
  const noise = (name: string, count: number) => ({
    ...toySet(name, count),
    labels: toySet(`other ${name}`, count).labels,
  });
  const hopeless: TrainOptions = {
    train: noise("train", 64),
    validation: noise("validation", 64),
    epochs: 40,
    batchSize: 16,
    schedule: {kind: "constant", learningRate: 0.01},
    patience: 3,
  };

  it("stops after `patience` epochs without a lower validation loss and restores the best weights", async () => {
    const model = small();
    const {epochs, bestEpoch, stoppedEarly} = await train(model, hopeless);
    expect(stoppedEarly).toBe(true);
    expect(epochs).toHaveLength(bestEpoch + 3);
    const losses = epochs.map(({validationLoss}) => validationLoss);
    expect(losses.indexOf(Math.min(...losses))).toBe(bestEpoch - 1);
    const restored = await measure(model, hopeless.validation);
    expect(restored.loss).toBe(losses[bestEpoch - 1]);
    model.dispose();
  });
  it("counts an epoch as better only past `minDelta`, but keeps the best epoch however little better it was", async () => {
    const model = small();
    const {epochs, bestEpoch} = await train(model, {...hopeless, minDelta: 10});
    expect(epochs).toHaveLength(4); // the first, and three that were no better by 10
    const losses = epochs.map(({validationLoss}) => validationLoss);
    expect(losses.indexOf(Math.min(...losses))).toBe(bestEpoch - 1);
    model.dispose();
  });
  it("watches the accuracy where it is asked to", async () => {
    const model = small();
    const {epochs, bestEpoch} = await train(model, {...hopeless, watch: "accuracy", patience: 4});
    const accuracies = epochs.map(({validationAccuracy}) => validationAccuracy);
    expect(accuracies.indexOf(Math.max(...accuracies))).toBe(bestEpoch - 1);
    expect(epochs).toHaveLength(bestEpoch + 4);
    expect((await measure(model, hopeless.validation)).accuracy).toBe(Math.max(...accuracies));
    model.dispose();
  });
  it("restores the best weights also when it runs to the end", async () => {
    const model = small();
    const {patience: _, ...patient} = hopeless;
    const {epochs, bestEpoch, stoppedEarly} = await train(model, {...patient, epochs: 12});
    expect(stoppedEarly).toBe(false);
    expect(epochs).toHaveLength(12);
    expect(bestEpoch).toBeLessThan(12);
    expect((await measure(model, hopeless.validation)).loss).toBe(epochs[bestEpoch - 1]!.validationLoss);
    model.dispose();
  });
});

describe("onEpoch", () => {
  it("is told after each epoch how the training stands, and is waited for", async () => {
    const model = small();
    const told: EpochReport[] = [];
    let waiting = false;
    const onEpoch = async (report: EpochReport): Promise<void> => {
      expect(waiting).toBe(false);
      waiting = true;
      await setImmediate();
      waiting = false;
      told.push(report);
    };
    const history = await train(model, {...options, onEpoch});
    expect(told.map(({records}) => records)).toEqual([1, 2, 3].map((count) => history.epochs.slice(0, count)));
    expect(told.at(-1)).toMatchObject({name: "dense", epochs: 3, bestEpoch: history.bestEpoch});
    model.dispose();
  });
});

describe("clip", () => {
  it("changes nothing where no gradient is as long, and says how long they are", async () => {
    const [free, held] = [small(), small()];
    const plain = await train(free, options);
    const {epochs} = await train(held, {...options, clip: 1e6});
    expect(readWeights(held)).toEqual(readWeights(free));
    for (const {gradientNorm, clippedShare} of epochs) {
      expect(gradientNorm).toBeGreaterThan(0);
      expect(clippedShare).toBe(0);
    }
    expect(plain.epochs.some((record) => "gradientNorm" in record)).toBe(false);
    for (const model of [free, held]) model.dispose();
  });
  it("holds a training together that would diverge", async () => {
    const huge = {...sets.train, images: Float32Array.from(sets.train.images, (level) => 1e18 * level)};
    const wild: TrainOptions = {
      ...options,
      train: huge,
      optimiser: {kind: "sgd"},
      schedule: {kind: "constant", learningRate: 0.5},
    };
    const [free, held] = [small(), small()];
    await expect(train(free, wild)).rejects.toMatchObject({code: "diverged"});
    const {epochs} = await train(held, {...wild, clip: 1});
    expect(epochs.map(({clippedShare}) => clippedShare)).toEqual([1, 1, 1]);
    for (const model of [free, held]) model.dispose();
  });
});

describe("progress", () => {
  it("counts pictures over all epochs, with the running loss, and ends with the epoch kept", async () => {
    const model = small();
    const told: string[] = [];
    await train(model, {
      ...options,
      epochs: 2,
      progress: (task, unit) => ({
        update: (done, total, note) => void told.push(`${task} ${done}/${total} ${unit} ${note ?? ""}`),
        end: (note) => void told.push(note ?? ""),
      }),
    });
    expect(told[0]).toMatch(/^train dense 32\/192 images epoch 1\/2 {2}loss \d\.\d{3} {2}accuracy \d+\.\d %$/);
    expect(told[3]).toMatch(/^train dense 128\/192 images epoch 2\/2/);
    expect(told.at(-1)).toMatch(/^epoch \d kept: validation loss \d\.\d{3} {2}accuracy/);
    model.dispose();
  });
});

describe("what goes wrong in a training", () => {
  it("a loss that is no number names epoch, step, rate and remedy", async () => {
    const model = small();
    const schedule = {kind: "constant", learningRate: 1e30} as const;
    const diverged = train(model, {...options, optimiser: {kind: "sgd"}, schedule});
    await expect(diverged).rejects.toMatchObject({
      code: "diverged",
      message: expect.stringMatching(
        /training dense: .* at epoch 1, step \d of 3, with learning rate 1e\+30; lower .* 1\.0e\+29/,
      ),
    });
    model.dispose();
  });
  it("an abort stops between two steps", async () => {
    const model = small();
    const controller = new AbortController();
    let steps = 0;
    const ends: (string | undefined)[] = [];
    const stopped = train(model, {
      ...options,
      signal: controller.signal,
      progress: () => ({update: () => void (++steps === 2 && controller.abort()), end: (note) => void ends.push(note)}),
    });
    await expect(stopped).rejects.toMatchObject({
      code: "interrupted",
      message: "training dense: interrupted in epoch 1",
    });
    expect(steps).toBe(2);
    expect(ends).toEqual(["stopped"]);
    model.dispose();
  });
  it.each([
    [{epochs: 0}, "epochs must be a whole number of at least 1, got 0"],
    [{batchSize: 1.5}, "batchSize must be a whole number of at least 1, got 1.5"],
    [{patience: 0}, "patience must be at least 1, got 0"],
    [{labelSmoothing: 1}, "labelSmoothing must lie in [0, 1), got 1"],
    [{schedule: {kind: "constant", learningRate: -1}}, "schedule constant: learningRate must be positive, got -1"],
    [{validation: {...sets.validation, count: 0}}, "the validation set has no pictures"],
    [{train: {...sets.train, height: 4}}, "model dense takes pictures of 10 x 10 x 1, the train set has 4 x 10 x 1"],
    [{train: {...sets.train, classNames: ["a"]}}, "model dense knows 4 classes, the train set has 1"],
  ] as const)("%o", async (change, message) => {
    const model = small();
    await expect(train(model, {...options, ...change})).rejects.toThrow(message);
    model.dispose();
  });
});
