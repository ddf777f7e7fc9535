import type {ImageDataset} from "../../../src/pipeline/dataset/imageSet.js";
import type {Engine} from "../../../src/pipeline/engine/engine.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Contender, Fitted, Lesson} from "../../../src/pipeline/study/contender.js";
import {networkFit} from "../../../src/pipeline/study/networkFit.js";
import {toySet} from "../model/toySet.js";

/** Eight units on pictures of 10 x 10: learns in a moment, and is not always right. */
export const toyContender: Contender = {
  name: "toy",
  title: "toy",
  description: "eight units",
  family: "ladder",
  budgets: {quick: {epochs: 2, trainLimit: 60}, standard: {epochs: 3}, full: {epochs: 4}},
  views: ["single", "flip"],
  fit: networkFit({
    build: (options) => denseNet({...options, units: [8]}),
    recipe: {
      batchSize: 16,
      optimiser: {kind: "adam"},
      schedule: {kind: "constant", learningRate: 0.003},
      patience: 9,
      shards: 1,
    },
  }),
};

export const toyData: ImageDataset = {
  name: "Quadrants",
  synthetic: true,
  hash: "quadrants",
  source: "drawn by code",
  licence: "none",
  train: toySet("train", 90),
  test: toySet("test", 40),
};

export const toyEngine: Engine = {
  name: "cpu",
  version: "1.2.3",
  description: "plain JavaScript",
  bitReproducible: true,
  attempts: [],
};

/** What a study is told of the world: every look at the clock is a second later, and one of two processors works. */
export const toyWorld = (): {
  readonly clock: {readonly wall: () => number; readonly cpu: () => number};
  readonly machine: {processor: string; cores: number; memory: number; system: string};
  readonly date: string;
} => {
  let looks = 0;
  return {
    clock: {wall: () => 1000 * ++looks, cpu: () => 500 * looks},
    machine: {processor: "abacus", cores: 2, memory: 1, system: "none"},
    date: "2026-11-21",
  };
};

/** A contender that learns nothing, answers the same class always, and remembers what it was to learn from. */
export function spied(): {
  readonly contender: Contender;
  readonly lessons: Lesson[];
  readonly weights: {fingerprint: string};
} {
  const lessons: Lesson[] = [];
  const weights = {fingerprint: "first"};
  const fit = async (lesson: Lesson): Promise<Fitted> => {
    lessons.push(lesson);
    return {
      history: {
        epochs: [
          {epoch: 1, learningRate: 0.1, trainLoss: 1, trainAccuracy: 0.5, validationLoss: 1.1, validationAccuracy: 0.4},
        ],
        bestEpoch: 1,
        stoppedEarly: false,
      },
      parameterCount: 0,
      bytes: 0,
      code: "none",
      ...weights,
      // Whoever has seen more is surer of class 1.
      score: async (images) =>
        Float32Array.from({length: images.length / 25}, (_, i) => (i % 4 === 1 ? lessons.length : 0)),
      noteTest: async () => undefined,
      dispose: () => undefined,
    };
  };
  return {contender: {...toyContender, fit}, lessons, weights};
}
