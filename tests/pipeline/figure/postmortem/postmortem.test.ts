import {describe, expect, it} from "vitest";
import type {CostScenario} from "../../../../src/pipeline/evaluation/value/costSensitivity.js";
import {triedTable} from "../../../../src/pipeline/figure/postmortem/triedTable.js";
import {
  nextTable,
  sensitivityFigure,
  sensitivityTable,
} from "../../../../src/pipeline/figure/postmortem/valueFigures.js";
import {ladderGroups} from "../../../../src/pipeline/study/ladderGroups.js";
import {ladderSteps} from "../../../../src/pipeline/study/ladderSteps.js";
import {studyRow} from "../../study/studyRows.js";

const scenario = (name: string, value: number, threshold: number = 0.9): CostScenario => ({
  name,
  costs: {error: 20, review: 1, reviewerError: 0.1},
  threshold,
  reviewed: 0.2,
  byHand: 3000,
  withModel: 3000 - value,
  saving: {value, low: value - 100, high: value + 200, level: 0.95},
});
const options = {currency: "EUR", testCount: 2000};

describe("the figure and the table of sensitivity", () => {
  const scenarios = [scenario("as assumed", 500), scenario("twice the price", 1200, Number.POSITIVE_INFINITY)];
  it("draw the scenarios from top to bottom with their intervals, and say the range", () => {
    const {data, caption} = sensitivityFigure(scenarios, options);
    expect(data[0]).toMatchObject({x: [1200, 500], error_x: {array: [200, 200], arrayminus: [100, 100]}});
    expect(caption).toContain("if one assumed price is another: 500 to 1,200 EUR.");
    expect(caption).toContain("2,000 test pictures");
  });
  it("say in words that nothing is answered", () => {
    expect(sensitivityTable(scenarios, options).rows.map((row) => row[1])).toEqual(["0.900", "no answer"]);
  });
});

describe("nextTable(steps)", () => {
  it("gives gains in points, and leaves empty what nobody knows", () => {
    const gain = {value: 0.004, low: 0.001, high: 0.006, level: 0.95};
    const {rows} = nextTable(
      [
        {step: "Vote", basis: "recorded answers", accuracy: gain, value: null},
        {step: "Half", basis: "if it were done", accuracy: 0.0075, value: 88},
      ],
      options,
    );
    expect(rows).toEqual([
      ["Vote", "recorded answers", {value: 0.4, low: 0.1, high: 0.6, level: 0.95}, null],
      ["Half", "if it were done", 0.75, 88],
    ]);
  });
});

describe("triedTable(steps)", () => {
  it("holds a row for each recorded step, and none where nothing is recorded", () => {
    const rows = [1, 2].flatMap((seed) => [
      studyRow({contender: "dense", seed, wrong: 40}),
      studyRow({contender: "shallow-cnn", seed, wrong: 20}),
    ]);
    const ladder = ladderSteps(ladderGroups(rows, {rounds: 20}), {rounds: 20});
    const {rows: tried, caption} = triedTable({ladder, ablation: [], transfer: []});
    expect(tried.map((row) => row.slice(0, 4))).toEqual([
      ["the ladder", "Shallow CNN over dense net", "2 and 2", "18"],
    ]);
    expect(tried[0]![4]).toMatchObject({value: 10});
    expect(caption).toContain("on 200 test pictures");
    expect(triedTable({ladder: [], ablation: [], transfer: []}).rows).toEqual([]);
  });
});
