import {describe, expect, it} from "vitest";
import {learningRateFigure} from "../../../src/pipeline/figure/learningRateFigure.js";
import type {LearningRateSearch} from "../../../src/pipeline/training/findLearningRate.js";
import {drawFigure} from "../../../src/report/render/figure/drawFigure.js";

const losses = [2.4, 2.3, 2.0, 1.2, 0.9, 30];
const search: LearningRateSearch = {
  model: "shallow-cnn",
  batchSize: 128,
  points: losses.map((loss, i) => ({learningRate: 10 ** (i - 5), loss, smoothed: Math.min(loss, 3)})),
  diverged: true,
  steepest: 0.01,
  tenthOfLowest: 0.0123,
};

describe("learningRateFigure(search)", () => {
  const figure = learningRateFigure(search);

  it("says what was tried, on how many pictures, and what is suggested", () => {
    expect(figure.caption).toContain("from 0.00001 to 1, where the loss exploded: 6 steps of 128 pictures, 768 in all");
    expect(figure.alt).toContain("falls fastest at 0.01; a tenth of the rate where it is lowest is 0.012.");
  });
  it("marks the suggested rates on the running average", () => {
    const [, , steepest, tenth] = figure.data;
    expect(steepest).toMatchObject({name: "falls fastest: 0.01", x: [0.01], y: [1.2]});
    expect(tenth).toMatchObject({name: "a tenth of the lowest: 0.012", x: [0.0123], y: [1.2]});
  });
  it("is drawn by the report itself, on a log axis, and no explosion presses the curve flat", () => {
    const drawing = drawFigure({data: figure.data, layout: figure.layout});
    expect(drawing).toHaveProperty("svg");
    expect("svg" in drawing && drawing.svg).toMatch(/>10<tspan[^>]*>−3</);
    const {range} = figure.layout["yaxis"] as {range: readonly number[]};
    expect(range[1]).toBeCloseTo(3.2, 9);
    expect(range[0]).toBeCloseTo(0.9 - 2.3 / 20, 9);
  });
});
