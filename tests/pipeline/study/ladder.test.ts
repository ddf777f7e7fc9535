import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {collectLadder, missingRows, missingWords} from "../../../src/pipeline/study/collectLadder.js";
import {contenderNamed, contendersNamed} from "../../../src/pipeline/study/contenders.js";
import {atCommonBudget, ladderGroups} from "../../../src/pipeline/study/ladderGroups.js";
import {ablationSteps, ladderSteps} from "../../../src/pipeline/study/ladderSteps.js";
import {recordedLadder} from "../../../src/pipeline/study/recordedLadder.js";
import {type StudyResult, saveResult} from "../../../src/pipeline/study/result.js";
import {temporaryFolder} from "../../temporaryFolder.js";
import {studyRow} from "./studyRows.js";

/** The budget that a contender has today. */
const whole = (name: string): Pick<StudyResult, "budget"> => ({budget: contenderNamed(name).budgets.standard});

const three = (contender: string, wrong: number, more: Partial<StudyResult> = {}): StudyResult[] =>
  [1, 2, 3].map((seed) => studyRow({contender, seed, wrong: wrong + seed, more}));

describe("ladderGroups(rows)", () => {
  const full = studyRow({contender: "dense", wrong: 10, more: {profile: "full", budget: {epochs: 60}}});
  const groups = ladderGroups([full, ...three("shallow-cnn", 8), ...three("dense", 20)]);

  it("puts seeds together, and keeps budgets apart", () => {
    expect(groups.map(({name, budget, seeds}) => [name, budget.epochs, seeds])).toEqual([
      ["dense", 18, [1, 2, 3]],
      ["dense", 60, [1]],
      ["shallow-cnn", 18, [1, 2, 3]],
    ]);
  });
  it("takes means over seeds, which the interval over seeds and pictures surrounds", () => {
    const [{accuracy, overSeeds, macroF1, seconds, flipped}] = groups as [(typeof groups)[number]];
    expect(accuracy.value).toBeCloseTo(1 - 22 / 200, 12);
    expect(accuracy.low).toBeLessThan(overSeeds.interval!.low);
    expect(overSeeds.deviation).toBeCloseTo(1 / 200, 12);
    expect(macroF1).toBeCloseTo(accuracy.value - 0.01, 12);
    expect(seconds).toEqual({wall: 120, cpu: 200});
    expect(flipped!.value).toBe(accuracy.value);
  });
  it("says nothing of time or mirror images where one of the seeds does not", () => {
    const untimed = studyRow({contender: "dense", seed: 4, wrong: 9, more: {seconds: null}});
    const [group] = ladderGroups([...three("dense", 20), {...untimed, test: untimed.test.slice(0, 1)}]);
    expect(group).toMatchObject({seconds: null, flipped: null, seeds: [1, 2, 3, 4]});
  });
  it("compares all at the common budget, or at the largest of those that lack it", () => {
    const only = studyRow({contender: "se-resnet", wrong: 4, more: {profile: "full", budget: {epochs: 60}}});
    const common = atCommonBudget([...groups, ...ladderGroups([only])]);
    expect(common.map(({name, budget}) => [name, budget.epochs])).toEqual([
      ["dense", 18],
      ["shallow-cnn", 18],
      ["se-resnet", 60],
    ]);
  });
});

describe("steps", () => {
  it("compare each with the one before it, with p-values that know of each other", () => {
    const rows = [...three("dense", 40), ...three("shallow-cnn", 12), ...three("se-resnet", 11)];
    const steps = ladderSteps(ladderGroups(rows), {rounds: 400});
    expect(steps.map(({better, worse}) => [better.name, worse.name])).toEqual([
      ["shallow-cnn", "dense"],
      ["se-resnet", "shallow-cnn"],
    ]);
    const [sure, unsure] = steps as [(typeof steps)[number], (typeof steps)[number]];
    expect(sure.comparison.difference.value).toBeCloseTo(28 / 200, 12);
    expect(sure.adjusted).toBeCloseTo(2 * sure.comparison.pValue, 12);
    expect(sure.adjusted).toBeLessThan(0.05);
    expect(unsure.adjusted).toBeGreaterThan(0.05);
  });
  it("of the ablation set the complete recipe against each of the others, and need it", () => {
    const names = contendersNamed(["ablation"]).map(({name}) => name);
    const rows = names.flatMap((name) => three(name, 10));
    const groups = ladderGroups(rows, {family: "ablation", rounds: 50});
    const steps = ablationSteps(groups, {rounds: 50});
    expect(new Set(steps.map(({better}) => better.name))).toEqual(new Set(["se-resnet-without-nothing"]));
    expect(steps.map(({worse}) => worse.name)).toEqual(names.slice(1));
    expect(ablationSteps(groups.slice(1))).toEqual([]);
    expect(ablationSteps([])).toEqual([]);
  });
});

describe("collectLadder", () => {
  const project = (): {root: string; place: (profile: string) => {folder: string}} => {
    const root = temporaryFolder("ladder");
    mkdirSync(join(root, "report"));
    writeFileSync(join(root, "report", "report.json"), "{}");
    return {root, place: (profile) => ({folder: join(root, "models", "runs", profile)})};
  };

  it("takes what was trained here, keeps what was recorded before, and says what is missing", async () => {
    const {root, place} = project();
    const [old, stays] = [
      studyRow({contender: "dense", wrong: 9, more: whole("dense")}),
      studyRow({contender: "shallow-cnn", wrong: 8, more: whole("shallow-cnn")}),
    ];
    const fresh = {...old, weights: "others", date: "2027-01-01"};
    await saveResult(fresh, place("standard"));
    await saveResult(
      studyRow({contender: "dense", seed: 2, wrong: 9, more: {...whole("dense"), run: "dense-seed-2-epochs-3"}}),
      place("standard"),
    );
    await saveResult(studyRow({contender: "unheard-of", wrong: 9}), place("standard"));
    await saveResult(studyRow({contender: "dense", seed: 3, wrong: 9}), place("quick"));
    const lines: string[] = [];
    const rows = await collectLadder({root, before: [stays, old], say: (line) => lines.push(line)});
    expect(rows).toEqual([fresh, stays]);
    expect(lines.slice(0, 3)).toEqual([
      "standard dense-seed-1: taken, trained here on 2027-01-01",
      "standard shallow-cnn-seed-1: kept from the record, trained on 2026-11-21",
      "missing: lookbook train dense --seed 2",
    ]);
  });

  it("leaves out what was trained with a budget that its contender has no more, here as in the record", async () => {
    const {root, place} = project();
    const {epochs} = whole("dense").budget;
    const shorter = (seed: number): StudyResult =>
      studyRow({contender: "dense", seed, wrong: 9, more: {budget: {epochs: epochs - 2}}});
    await saveResult(shorter(2), place("standard"));
    const lines: string[] = [];
    expect(await collectLadder({root, before: [shorter(1)], say: (line) => lines.push(line)})).toEqual([]);
    expect(lines.slice(0, 2)).toEqual([
      `standard dense-seed-1: left out, no contender has its budget of ${epochs - 2} epochs any more`,
      "missing: lookbook train dense --seed 1",
    ]);
  });

  it("counts three seeds of each contender as the whole", () => {
    const all = contendersNamed(["ladder", "ablation"]).flatMap(({name}) => three(name, 5, whole(name)));
    expect(missingRows(all)).toEqual([]);
    expect(missingWords(all)).toBe("nothing");
    expect(missingWords(all.filter(({run}) => !/^dense-seed-[23]$/.test(run)))).toBe("2 of “dense net”");
  });

  it("reads a record that is not there as an empty one", async () => {
    expect(await recordedLadder(project().root)).toEqual([]);
  });
});
