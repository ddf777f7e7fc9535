import {describe, expect, it} from "vitest";
import type {Interval} from "../../../src/core/payload.js";
import {explanationFigure} from "../../../src/pipeline/figure/explanation/explanationFigure.js";
import {garmentFigure} from "../../../src/pipeline/figure/explanation/garmentFigure.js";
import {methodsFigure} from "../../../src/pipeline/figure/explanation/methodsFigure.js";
import {
  removalAreaFigure,
  removalFigure,
  removalTable,
} from "../../../src/pipeline/figure/explanation/removalFigures.js";
import {sanityFigure} from "../../../src/pipeline/figure/explanation/sanityFigure.js";
import {sanityTable} from "../../../src/pipeline/figure/explanation/sanityTable.js";
import {stretched} from "../../../src/pipeline/figure/explanation/stretched.js";

const at = (value: number): Interval => ({value, low: value - 0.1, high: value + 0.1, level: 0.95});
const set = {
  name: "test",
  images: Uint8Array.from([0, 50, 100, 150, 200, 250, 30, 60]),
  labels: Uint8Array.of(0, 1),
  count: 2,
  height: 2,
  width: 2,
  channels: 1,
  classNames: ["a", "b"],
};

describe("stretched(map)", () => {
  it("clips the greatest hundredth, keeps signs, and leaves zeros", () => {
    const map = Float32Array.from({length: 200}, (_, i) => (i === 7 ? 100 : i % 2 === 0 ? 2 : -1));
    const shown = stretched(map);
    expect(shown[7]).toBe(1);
    expect(shown[0]).toBe(1);
    expect(shown[1]).toBe(-0.5);
    expect([...stretched(new Float32Array(3))]).toEqual([0, 0, 0]);
    expect([...stretched(Float32Array.of(0, 0, 0, 4))], "a map of one pixel").toEqual([0, 0, 0, 1]);
  });
});

describe("explanationFigure and methodsFigure", () => {
  it("set each picture beside its maps, two pixels apart", () => {
    const options = {id: "x", caption: "c", alt: "a"};
    const one = explanationFigure(set, [{index: 1, label: "b"}], new Float32Array(4), options);
    const two = explanationFigure(set, [{index: 1}], [new Float32Array(4), new Float32Array(4)], options);
    expect(one.pictures.map(({width, label}) => [width, label])).toEqual([[6, "b"]]);
    expect(two.pictures[0]!.width).toBe(10);
  });
  it("sets methods below each other, the pictures first", () => {
    const maps = new Float32Array(8);
    const figure = methodsFigure(set, [{name: "m", title: "Method", maps}], {caption: "c"});
    expect(figure.pictures.map(({label, width}) => [label, width])).toEqual([
      ["the pictures", 6],
      ["Method", 6],
    ]);
    expect(figure.alt).toBe("2 pictures, and the same pictures under the maps of Method.");
  });
});

describe("the figures of removal", () => {
  const curve = {shares: [0, 1], probabilities: Float32Array.of(1, 0, 0.5, 0.5), areas: Float64Array.of(0.5, 0.5)};
  const results = ["good", "random"].map((name) => ({name, title: name, deletion: curve, insertion: curve}));
  const scores = results.map(({name, title}, i) => ({
    name,
    title,
    deletion: at(0.2 + i),
    insertion: at(0.5),
    deletionGain: at(0.3),
    insertionGain: at(0.25),
  }));
  const options = {caption: "c", controls: ["random"]};
  it("draw mean curves, areas in the legend, controls dotted", () => {
    const {data} = removalFigure(results, options);
    expect(data).toHaveLength(4);
    expect(data[0]).toMatchObject({name: "good 0.50 / 0.50", y: [0.75, 0.25], line: {dash: "solid"}, showlegend: true});
    expect(data[1]).toMatchObject({line: {dash: "dot"}});
    expect(data[2]).toMatchObject({xaxis: "x2", showlegend: false});
  });
  it("draw areas with intervals, and tell gains in a table", () => {
    const figure = removalAreaFigure(scores, options);
    expect(figure.data.map(({name}) => name)).toEqual(["insertion (large is good)", "deletion (small is good)"]);
    expect(figure.alt).toContain("good, insertion 0.50, deletion 0.20");
    const {rows} = removalTable(scores, {caption: "c"});
    expect(rows[0]).toEqual(["good", 0.5, at(0.25), 0.2, at(0.3)]);
  });
});

describe("sanityFigure and sanityTable", () => {
  const score = (method: string, depth: number, value: number) => ({
    method,
    title: method,
    layer: `layer ${depth}`,
    depth,
    correlation: at(value),
    similarity: at(value),
  });
  const scores = [
    score("cam", 1, 0.5),
    score("cam", 2, 0.02),
    score("ig", 1, 0.1),
    score("ig", 2, 0.01),
    score("edges", 1, 1),
    score("edges", 2, 1),
  ];
  it("begin at the trained network, and name each line at its end, no name over another", () => {
    const {data, alt} = sanityFigure(scores, {caption: "c", controls: ["edges"]});
    expect(data[0]).toMatchObject({x: [0, 1, 2], y: [1, 0.5, 0.02]});
    const heights = data.filter(({mode}) => mode === "text").map(({y}) => (y as number[])[0]!);
    expect(Math.abs(heights[0]! - heights[1]!)).toBeGreaterThan(0.07);
    expect(alt).toContain("cam 0.02, ig 0.01, edges 1.00");
  });
  it("tell what is left after the logits and after all", () => {
    expect(sanityTable(scores, {caption: "c"}).rows[0]).toEqual(["cam", at(0.5), at(0.02), 0.5, 0.02]);
  });
});

it("garmentFigure has a line a class, in the class's colour", () => {
  const classes = [{className: "Bag", classIndex: 8, count: 12, onGarment: at(0.7), covered: 0.5, gain: at(0.2)}];
  const figure = garmentFigure(classes, {caption: "c"});
  expect(figure.data[0]).toMatchObject({x: [0.7], marker: {color: ["#aa4499"]}});
  expect(figure.data[1]).toMatchObject({x: [0.5], marker: {symbol: "diamond-open"}});
  expect(figure.alt).toBe("One line a class: Bag 70 % of an expected 50 %.");
});
