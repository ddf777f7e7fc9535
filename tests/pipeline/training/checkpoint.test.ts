import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import type {NamedWeight} from "../../../src/pipeline/model/namedWeight.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import type {Checkpoint, TrainingState} from "../../../src/pipeline/training/checkpoint.js";
import {restoreEpoch} from "../../../src/pipeline/training/restoreEpoch.js";
import {type TrainingHistory, type TrainOptions, train} from "../../../src/pipeline/training/train.js";
import {toySet, toyShape} from "../model/toySet.js";

beforeAll(async () => void (await openEngine("wasm")));

const options: TrainOptions = {
  train: toySet("train", 100),
  validation: toySet("validation", 40),
  epochs: 4,
  batchSize: 32,
  seed: 5,
};

/** Keeps the state in memory, as a file would: what is changed afterwards does not change it. */
function memory(): Checkpoint & {readonly states: TrainingState[]} {
  const states: TrainingState[] = [];
  return {
    states,
    load: async () => structuredClone(states.at(-1)),
    save: async (state) => void states.push(structuredClone(state)),
  };
}

async function trained(
  change: Partial<TrainOptions>,
  build: () => Model = () => shallowCnn(toyShape),
): Promise<{history: TrainingHistory; weights: NamedWeight[]}> {
  const model = build();
  try {
    const history = await train(model, {...options, ...change});
    return {history, weights: readWeights(model)};
  } finally {
    model.dispose();
  }
}

/** Aborts after so many steps; there are four in an epoch. */
function abortAfter(steps: number): Pick<TrainOptions, "signal" | "onStep"> {
  const controller = new AbortController();
  let done = 0;
  return {signal: controller.signal, onStep: () => void (++done === steps && controller.abort())};
}

describe("train(model, {checkpoint})", () => {
  it.each<Partial<TrainOptions>>([
    {optimiser: {kind: "adam", weightDecay: 0.01}},
    {
      optimiser: {kind: "sgd"},
      average: {decay: 0.9},
      augment: {flip: "alternating", shift: 2, patches: {count: 1, smallest: 2, largest: 3}},
    },
  ])("goes on after the last finished epoch, to the bits of a training that was never stopped: %o", async (change) => {
    const whole = await trained(change);
    const checkpoint = memory();
    await expect(trained({...change, checkpoint, ...abortAfter(10)})).rejects.toThrow("interrupted in epoch 3");
    expect(checkpoint.states.map(({records}) => records.length)).toEqual([1, 2]);
    let steps = 0;
    const resumed = await trained({...change, checkpoint, workers: 2, onStep: () => void steps++});
    expect(steps).toBe(8);
    expect(resumed).toEqual(whole);
  });
  it("knows after a stop how far the rate had fallen on plateaus, and clips to the same bits", async () => {
    const small = (): Model => denseNet({...toyShape, units: [16]});
    // No epoch is better by so much: every one after the first is a plateau.
    const schedule = {kind: "plateau", learningRate: 0.01, factor: 0.5, patience: 1, minDelta: 10} as const;
    const change = {schedule, clip: 1.5};
    const whole = await trained(change, small);
    expect(whole.history.epochs.map(({learningRate}) => learningRate)).toEqual([0.01, 0.01, 0.005, 0.0025]);
    const shares = whole.history.epochs.map(({clippedShare}) => clippedShare!);
    expect([Math.max(...shares) > 0, Math.min(...shares) < 1]).toEqual([true, true]);
    const checkpoint = memory();
    const stopped = trained({...change, checkpoint, ...abortAfter(14)}, small);
    await expect(stopped).rejects.toThrow("interrupted in epoch 4");
    expect(await trained({...change, checkpoint}, small)).toEqual(whole);
  });
  it("keeps the best epoch, also where it lies before the stop", async () => {
    const small = (): Model => denseNet({...toyShape, units: [16]});
    // Labels without meaning: the net learns them by heart, and the validation loss rises soon.
    const noise = (name: string) => ({...toySet(name, 64), labels: toySet(`other ${name}`, 64).labels});
    const hopeless: Partial<TrainOptions> = {
      train: noise("train"),
      validation: noise("validation"),
      schedule: {kind: "constant", learningRate: 0.01},
      batchSize: 16,
      epochs: 40,
      patience: 3,
    };
    const whole = await trained(hopeless, small);
    expect(whole.history.stoppedEarly).toBe(true);
    const checkpoint = memory();
    const stop = abortAfter(4 * (whole.history.bestEpoch + 2) + 1);
    await expect(trained({...hopeless, checkpoint, ...stop}, small)).rejects.toThrow("interrupted");
    expect(checkpoint.states.at(-1)!.best.epoch).toBe(whole.history.bestEpoch);
    expect(await trained({...hopeless, checkpoint}, small)).toEqual(whole);
    // All done: nothing is trained any more.
    expect(await trained({...hopeless, checkpoint, onStep: () => expect.unreachable()}, small)).toEqual(whole);
  });
  it("stays where the training diverges, and gives a model the weights of the last and of the best epoch", async () => {
    const checkpoint = memory();
    const wild = {kind: "step", learningRate: 0.001, at: [0.5], factor: 1e33} as const;
    const small = (): Model => denseNet({...toyShape, units: [16]});
    const change = {optimiser: {kind: "sgd"}, schedule: wild, checkpoint} as const;
    await expect(trained(change, small)).rejects.toMatchObject({
      code: "diverged",
      message: expect.stringMatching(
        /^training dense: the loss is no longer a number at epoch 3, step \d of 4, with learning rate 1e\+30; lower the schedule's learningRate, now 0.001, for instance to 0.00010, or clip the gradients \(clip: 1\); the checkpoint still holds epoch 2$/,
      ),
    });
    expect(checkpoint.states).toHaveLength(2);
    const model = small();
    const [first, second] = checkpoint.states as [TrainingState, TrainingState];
    expect((await restoreEpoch(model, checkpoint, "last")).epoch).toBe(2);
    expect(readWeights(model)).toEqual(second.weights);
    const better = {...second, best: {epoch: 1, weights: first.weights}};
    expect((await restoreEpoch(model, {load: async () => better}, "best")).epoch).toBe(1);
    expect(readWeights(model)).toEqual(first.weights);
    await expect(restoreEpoch(model, memory(), "last")).rejects.toThrow("the checkpoint holds no epoch yet");
    model.dispose();
  });
  it("does not continue another training, and says what differs", async () => {
    const checkpoint = memory();
    await trained({epochs: 1, checkpoint});
    const other = (change: Partial<TrainOptions>) => trained({epochs: 1, checkpoint, ...change});
    await expect(other({epochs: 2})).rejects.toMatchObject({
      code: "bad-option",
      message:
        "training shallow-cnn: the checkpoint is of another training, with other options; remove it, or train as it was begun",
    });
    await expect(other({shards: 2})).rejects.toThrow("with other options");
    await expect(other({train: toySet("others", 100)})).rejects.toThrow("with other data");
    await expect(other({seed: 6, validation: toySet("others", 40)})).rejects.toThrow("with other options and data");
    const model = denseNet(toyShape);
    await expect(train(model, {...options, epochs: 1, checkpoint})).rejects.toThrow("with other model");
    model.dispose();
  });
});
