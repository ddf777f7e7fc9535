import {describe, expect, it} from "vitest";
import {corruptionCatalogue} from "../../../../src/pipeline/features/corrupt/catalogue.js";
import {corruptionStrips} from "../../../../src/pipeline/figure/robustness/corruptionStrips.js";
import {corruptionTable} from "../../../../src/pipeline/figure/robustness/corruptionTable.js";
import {overconfidenceFigure} from "../../../../src/pipeline/figure/robustness/overconfidenceFigure.js";
import {regionTable} from "../../../../src/pipeline/figure/robustness/regionTable.js";
import {robustnessFigure} from "../../../../src/pipeline/figure/robustness/robustnessFigure.js";
import {
  breakingTable,
  corruptionErrorTable,
  failingTable,
} from "../../../../src/pipeline/figure/robustness/robustnessTables.js";
import {breakingPoint} from "../../../../src/pipeline/study/robustness/breakingPoint.js";
import {corruptionErrors} from "../../../../src/pipeline/study/robustness/corruptionError.js";
import {drawFigure} from "../../../../src/report/render/figure/drawFigure.js";
import {robustnessOf} from "../../study/robustness/toyRobustness.js";

const result = robustnessOf("aaaabbbb", {
  strong: [
    ["aaaabbbb", "aaaabbbc", "cccccccc"],
    ["aaaabbbb", "aaaabbbb", "aaaabbba"],
  ],
  weak: [
    ["aaaabbbc", "aaaabbcc", "aaaccccc"],
    ["aaaabbbc", "aaaabbbc", "aaaabbbc"],
  ],
});
const [strong] = result.models;
const caption = "Toys.";

describe("robustnessFigure(robustness, options)", () => {
  const figure = robustnessFigure(result, {caption, trained: {shift: 1}});
  it("has a panel for each corruption with a line and a band for each model, all on one scale", () => {
    const lines = figure.data.filter((trace) => trace["mode"] === "lines+markers");
    expect(lines.map((trace) => [trace["name"], trace["xaxis"], trace["y"]])).toEqual([
      ["strong", "x", [1, 0.875, 0]],
      ["strong", "x2", [1, 1, 0.875]],
      ["weak", "x", [0.875, 0.75, 0.375]],
      ["weak", "x2", [0.875, 0.875, 0.875]],
    ]);
    expect(figure.data).toHaveLength(8);
    expect(figure.layout["yaxis2"]).toMatchObject({range: [0, 1]});
  });
  it("marks how far the training went, in its panel alone", () => {
    expect(figure.layout["shapes"]).toMatchObject([{xref: "x", x0: 0, x1: 1}]);
  });
  it("lets strengths that fall grow to the right", () => {
    const jpeg = {...strong!.curves[0]!, corruption: {...strong!.curves[0]!.corruption, strengths: [100, 50, 5]}};
    const {layout} = robustnessFigure({...result, models: [{...strong!, curves: [jpeg]}]}, {caption});
    const [from, to] = (layout["xaxis"] as {range: [number, number]}).range;
    expect(from).toBeGreaterThan(100);
    expect(to).toBeLessThan(5);
  });
  it("is drawn by the report without Plotly, wide and narrow, and says in words what it shows", () => {
    for (const width of [720, 358]) expect(drawFigure(figure, {width})).toHaveProperty("svg");
    expect(figure.alt).toContain("strong, 100 % on the pictures as they are: Shift at 2 px 0 %, Rotation at 2° 88 %.");
  });
});

describe("overconfidenceFigure(model, options)", () => {
  it("puts the widest gap on top and is drawn without Plotly", () => {
    const figure = overconfidenceFigure(strong!, {caption});
    // Category axes count from below. All answers have the probability 0.8.
    expect(figure.data[1]!["y"]).toEqual(["as they are", "Rotation, 2°", "Shift, 2 px"]);
    expect(figure.alt).toBe(
      "strong: Shift, 2 px: right 0 %, sure 80 %; Rotation, 2°: right 88 %, sure 80 %; as they are: right 100 %, sure 80 %.",
    );
    expect(drawFigure(figure)).toHaveProperty("svg");
  });
});

describe("the tables of robustness", () => {
  it("say where each model breaks, or that it does not", () => {
    const breaks = result.models.map(({curves}) => curves.map((curve) => breakingPoint(curve)));
    const {rows} = breakingTable(result, breaks, {caption});
    expect(rows.map(([title]) => title)).toEqual(["Shift (pixels)", "Rotation (degrees)"]);
    expect(rows[0]![1]).toMatch(/^0\.40 \(0\.\d\d to 1\.\d\d\)$/);
    expect(rows[1]![2]).toBe("not up to 2");
  });
  it("say what wrong answers are called, and leave it open where none is wrong", () => {
    const kept = {
      ...strong!,
      curves: [strong!.curves[0]!, {...strong!.curves[1]!, levels: strong!.curves[1]!.levels.slice(0, 1)}],
    };
    const {rows, columns} = failingTable(kept, 0.7, {caption});
    expect(columns[1]!.name).toBe("Surer than 70 %");
    expect(rows[0]).toEqual(["Shift, 2 px", expect.objectContaining({value: 1}), "c", 1]);
    expect(rows[1]).toEqual(["Rotation, 0°", expect.objectContaining({value: 0}), null, null]);
  });
  it("hold a row for each model, each corruption, each region", () => {
    const errors = corruptionErrors(result, {reference: "weak", seed: 1, rounds: 20});
    const {rows} = corruptionErrorTable(errors, {caption});
    expect(rows.map((row) => row[0])).toEqual(["strong", "weak"]);
    expect(rows[1]![4]).toBeNull(); // rotation adds nothing to the errors of the weak one
    expect(corruptionTable(corruptionCatalogue).rows[0]).toEqual([
      "Shift",
      expect.stringMatching(/^Moved to the left/),
      "1, 2, 4, 6, 8",
      "pixels",
    ]);
    const cost = {value: 0.1, low: 0, high: 0.2, level: 0.95};
    const region = {
      corruption: corruptionCatalogue[0]!,
      strength: 2,
      everywhere: cost,
      background: cost,
      garment: cost,
    };
    const versus = {difference: cost} as never;
    expect(regionTable([{...region, versus}], {caption}).rows[0]![1]).toEqual({
      value: 10,
      low: 0,
      high: 20,
      level: 0.95,
    });
  });
});

describe("corruptionStrips(examples, options)", () => {
  const answers = [0, 1, 2, 4, 6, 8].map((strength) => ({
    strength,
    name: strength < 4 ? "bag" : "coat",
    confidence: 0.996,
    isRight: strength < 4,
  }));
  const [corruption] = corruptionCatalogue;
  const images = Uint8Array.from({length: 24}, (_, i) => i);
  const example = {corruption: corruption!, trueName: "bag", images, height: 2, width: 2, channels: 1, answers};
  const {pictures, alt} = corruptionStrips([example], {caption});
  it("shows the picture as it is and at the four strongest strengths, with what it was called", () => {
    expect(pictures.map(({label, tone}) => [label, tone])).toEqual([
      ["Shift: bag, 100\u00a0%", "good"],
      ["2 px: bag, 100\u00a0%", "good"],
      ["4 px: coat, 100\u00a0%", "bad"],
      ["6 px: coat, 100\u00a0%", "bad"],
      ["8 px: coat, 100\u00a0%", "bad"],
    ]);
    expect(new Set(pictures.map(({src}) => src)).size).toBe(5);
  });
  it("says in words from where on it is called something else", () => {
    expect(alt).toContain("Shift: a picture of the class bag is called coat from 4 px on.");
  });
});
