import {mkdtemp, readdir, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {silent} from "../../../src/core/progress.js";
import {loadRun} from "../../../src/pipeline/artefact/run.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {predictLogits} from "../../../src/pipeline/model/predict.js";
import {type TransferOptions, trainTransfer} from "../../../src/pipeline/study/transfer.js";
import {transferFit} from "../../../src/pipeline/study/transferFit.js";
import {type TransferLesson, type TransferPlan, transferBudgets} from "../../../src/pipeline/study/transferPlan.js";
import type {Checkpoint} from "../../../src/pipeline/training/checkpoint.js";
import {measureOf} from "../../../src/pipeline/training/measure.js";
import {toyBackbone} from "../model/toyBackbone.js";
import {toySet} from "../model/toySet.js";

let root = "";
beforeAll(async () => {
  await openEngine("wasm");
  root = await mkdtemp(join(tmpdir(), "lookbook-transfer-"));
});
afterAll(() => rm(root, {recursive: true, force: true}));

const lesson: TransferLesson = {
  epochs: 3,
  batchSize: 32,
  optimiser: {kind: "adam"},
  schedule: {kind: "constant", learningRate: 0.02},
  shards: 1,
};
const gentle = {...lesson, schedule: {kind: "constant", learningRate: 0.002}} as const;
const plan: TransferPlan = {
  backbones: ["mobilenet-v2-1.0-224"],
  size: 14,
  kernel: "bicubic",
  dropout: 0.1,
  head: lesson,
  thaw: [
    {...gentle, blocks: 1},
    {...gentle, blocks: 2},
  ],
};
const optionsIn = (folder: string): TransferOptions => ({
  plan,
  backbone: toyBackbone(),
  train: toySet("train", 64, {noise: 30}),
  validation: toySet("validation", 24, {noise: 30}),
  seed: 1,
  dataHash: "toy",
  drawing: {},
  runs: ["head", "thawed-1", "thawed-2"],
  engine: "wasm",
  place: {folder: join(folder, "runs")},
  features: join(folder, "features"),
  progress: silent,
});

describe("trainTransfer(options)", () => {
  it("trains a head, then more and more blocks, each stage from the one before; a second call loads all of it", async () => {
    const folder = await mkdtemp(join(root, "it-"));
    const {stages, dispose} = await trainTransfer(optionsIn(folder));
    expect(stages.map(({name, title, blocks}) => [name, title, blocks])).toEqual([
      ["head", "head only", 0],
      ["thawed-1", "1 block thawed", 1],
      ["thawed-2", "2 blocks thawed", 2],
    ]);
    // 12 features: scale and shift of the normalisation, 12 x 4 weights and 4 biases; then 3 x 3 convolutions from 6 to 12 and to 6 maps.
    expect(stages.map(({learnt}) => learnt)).toEqual([76, 76 + 660, 76 + 660 + 330]);
    const test = toySet("test", 50, {noise: 30});
    const losses: number[] = [];
    for (const {model, score} of stages) {
      const logits = await score(test);
      const whole = await predictLogits(model, test.images);
      for (const [i, logit] of logits.entries()) expect(logit).toBeCloseTo(whole[i]!, 4);
      losses.push(measureOf(logits, test).loss);
    }
    expect(losses[2]).toBeLessThan(losses[0]!);
    await rm(join(folder, "features"), {recursive: true});
    const again = await trainTransfer(optionsIn(folder));
    expect(await readdir(folder)).toEqual(["runs"]);
    expect(await predictLogits(again.stages[2]!.model, test.images)).toEqual(
      await predictLogits(stages[2]!.model, test.images),
    );
    dispose();
    again.dispose();
  });
  it("refuses a thaw that freezes again, or wants more blocks than there are", async () => {
    const options = optionsIn(root);
    const thaw = [plan.thaw[1]!, plan.thaw[0]!];
    await expect(trainTransfer({...options, plan: {...plan, thaw}})).rejects.toThrow(
      "thaw, step 2: expected 2 to 3 blocks of toy, got 1",
    );
    await expect(trainTransfer({...options, runs: ["head"]})).rejects.toThrow(
      "transfer: expected 3 names of runs, for the head and 2 steps of the thaw, got 1",
    );
  });
});

describe("transferFit(plan)", () => {
  const lesson = async (run: string) => {
    const {
      place,
      features: _,
      runs: __,
      plan: ___,
      backbone: ____,
      ...rest
    } = optionsIn(await mkdtemp(join(root, "it-")));
    return {
      ...rest,
      place,
      run,
      epochs: 2,
      workers: 1,
      signal: undefined,
      watch: (checkpoint: Checkpoint) => checkpoint,
    };
  };
  it("trains all stages, the last one under the name of the run, and answers raw pictures", async () => {
    const open = async () => ({backbone: toyBackbone(), title: "toy", missing: ""});
    const given = await lesson("toy-seed-1");
    const fitted = await transferFit({...plan, thaw: plan.thaw.slice(0, 1)}, open)(given);
    expect(fitted.history.epochs.length).toBe(2);
    expect((await readdir(given.place.folder)).filter((name) => !name.startsWith(".")).sort()).toEqual([
      "toy-seed-1",
      "toy-seed-1-stage-1",
    ]);
    const images = toySet("test", 5).images;
    const {model} = await loadRun("toy-seed-1", given.place);
    const expected = await predictLogits(model, images);
    for (const [i, logit] of (await fitted.score(images)).entries()) expect(logit).toBeCloseTo(expected[i]!, 4);
    fitted.dispose();
  });
  it("says how to get a backbone where none is", async () => {
    const open = async () => ({backbone: toyBackbone(), title: "stand-in", missing: "No weights of B0 are here."});
    await expect(transferFit(plan, open)(await lesson("toy"))).rejects.toMatchObject({
      code: "missing-file",
      message: "training toy: No weights of B0 are here.",
    });
  });
});

describe("transferBudgets", () => {
  it("thaw at 0.00001, the last stage the deepest", () => {
    for (const {plan: budget} of Object.values(transferBudgets)) {
      expect(budget.thaw.map(({schedule}) => schedule.learningRate)).toEqual(budget.thaw.map(() => 1e-5));
      expect(budget.thaw.map(({blocks}) => blocks)).toEqual(
        [...budget.thaw.map(({blocks}) => blocks)].sort((a, b) => a - b),
      );
    }
  });
});
