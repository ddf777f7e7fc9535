import {describe, expect, it} from "vitest";
import type {PlotPayload} from "../../../src/core/payload.js";
import {calibration} from "../../../src/pipeline/evaluation/calibration/calibration.js";
import {scaleTemperature} from "../../../src/pipeline/evaluation/calibration/scaleTemperature.js";
import {atThreshold} from "../../../src/pipeline/evaluation/routing/atThreshold.js";
import {comparePolicies} from "../../../src/pipeline/evaluation/routing/comparePolicies.js";
import {coverageCurve} from "../../../src/pipeline/evaluation/routing/coverageCurve.js";
import {costCurve} from "../../../src/pipeline/evaluation/routing/routingCost.js";
import {evaluateSlices} from "../../../src/pipeline/evaluation/slices/evaluateSlices.js";
import {sliceFindings} from "../../../src/pipeline/evaluation/slices/sliceFindings.js";
import {widestDisparity} from "../../../src/pipeline/evaluation/slices/widestDisparity.js";
import {calibrationFigure} from "../../../src/pipeline/figure/calibrationFigure.js";
import {calibrationTable} from "../../../src/pipeline/figure/calibrationTable.js";
import {riskCoverageFigure} from "../../../src/pipeline/figure/riskCoverageFigure.js";
import {routingCostFigure} from "../../../src/pipeline/figure/routingCostFigure.js";
import {policyTable, wantedRateTable} from "../../../src/pipeline/figure/routingTables.js";
import {sliceFigure} from "../../../src/pipeline/figure/sliceFigure.js";
import {thinned} from "../../../src/pipeline/figure/thinned.js";
import {drawFigure} from "../../../src/report/render/figure/drawFigure.js";
import {belief, tooSure} from "../evaluation/belief.js";

const everyone = Number.POSITIVE_INFINITY;
const nothing = atThreshold(tooSure, everyone);
const share = atThreshold(tooSure, 0.9);
const policies = comparePolicies(
  tooSure,
  [
    {name: "chosen", threshold: 0.98},
    {name: "all automatic", threshold: 0},
    {name: "all manual", threshold: everyone},
    {name: "cooled", threshold: 0.98, answers: scaleTemperature(tooSure, 1.5)},
  ],
  {rounds: 20},
);
const slices = evaluateSlices(tooSure, [
  {kind: "group", name: "in", rows: belief.group},
  {kind: "group", name: "out", rows: [...Array(400).keys()].filter((row) => !belief.group.includes(row))},
  {kind: "group", name: "tiny", rows: [0]},
  {kind: "group", name: "none", rows: []},
]);
const calibrated = calibration(tooSure, {rounds: 20});
const caption = "Says something.";
const figures: readonly PlotPayload[] = [
  calibrationFigure([{name: "as it is", calibration: calibrated}], {caption}),
  riskCoverageFigure(coverageCurve(tooSure), {
    marks: [
      {name: "a", share},
      {name: "b", share: nothing},
    ],
    caption,
  }),
  routingCostFigure(costCurve(tooSure), {policies, chosenOn: costCurve(tooSure), currency: "EUR", caption}),
  sliceFigure(slices, {accuracy: 0.6, caption}),
];

describe("the figures of calibration, routing and slices", () => {
  it.each(figures)("$id is drawn by the report itself, from numbers that JSON can carry", (figure) => {
    expect(drawFigure(figure)).toHaveProperty("svg");
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
    expect(JSON.stringify(figure)).not.toContain("null");
  });
  it("leave out a threshold that answers nothing, and an empty slice", () => {
    const [, risk, , forest] = figures;
    expect(risk!.data.map(({name}) => name)).toEqual([undefined, "a"]);
    expect(JSON.stringify(forest!.layout)).toContain("none (0, small)");
    expect(forest!.alt).toContain("3 slices");
  });
  it("name each policy with its cost", () => {
    const {annotations} = figures[2]!.layout as {annotations: {text: string}[]};
    expect(annotations.map(({text}) => text)).toContain("all manual: 850");
    expect(figures[2]!.alt).toContain("all manual 850 EUR");
  });
});

describe("the tables of calibration and routing", () => {
  it("say what became of a wanted rate, also where nothing was answered", () => {
    const {rows} = wantedRateTable(
      [
        {wanted: 0.9, share},
        {wanted: 0.001, share},
        {wanted: 0.01, share: nothing},
      ],
      {caption},
    );
    expect(rows.map((row) => row.at(-1))).toEqual(["yes", "no", "nothing answered"]);
    expect(rows[2]![1]).toBe("above 1");
    expect(rows[2]![3]).toBeNull();
  });
  it("compare each policy with the first, on whoever's confidence it looks at", () => {
    const {rows, columns} = policyTable(policies, {currency: "EUR", caption});
    expect(columns.at(-1)!.name).toBe("Against chosen");
    expect(rows[0]!.at(-1)).toBeNull();
    expect(rows[1]!.slice(0, 3)).toEqual(["all automatic", "none", 0]);
    expect(rows[3]![2]).toBeGreaterThan(rows[0]![2] as number);
  });
  it("show both kinds of bins", () => {
    expect(calibrationTable([{name: "x", calibration: calibrated}], {caption}).rows.map((row) => row[1])).toEqual([
      "equal width",
      "equal mass",
    ]);
  });
});

describe("what many slices say together", () => {
  it("counts them, and finds the one that falls furthest short of its classes", () => {
    expect(sliceFindings(slices)).toMatchObject({slices: 3, different: 0, comparable: 3, small: 1});
    expect(sliceFindings(slices).shortest!.name).toBe("in");
    expect(widestDisparity(slices)).toMatchObject({kind: "group", compared: 2});
    expect(widestDisparity(slices.slice(2))).toBeUndefined();
  });
});

describe("thinned(points, along)", () => {
  it("keeps first and last, and no two that are nearer than a step", () => {
    const points = Array.from({length: 1000}, (_, i) => i / 999);
    const few = thinned(points, (x) => x, 10);
    expect([few[0], few.at(-1)]).toEqual([0, 1]);
    expect(few.length).toBeLessThanOrEqual(12);
    expect(thinned([3, 2], (x) => x)).toEqual([3, 2]);
    expect(thinned([], Number)).toEqual([]);
  });
});
