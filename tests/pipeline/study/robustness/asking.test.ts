import {beforeAll, describe, expect, it} from "vitest";
import {corruptionEntry} from "../../../../src/pipeline/features/corrupt/catalogue.js";
import {corrupt} from "../../../../src/pipeline/features/corrupt.js";
import {denseNet} from "../../../../src/pipeline/model/denseNet.js";
import {askModel} from "../../../../src/pipeline/study/askModel.js";
import {byRegion} from "../../../../src/pipeline/study/robustness/byRegion.js";
import {corruptionExamples} from "../../../../src/pipeline/study/robustness/corruptionExamples.js";
import {robustness} from "../../../../src/pipeline/study/robustness/robustness.js";
import {toySet, toyShape} from "../../model/toySet.js";
import {useTestEngine} from "../../testEngine.js";

beforeAll(useTestEngine);
const set = toySet("test", 12);
const corruptions = [
  {...corruptionEntry("shift"), strengths: [0, 3]},
  {...corruptionEntry("noise"), strengths: [0, 40, 200]},
];

describe("robustness(models, set, options)", () => {
  it("gives each model's answers to the same worsened pictures, in the view it asks for, and tells how far it is", async () => {
    const models = [1, 2].map((seed) => ({name: `net ${seed}`, model: denseNet({...toyShape, units: [], seed})}));
    const told: string[] = [];
    const result = await robustness([models[0]!, {...models[1]!, view: "flip"}], set, {
      seed: 5,
      corruptions,
      progress: (task, unit) => ({
        update: (done, total) => told.push(`${task}: ${done}/${total} ${unit}`),
        end: () => told.push("end"),
      }),
    });
    expect(result.models.map(({name, view, curves}) => [name, view, curves.map(({levels}) => levels.length)])).toEqual([
      ["net 1", "single", [2, 3]],
      ["net 2", "flip", [2, 3]],
    ]);
    for (const [m, {curves}] of result.models.entries()) {
      for (const {corruption, levels} of curves) {
        for (const {strength, answers, cost} of levels) {
          const worse = await corrupt(set, {kind: corruption.kind, strength}, {seed: 5});
          expect(answers).toEqual(await askModel(models[m]!.model, worse, {view: m === 0 ? "single" : "flip"}));
          if (strength === 0) expect(cost.value).toBe(0);
        }
      }
    }
    // The pictures as they are and three worse sets, asked of both models.
    expect(told).toEqual([
      ...[...Array(8).keys()].map((i) => `worsen pictures and ask: ${12 * (i + 1)}/96 answers`),
      "end",
    ]);

    const examples = await corruptionExamples(result.models[0]!, set, {seed: 5});
    for (const [k, {answers, images, corruption}] of examples.entries()) {
      const {levels} = result.models[0]!.curves[k]!;
      const row = levels[0]!.answers.yTrue.findIndex((truth, i) => truth === k && levels[0]!.answers.yPred[i] === k);
      for (const [i, {strength}] of levels.entries()) {
        const worse = await corrupt(set, {kind: corruption.kind, strength}, {seed: 5});
        const shown = Math.max(0, row);
        expect(images.subarray(i * 100, (i + 1) * 100)).toEqual(worse.images.subarray(shown * 100, (shown + 1) * 100));
        expect(answers[i]!.name).toBe(set.classNames[levels[i]!.answers.yPred[shown]!]);
      }
    }
    for (const {model} of models) model.dispose();
  });
});

describe("byRegion(model, set, options)", () => {
  it("finds no cost of a worse background where nothing is background, and the whole cost of the garment", async () => {
    const model = denseNet({...toyShape, units: []});
    const bright = {...set, images: set.images.map((level) => Math.max(1, level))};
    const [costs] = await byRegion({name: "net", model}, bright, {
      corruptions: [{kind: "brightness", strength: 120}],
      seed: 5,
      clean: await askModel(model, bright),
    });
    expect(costs!.background.value).toBe(0);
    expect(costs!.garment).toEqual(costs!.everywhere);
    expect(costs!.versus.difference.value).toBeCloseTo(-costs!.everywhere.value, 12);
    model.dispose();
  });
});
