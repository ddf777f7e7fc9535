import {layers} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {buildNetwork} from "../../../src/pipeline/model/buildNetwork.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {openBoard} from "../../../src/pipeline/training/board.js";
import {openMover} from "../../../src/pipeline/training/mover.js";
import {openOptimiser} from "../../../src/pipeline/training/optimiser.js";
import {fillBoard} from "../../../src/pipeline/training/shard.js";
import {lengthOf, spansOf} from "../../../src/pipeline/training/spans.js";
import {toyShape, useCpu} from "../model/toySet.js";

beforeAll(useCpu);

function deskWith(shards: number) {
  const model = buildNetwork("toy", toyShape, [
    layers.flatten({name: "flatten"}),
    layers.batchNormalization({name: "norm"}),
  ]);
  const {trainableWeights, nonTrainableWeights} = networkOf(model);
  const weights = lengthOf(spansOf(trainableWeights));
  const settings = lengthOf(spansOf(nonTrainableWeights));
  const variables = nonTrainableWeights.length;
  const desk = {model, board: openBoard({weights, settings, variables, shards, batchSize: 1, logits: 0})};
  fillBoard(desk);
  return desk;
}

describe("openMover(desk, rule)", () => {
  it.each([1, 3, 4, 6])("adds up the gradients of %d shards and moves the weights by the sum", (shards) => {
    const desk = deskWith(shards);
    const before = desk.board.weights.slice();
    for (const [k, {gradient}] of desk.board.slots.entries()) gradient.fill(2 ** k);
    openMover(desk, openOptimiser({kind: "sgd", momentum: 0}))({shards, learningRate: 1});
    const sum = 2 ** shards - 1;
    expect(desk.board.weights).toEqual(before.map((weight) => Math.fround(weight - sum)));
    desk.model.dispose();
  });
  it("leaves out slots that a smaller batch did not fill", () => {
    const desk = deskWith(4);
    const before = desk.board.weights.slice();
    for (const {gradient} of desk.board.slots) gradient.fill(1);
    openMover(desk, openOptimiser({kind: "sgd", momentum: 0}))({shards: 2, learningRate: 1});
    expect(desk.board.weights).toEqual(before.map((weight) => Math.fround(weight - 2)));
    desk.model.dispose();
  });
  it("takes the mean of the moving settings, and leaves the others as they are", () => {
    const desk = deskWith(3);
    for (const [k, {settings}] of desk.board.slots.entries()) settings.fill(k + 1);
    desk.board.moving[0] = 1; // the moving mean, not the moving variance
    openMover(desk, openOptimiser({kind: "sgd"}))({shards: 3, learningRate: 0});
    expect(new Set(desk.board.settings.subarray(0, 100))).toEqual(new Set([2]));
    expect(new Set(desk.board.settings.subarray(100))).toEqual(new Set([1]));
    desk.model.dispose();
  });
  it("keeps to a layer's constraint", () => {
    const model = buildNetwork("bounded", toyShape, [
      layers.flatten({name: "flatten"}),
      layers.dense({name: "dense1", units: 2, kernelConstraint: "nonNeg"}),
    ]);
    const [first] = spansOf(networkOf(model).trainableWeights);
    const board = openBoard({weights: 999, settings: 0, variables: 0, shards: 1, batchSize: 1, logits: 0});
    fillBoard({model, board});
    board.slots[0]!.gradient.fill(10);
    openMover({model, board}, openOptimiser({kind: "sgd"}))({shards: 1, learningRate: 1});
    expect(Math.min(...board.weights.subarray(first!.start, first!.end))).toBe(0);
    expect(Math.min(...board.weights.subarray(first!.end))).toBeLessThan(-9);
    model.dispose();
  });
  it("leaves all as it is where the gradient to clip has no length, and says so", () => {
    const desk = deskWith(2);
    desk.board.moving[0] = 1;
    const before = [desk.board.weights.slice(), desk.board.settings.slice()];
    desk.board.slots[1]!.gradient[3] = Number.POSITIVE_INFINITY;
    const norm = openMover(desk, openOptimiser({kind: "sgd"}), {clip: 1})({shards: 2, learningRate: 1});
    expect(norm).toBe(Number.POSITIVE_INFINITY);
    expect([desk.board.weights, desk.board.settings]).toEqual(before);
    desk.model.dispose();
  });
  it("clips the gradient of all weights together, and tells how long it was", () => {
    const desk = deskWith(1);
    const before = desk.board.weights.slice();
    const {gradient} = desk.board.slots[0]!;
    gradient[0] = 3;
    gradient[gradient.length - 1] = -4; // of another weight
    const move = openMover(desk, openOptimiser({kind: "sgd", momentum: 0}), {clip: 2.5});
    expect(move({shards: 1, learningRate: 1})).toBe(5);
    expect(desk.board.weights[0]).toBe(Math.fround(before[0]! - 1.5));
    expect(desk.board.weights.at(-1)).toBe(Math.fround(before.at(-1)! + 2));
    expect(openMover(desk, openOptimiser({kind: "sgd"}))({shards: 1, learningRate: 1})).toBeUndefined();
    desk.model.dispose();
  });
});
