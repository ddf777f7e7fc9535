import {readdir, readFile, writeFile} from "node:fs/promises";
import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import {loadRun} from "../../../src/pipeline/artefact/run.js";
import type {ImageDataset} from "../../../src/pipeline/dataset/imageSet.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {rightRows} from "../../../src/pipeline/study/answers.js";
import type {Contender} from "../../../src/pipeline/study/contender.js";
import {networkFit} from "../../../src/pipeline/study/networkFit.js";
import {readResult, resultOfRun} from "../../../src/pipeline/study/result.js";
import {type TrainContenderOptions, trainContender} from "../../../src/pipeline/study/trainContender.js";
import {mirrored} from "../../../src/pipeline/study/views.js";
import {recipes} from "../../../src/pipeline/training/recipes.js";
import {temporaryFolder} from "../../temporaryFolder.js";
import {useCpu} from "../model/toySet.js";
import {spied, toyContender, toyData, toyEngine, toyWorld} from "./toyContender.js";

beforeAll(useCpu);

const options = (folder: string): TrainContenderOptions => ({
  contender: toyContender,
  data: toyData,
  seed: 1,
  profile: "quick",
  place: {folder},
  engine: toyEngine,
  ...toyWorld(),
});

describe("trainContender", () => {
  it("trains, asks the test set in each view, keeps run, result and what it took, and loads it all again", async () => {
    const folder = temporaryFolder("study");
    const tensors = tf.memory().numTensors;
    const result = await trainContender(options(folder));
    expect(tf.memory().numTensors).toBe(tensors);
    expect(result).toMatchObject({
      contender: "toy",
      run: "toy-seed-1",
      profile: "quick",
      command: "lookbook train toy --seed 1 --profile quick",
      budget: {epochs: 2, trainLimit: 60},
      data: {name: "Quadrants", hash: "quadrants", train: 54, validation: 6, test: 40},
      epochs: {trained: 2},
      engine: "cpu 1.2.3",
      machine: {processor: "abacus"},
      date: "2026-11-21",
    });
    expect(result.seconds!.wall).toBeGreaterThan(0);
    expect(await readResult("toy-seed-1", {folder})).toEqual(result);
    expect(await resultOfRun("toy-seed-1", {folder})).toEqual(result);

    const {model, codeHash} = await loadRun("toy-seed-1", {folder});
    const {labels, images, count} = toyData.test;
    const share = (p: Float32Array): number => labels.filter((label, i) => labelAt(p, i) === label).length / count;
    const [single, flip] = result.test;
    const plain = await predict(model, images);
    expect(single!.accuracy).toBe(share(plain));
    expect([...rightRows(single!.errors, count)]).toEqual([...labels].map((y, i) => Number(labelAt(plain, i) === y)));
    expect(flip!.view).toBe("flip");
    // Mean of logits: product of probabilities, up to the scale of each row.
    const turned = await predict(model, mirrored(toyData.test));
    expect(flip!.accuracy).toBe(share(plain.map((p, i) => p * turned[i]!)));
    expect(result.code).toBe(codeHash);
    model.dispose();

    // The test set is not asked again: without pictures it could not answer.
    const {images: _, ...blind} = toyData.test;
    const data = {...toyData, test: blind} as ImageDataset;
    expect(await trainContender({...options(folder), data, date: "2030-01-01"})).toEqual(result);
    expect((await readdir(folder)).filter((name) => !name.startsWith("."))).toEqual(["toy-seed-1"]);
    expect(await readdir(`${folder}/.results`)).toEqual(["toy-seed-1.json"]);
  });

  it("lets every seed learn from the same pictures, and asks again when the weights are others", async () => {
    const folder = temporaryFolder("study");
    const {contender, lessons, weights} = spied();
    const first = await trainContender({...options(folder), contender});
    await trainContender({...options(folder), contender, seed: 2});
    expect(lessons[0]!.train).toEqual(lessons[1]!.train);
    expect(lessons[0]!.validation).toEqual(lessons[1]!.validation);
    expect(lessons.map(({run, seed, epochs}) => [run, seed, epochs])).toEqual([
      ["toy-seed-1", 1, 2],
      ["toy-seed-2", 2, 2],
    ]);
    weights.fingerprint = "other";
    const anew = await trainContender({...options(folder), contender, date: "2030-01-01"});
    expect([first.date, anew.date]).toEqual(["2026-11-21", "2030-01-01"]);
  });

  it("trains anew when only the architecture has changed, which is in no recipe", async () => {
    const folder = temporaryFolder("study");
    const withUnits = (units: number): Contender => ({
      ...toyContender,
      fit: networkFit({
        build: (own) => denseNet({...own, units: [units]}),
        recipe: recipes.dense,
        architecture: {units: [units]},
      }),
    });
    const small = await trainContender({...options(folder), contender: withUnits(4)});
    const large = await trainContender({...options(folder), contender: withUnits(8)});
    expect(large.parameters).toBeGreaterThan(small.parameters);
    const {model, options: made} = await loadRun("toy-seed-1", {folder});
    expect(made).toMatchObject({architecture: {units: [8]}});
    model.dispose();
  });

  it("does not take the result of other weights for that of a run", async () => {
    const folder = temporaryFolder("study");
    await expect(resultOfRun("toy-seed-1", {folder})).rejects.toMatchObject({code: "missing-file"});
    await trainContender(options(folder));
    // The same name, trained anew with other options and stopped before its test.
    const record = JSON.parse(await readFile(`${folder}/toy-seed-1/run.json`, "utf8")) as object;
    await writeFile(`${folder}/toy-seed-1/run.json`, JSON.stringify({...record, codeHash: "other"}));
    await expect(resultOfRun("toy-seed-1", {folder})).rejects.toThrow(
      "is not the one that was tested on 2026-11-21; `lookbook train toy --seed 1 --profile quick` tests it",
    );
  });

  it("counts the time of the training, and not that of the test", async () => {
    let now = 0;
    const clock = {wall: () => now, cpu: () => now};
    const contender: Contender = {
      ...toyContender,
      fit: async (lesson) => {
        const onEpoch = (): void => {
          now += 60_000;
        };
        const fitted = await toyContender.fit({...lesson, onEpoch});
        const score = (images: Uint8Array): Promise<Float32Array> => {
          now += 1e9;
          return fitted.score(images);
        };
        return {...fitted, score};
      },
    };
    const {seconds} = await trainContender({...options(temporaryFolder("study")), contender, clock});
    expect(seconds).toEqual({wall: 120, cpu: 120});
  });

  it("keeps a budget of its own apart, and says the command that has it", async () => {
    const budget = {epochs: 1, trainLimit: 50};
    const {contender, lessons} = spied();
    const result = await trainContender({...options(temporaryFolder("study")), contender, budget});
    expect(result).toMatchObject({
      run: "toy-seed-1-epochs-1-limit-50",
      command: "lookbook train toy --seed 1 --profile quick --epochs 1 --train-limit 50",
      budget,
      seconds: null, // nothing was trained
    });
    expect(lessons[0]!.train.count + lessons[0]!.validation.count).toBe(50);
    expect(lessons[0]!.drawing).toEqual({trainLimit: 50, validationFraction: 0.1, splitSeed: "ladder"});
  });
});

function labelAt(scores: Float32Array, row: number): number {
  const four = [...scores.subarray(4 * row, 4 * row + 4)];
  return four.indexOf(Math.max(...four));
}

describe("mirrored(set)", () => {
  it("exchanges left and right, channel by channel", () => {
    const images = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    expect([...mirrored({images, width: 3, channels: 2})]).toEqual([5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
  });
});
