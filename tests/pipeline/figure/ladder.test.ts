import {describe, expect, it} from "vitest";
import {intervalTable} from "../../../src/pipeline/figure/intervalTable.js";
import {everyStepClaim, stepClaim} from "../../../src/pipeline/figure/ladderClaims.js";
import {ladderFigure} from "../../../src/pipeline/figure/ladderFigure.js";
import {ladderCommandTable, ladderCostTable, ladderTable} from "../../../src/pipeline/figure/ladderTable.js";
import {ablationTable, stepTable} from "../../../src/pipeline/figure/stepTable.js";
import {ladderGroups} from "../../../src/pipeline/study/ladderGroups.js";
import {ablationSteps, type LadderStep, ladderSteps} from "../../../src/pipeline/study/ladderSteps.js";
import {unsupportedPart} from "../../../src/report/render/figure/spec/supported.js";
import {studyRow} from "../study/studyRows.js";

const seeds = [1, 2, 3];
const few = {rounds: 200};
const groups = ladderGroups(
  [
    ...seeds.map((seed) => studyRow({contender: "dense", seed, wrong: 40})),
    ...seeds.map((seed) => studyRow({contender: "shallow-cnn", seed, wrong: 12, more: {date: "2026-11-22"}})),
    studyRow({contender: "se-resnet", wrong: 11, more: {seconds: null}}),
  ],
  few,
);
const steps = ladderSteps(groups, few);
const where = "Abacus 3000, 2 cores, 8 GiB of memory, Linux; wasm 4.22.0";

describe("tables of the ladder", () => {
  it("say accuracy over seeds, and on which days and machine it was recorded", () => {
    const {rows, caption} = ladderTable(groups);
    expect(rows[0]!.slice(0, 3)).toEqual(["Dense net", 18, 3]);
    expect(rows[0]![3]).toMatchObject({value: 0.8, level: 0.95});
    expect(rows[2]![4]).toBeNull(); // one seed has no deviation
    expect(caption).toContain("on 200 test pictures");
    expect(caption).toContain(`Recorded, not trained by this build: from 2026-11-21 to 2026-11-22 on ${where}.`);
  });
  it("say what a model costs, and give the command that makes it again", () => {
    const {rows} = ladderCostTable(groups);
    expect(rows[1]).toEqual(["Shallow CNN", 18, 1000, 2e6, 4000, 200, 120]);
    expect(rows[2]!.slice(5)).toEqual([null, null]);
    expect(ladderCommandTable(groups).rows[1]).toEqual([
      "Shallow CNN",
      18,
      "1, 2, 3",
      "lookbook train shallow-cnn --seed 1",
    ]);
  });
  it("set three intervals of one figure side by side", () => {
    const [, , , one, other, both] = intervalTable(groups).rows[0]!;
    // Wilson's interval of 160 of 200, as statsmodels has it.
    expect(one).toMatchObject({low: expect.closeTo(0.7391448, 6), high: expect.closeTo(0.849548, 6)});
    expect(other).toMatchObject({low: expect.closeTo(0.8, 10), high: expect.closeTo(0.8, 10)}); // all seeds alike
    expect(both).toMatchObject({value: 0.8});
  });
  it("say what a step is worth in percentage points", () => {
    const [first] = stepTable(steps).rows;
    expect(first!.slice(0, 2)).toEqual(["Shallow CNN over dense net", "3 and 3"]);
    expect(first![2]).toMatchObject({value: expect.closeTo(14, 10)});
  });
  it("hold as much as is recorded, be it nothing", () => {
    for (const payload of [
      ladderTable([]),
      ladderCostTable([]),
      ladderCommandTable([]),
      intervalTable([]),
      stepTable([]),
      ablationTable([], []),
    ]) {
      expect(payload.rows).toEqual([]);
      expect(payload.columns.length).toBeGreaterThan(3);
    }
    expect(ladderTable([]).caption).toContain("Nothing is recorded yet.");
  });
});

describe("the ablation", () => {
  const ablation = (wrong: number): ReturnType<typeof ladderGroups> =>
    ladderGroups(
      [
        ...seeds.map((seed) => studyRow({contender: "se-resnet-without-nothing", seed, wrong: 10})),
        ...seeds.map((seed) => studyRow({contender: "se-resnet-without-averaging", seed, wrong: 50})),
        ...seeds.map((seed) => studyRow({contender: "se-resnet-without-schedule", seed, wrong})),
      ],
      {family: "ablation", ...few},
    );
  it("says what each measure is worth", () => {
    const {rows} = ablationTable(ablation(50), ablationSteps(ablation(50), few));
    expect(rows.map(([title]) => title)).toEqual(["Complete recipe", "Without averaged weights", "Without a schedule"]);
    expect(rows[0]!.slice(4)).toEqual([null, null]);
    expect(rows[1]![4]).toMatchObject({value: expect.closeTo(20, 10)});
  });
  it.each([
    [50, "holds"],
    [11, "undecided"],
    [0, "refuted"],
  ])(
    "with %d errors without a schedule, the claim that every measure helps is what it must be: %s",
    (wrong, outcome) => {
      expect(everyStepClaim(ablationSteps(ablation(wrong), few), 2).outcome).toBe(outcome);
    },
  );
  it("cannot bear out a claim about every measure where one of them is not recorded", () => {
    expect(everyStepClaim(ablationSteps(ablation(50), few), 3)).toMatchObject({
      outcome: "undecided",
      evidence: {method: "none yet"},
    });
  });
  it("shows the comparison that leaves the claim open, not the one with the smaller difference", () => {
    const [sure, unsure] = ablationSteps(ablation(50), few) as [LadderStep, LadderStep];
    const {comparison} = unsure;
    const wide = {
      ...unsure,
      adjusted: 0.4,
      comparison: {...comparison, difference: {...comparison.difference, value: 0.3}},
    };
    expect(everyStepClaim([sure, wide], 2)).toMatchObject({outcome: "undecided", evidence: {pValue: 0.4}});
  });
});

describe("claims of the ladder", () => {
  it("hold, or are left open, by the corrected p-value", () => {
    expect(stepClaim(steps, "shallow-cnn", "dense")).toMatchObject({
      outcome: "holds",
      evidence: {pValue: steps[0]!.adjusted, sampleSize: 200},
    });
    expect(stepClaim(steps, "se-resnet", "shallow-cnn").outcome).toBe("undecided");
  });
  it("are undecided where nothing is recorded", () => {
    expect(stepClaim([], "se-resnet", "dense")).toMatchObject({outcome: "undecided", evidence: {method: "none yet"}});
    expect(everyStepClaim([], 1).outcome).toBe("undecided");
  });
  it("are undecided where one of both was trained only once, however large the difference", () => {
    const once = ladderGroups([
      ...seeds.map((seed) => studyRow({contender: "dense", seed, wrong: 90})),
      studyRow({contender: "shallow-cnn", wrong: 5}),
    ]);
    const [step] = ladderSteps(once, few);
    expect(step!.adjusted).toBeLessThan(0.05);
    expect(stepClaim([step!], "shallow-cnn", "dense")).toMatchObject({
      outcome: "undecided",
      evidence: {criterion: "both are trained from at least two seeds"},
    });
  });
});

describe("ladderFigure(groups)", () => {
  it("draws what is known, says what is not, and can be drawn by the report", () => {
    const {data, layout, caption, alt} = ladderFigure(groups);
    expect(data.map(({name, x}) => [name, x])).toEqual([
      ["dense net", [200 / 60]],
      ["shallow CNN", [200 / 60]],
    ]);
    expect(caption).toContain("Not drawn, as the processor time of a training is not known: SE-ResNet.");
    expect(alt).toContain("dense net 80.0 % for 3 min 20 s");
    expect(unsupportedPart(data, layout)).toBeUndefined();
    const [bar] = data as {error_y: {array: number[]}; y: number[]}[] as [{error_y: {array: number[]}; y: number[]}];
    expect(bar.y[0]! + bar.error_y.array[0]!).toBeCloseTo(groups[0]!.accuracy.high, 12);
  });
  it("labels each dot on the side where there is more room", () => {
    const at = [1, 10, 20].map((parameters, i) => ({...groups[i]!, parameters: 1000 * parameters}));
    const {data} = ladderFigure(at, {cost: "parameters"});
    expect(data.map(({textposition}) => textposition)).toEqual(["middle right", "middle left", "middle right"]);
  });
  it("is empty where nothing is recorded", () => {
    const {data, layout} = ladderFigure([]);
    expect(data).toEqual([]);
    expect(unsupportedPart(data, layout)).toBeUndefined();
  });
});
