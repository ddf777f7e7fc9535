import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {openAverager} from "../../../src/pipeline/training/average.js";
import {type Board, openBoard} from "../../../src/pipeline/training/board.js";
import {train} from "../../../src/pipeline/training/train.js";
import {toySet, toyShape} from "../model/toySet.js";

const boardOf = (weights: number[], settings: number[] = []): Board => {
  const size = {weights: weights.length, settings: settings.length, variables: 1, shards: 1, batchSize: 1, logits: 1};
  const board = openBoard(size);
  board.weights.set(weights);
  board.settings.set(settings);
  return board;
};

describe("openAverager(board, {decay})", () => {
  it("is the moving average of TensorFlow, whose first steps remember (1 + step) / (10 + step)", () => {
    const board = boardOf([0], [0]);
    const averager = openAverager(board, {decay: 0.15});
    board.weights[0] = 10;
    board.settings[0] = 20;
    averager.follow(); // keeps 1/10
    expect(averager.state()).toMatchObject({weights: Float32Array.of(9), settings: Float32Array.of(18), steps: 1});
    averager.follow(); // would keep 2/11, keeps 0.15
    expect(averager.state().weights[0]).toBeCloseTo(0.15 * 9 + 0.85 * 10, 6);
  });
  it("stays where the weights stay, and lies between the least and the greatest otherwise", () => {
    const numbers = fc.array(fc.float({noNaN: true, min: -1000, max: 1000}), {minLength: 1, maxLength: 20});
    fc.assert(
      fc.property(numbers, fc.double({min: 0.01, max: 0.99, noNaN: true}), (weights, decay) => {
        const board = boardOf([weights[0]!]);
        const averager = openAverager(board, {decay});
        for (const weight of weights) {
          board.weights[0] = weight;
          averager.follow();
        }
        const [mean] = averager.state().weights;
        expect(mean).toBeGreaterThanOrEqual(Math.min(...weights) - 1e-3);
        expect(mean).toBeLessThanOrEqual(Math.max(...weights) + 1e-3);
      }),
    );
  });
  it("changes places with the board, and back", () => {
    const board = boardOf([1, 2], [3]);
    const averager = openAverager(board, {decay: 0.5});
    board.weights.set([5, 6]);
    averager.swap();
    expect([...board.weights, ...board.settings]).toEqual([1, 2, 3]);
    averager.swap();
    expect([...board.weights]).toEqual([5, 6]);
    expect([...averager.state().weights]).toEqual([1, 2]);
  });
  it("goes on from a state, without touching it", () => {
    const board = boardOf([4]);
    const state = {weights: Float32Array.of(1), settings: new Float32Array(0), steps: 1000};
    const averager = openAverager(board, {decay: 0.5}, state);
    averager.follow();
    expect(averager.state()).toMatchObject({weights: Float32Array.of(2.5), steps: 1001});
    expect(state.weights[0]).toBe(1);
  });
});

describe("train(model, {average})", () => {
  beforeAll(async () => void (await openEngine("wasm")));
  const lesson = {train: toySet("train", 64), validation: toySet("validation", 20), epochs: 2, batchSize: 16, seed: 3};

  it("keeps other weights than without, and trains on the same ones", async () => {
    const [plain, averaged] = [denseNet({...toyShape, units: [8]}), denseNet({...toyShape, units: [8]})];
    const without = await train(plain, lesson);
    const within = await train(averaged, {...lesson, average: {decay: 0.9}});
    const losses = ({epochs}: typeof without): number[] => epochs.map(({trainLoss}) => trainLoss);
    expect(losses(within)).toEqual(losses(without));
    expect(readWeights(averaged)).not.toEqual(readWeights(plain));
    for (const model of [plain, averaged]) model.dispose();
  });
  it.each([0, 1, -0.5, Number.NaN])("refuses a decay of %f", async (decay) => {
    const model = denseNet({...toyShape, units: [8]});
    await expect(train(model, {...lesson, average: {decay}})).rejects.toThrow("decay must lie between 0 and 1");
    model.dispose();
  });
});
