import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {moonsDataset} from "../../../src/pipeline/dataset/moonsDataset.js";
import {predictions} from "../../../src/pipeline/evaluation/predictions.js";
import {planeGrid} from "../../../src/pipeline/explore/planeGrid.js";
import {accuracyByNoiseFigure} from "../../../src/pipeline/figure/accuracyByNoiseFigure.js";
import {decisionBoundaryFigure} from "../../../src/pipeline/figure/decisionBoundaryFigure.js";
import {levelLines} from "../../../src/pipeline/figure/levelLines.js";
import {pointsFigure} from "../../../src/pipeline/figure/pointsFigure.js";
import {drawFigure} from "../../../src/report/render/figure/drawFigure.js";

const data = moonsDataset({count: 400, seed: 2});
const grid = planeGrid([data.train, data.test], {columns: 30});

/** A rule that calls all points with y below x / 4 the inner moon. */
function probabilitiesOf(points: ArrayLike<number>): Float32Array {
  return Float32Array.from(points, (_, i) => {
    const k = i - (i % 2);
    const inner = Math.min(1, Math.max(0, 0.5 + points[k]! / 4 - points[k + 1]!));
    return i % 2 === 0 ? 1 - inner : inner;
  });
}

const steps = Array.from({length: 21}, (_, i) => i / 10 - 1);

describe("levelLines(grid, level)", () => {
  it("finds a circle where the squared distance is constant, and closes it", () => {
    const {x, y} = levelLines({xs: steps, ys: steps, at: (i, j) => steps[i]! ** 2 + steps[j]! ** 2}, 0.49);
    const far = x.map((value, k) => Math.abs(Math.hypot(value!, y[k]!) - 0.7));
    expect(Math.max(...far)).toBeLessThan(0.005);
    expect([x.at(-1), y.at(-1)]).toEqual([x[0], y[0]]);
    expect(x).not.toContain(null);
  });
  it("finds a straight line exactly, from border to border, whatever its slope", () => {
    fc.assert(
      fc.property(fc.double({min: -0.8, max: 0.8, noNaN: true}), (slope) => {
        const {x, y} = levelLines({xs: steps, ys: steps, at: (i, j) => steps[j]! - slope * steps[i]!}, 0);
        const far = x.map((value, k) => Math.abs(y[k]! - slope * value!));
        expect(Math.max(...far)).toBeLessThan(0.002);
        expect([x[0], x.at(-1)].sort()).toEqual([-1, 1]);
      }),
    );
  });
  it("keeps lines apart that do not touch, and draws none where no value reaches the level", () => {
    const at = (i: number): number => Math.abs(steps[i]!);
    expect(levelLines({xs: steps, ys: steps, at}, 0.55).x.filter((value) => value === null)).toHaveLength(1);
    expect(levelLines({xs: steps, ys: steps, at}, 2)).toEqual({x: [], y: []});
  });
  it("separates the corners of a saddle as its middle says", () => {
    const corner = (high: number) => (i: number, j: number) => (i === j ? high : 0);
    const square = {xs: [0, 1], ys: [0, 1]};
    // The lines cut off the corners that differ from the middle, each with a line of its own.
    const low = levelLines({...square, at: corner(0.8)}, 0.5);
    const high = levelLines({...square, at: corner(1.2)}, 0.5);
    for (const {x} of [low, high]) expect(x.filter((value) => value === null)).toHaveLength(1);
    const sums = ({x, y}: typeof low): number[] => x.flatMap((value, k) => (value === null ? [] : [value + y[k]!]));
    expect(sums(low).every((sum) => sum < 0.5 || sum > 1.5)).toBe(true);
    expect(sums(high).every((sum) => Math.abs(sum - 1) < 0.6)).toBe(true);
  });
});

describe("the figures of points in the plane", () => {
  const answers = predictions(data.test, probabilitiesOf(data.test.images));
  const boundary = decisionBoundaryFigure(
    {
      grid,
      probabilities: probabilitiesOf(grid.images),
      other: {name: "best possible", probabilities: probabilitiesOf(grid.images)},
      train: data.train,
      test: data.test,
      answers,
    },
    {caption: "A rule.", most: 50},
  );
  const series = [
    {name: "network", points: [0.1, 0.1, 0.3].map((noise, i) => ({noise, accuracy: 1 - i / 8}))},
    {name: "best possible", known: true, points: [{noise: 0.1, accuracy: 1}]},
  ];
  const figures = [
    boundary,
    pointsFigure([{title: "noise 0.1", set: data.train}], {caption: "Points."}),
    accuracyByNoiseFigure(series, {caption: "Noise."}),
  ];

  it.each(figures)("$id is drawn by the report itself, on a screen and on a phone", (figure) => {
    for (const width of [752, 358]) expect(drawFigure(figure, {width})).not.toHaveProperty("unsupported");
    expect(figure.caption).toMatch(/\.$/);
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });
  it("shows each wrong answer as a cross, and says how many there are", () => {
    const wrong = answers.yPred.reduce((sum, label, i) => sum + Number(label !== answers.yTrue[i]), 0);
    const crosses = boundary.data.find(({name}) => name === "called wrongly")!;
    expect(crosses["x"]).toHaveLength(wrong);
    expect(boundary.alt).toContain(`${wrong} of 100 test points lie on the wrong side`);
  });
  it("puts the boundary where the probability is one half: here at y = x / 4", () => {
    const {x, y} = boundary.data.find(({name}) => name === "boundary") as unknown as {x: number[]; y: number[]};
    expect(x.length).toBeGreaterThan(20);
    x.forEach((value, k) => void expect(y[k]! - value / 4).toBeCloseTo(0, 2));
  });
  it("draws a line through the means of the seeds, and a dot for each", () => {
    const [line, dots] = figures[2]!.data;
    expect(line).toMatchObject({x: [0.1, 0.3], y: [0.9375, 0.75]});
    expect(dots!["y"]).toEqual([1, 0.875, 0.75]);
  });
});
