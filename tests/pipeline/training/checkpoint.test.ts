import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {type NamedWeight, readWeights} from "../../../src/pipeline/model/weights.js";
import type {Checkpoint, TrainingState} from "../../../src/pipeline/training/checkpoint.js";
import type {Optimiser} from "../../../src/pipeline/training/optimiser.js";
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
  it.each<Optimiser>([{kind: "adam", weightDecay: 0.01}, {kind: "sgd"}])(
    "goes on after the last finished epoch, to the bits of a training that was never stopped: %o",
    async (optimiser) => {
      const whole = await trained({optimiser});
      const checkpoint = memory();
      await expect(trained({optimiser, checkpoint, ...abortAfter(10)})).rejects.toThrow("interrupted in epoch 3");
      expect(checkpoint.states.map(({records}) => records.length)).toEqual([1, 2]);
      let steps = 0;
      const resumed = await trained({optimiser, checkpoint, workers: 2, onStep: () => void steps++});
      expect(steps).toBe(8);
      expect(resumed).toEqual(whole);
    },
  );
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
