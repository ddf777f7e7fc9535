import {describe, expect, it} from "vitest";
import {publishedFigure} from "../../../src/pipeline/figure/publishedFigure.js";
import {resizeFigure} from "../../../src/pipeline/figure/resizeFigure.js";
import {type Gain, gainFigure, gainTable} from "../../../src/pipeline/figure/transferFigures.js";
import {publishedNetworks} from "../../../src/pipeline/model/publishedNetworks.js";

const interval = (value: number) => ({value, low: value - 0.02, high: value + 0.01, level: 0.95});
const gainOf = (name: string, work: number, accuracy: number): Gain => ({
  name,
  work,
  learnt: 100,
  accuracy: interval(accuracy),
  macroF1: interval(accuracy - 0.01),
});
const gains = [gainOf("floor", 1e12, 0.8), gainOf("head", 2e12, 0.85), gainOf("thawed", 4.4e12, 0.9)] as const;
const counts = {trainCount: 900, testCount: 1400};

describe("gainTable(gains, options)", () => {
  it("shows cost and gain of each, and says how many pictures stand behind them", () => {
    const {rows, caption, columns} = gainTable(gains, counts);
    expect(rows[1]).toEqual(["head", 100, 2e12, interval(0.85), interval(0.84)]);
    expect(rows.length).toBe(3);
    expect(columns.length).toBe(5);
    expect(caption).toMatch(/same 900 pictures .* same 1,400\./);
  });
});

describe("gainFigure(gains, options)", () => {
  it("sets the floor apart, joins the stages, and draws unequal bars", () => {
    const {data, alt, caption} = gainFigure(gains, counts);
    expect(data.map(({x}) => x)).toEqual([[1e12], [2e12, 4.4e12]]);
    expect(data.map(({mode}) => mode)).toEqual(["markers", "lines+markers"]);
    const bars = data[1]!["error_y"] as {array: number[]; arrayminus: number[]};
    expect(bars.array.map((n) => n.toFixed(3))).toEqual(["0.010", "0.010"]);
    expect(bars.arrayminus.map((n) => n.toFixed(3))).toEqual(["0.020", "0.020"]);
    expect(alt).toContain("thawed 90.0 % for 4.4 trillion operations");
    expect(caption).toMatch(/1,400 test pictures.*900 pictures/s);
  });
});

describe("publishedFigure(networks, options)", () => {
  it("gives the chosen network a colour of its own, and says that nothing was computed here", () => {
    const {data, alt, caption} = publishedFigure(publishedNetworks, {chosen: "EfficientNet-B0, up to block 7a"});
    const colours = data.map(({marker}) => (marker as {color: string}).color);
    expect(colours.filter((colour) => colour !== colours[0])).toEqual([colours[1]]);
    expect(caption).toContain("none of it computed here");
    // Tan and Le (2019), table 2: 76.0 %, 26 M, 4.1 B; 4 bytes for each of 26 million weights.
    expect(alt).toContain("ResNet-50 76.0 % with 4.1 billion multiply-adds and 26 million parameters");
    expect(data.at(-1)!["text"]).toEqual(["ResNet-50<br>26 M, 104 MB"]);
  });
});

describe("resizeFigure(pictures, options)", () => {
  it("shows each at its own size, with its label", () => {
    const figure = resizeFigure(
      [
        {label: "as it is", pixels: new Uint8Array(4), size: 2},
        {label: "bicubic", pixels: new Float32Array(9).fill(254.6), size: 3},
      ],
      {caption: "One shirt."},
    );
    expect(figure.pictures.map(({label, width, height}) => [label, width, height])).toEqual([
      ["as it is", 2, 2],
      ["bicubic", 3, 3],
    ]);
    expect(figure.alt).toBe("The same garment, as it is; bicubic.");
  });
});
