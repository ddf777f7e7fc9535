import {describe, expect, it} from "vitest";
import {brightnessByClass, brightnessOf} from "../../../src/pipeline/explore/brightness.js";
import {handMade} from "./handMade.js";

const grey = (label: number, value: number): {label: number; pixels: number[]} => ({
  label,
  pixels: [value, value, value, value],
});

describe("brightnessByClass(set)", () => {
  it("gives the figures of Python's statistics, the brightest class first", () => {
    // stdev([10, 20, 40, 90]) and quantiles(n=4, method="inclusive")
    const rows = brightnessByClass(
      handMade([grey(0, 10), grey(1, 200), grey(0, 20), grey(0, 40), grey(1, 100), grey(0, 90)]),
    );
    expect(rows.map(({className}) => className)).toEqual(["Scarf", "Hat"]);
    expect(rows[1]).toMatchObject({count: 4, mean: 40, lower: 17.5, median: 30, upper: 52.5});
    expect(rows[1]!.deviation).toBeCloseTo(35.590261, 6);
  });
});

describe("brightnessOf(set)", () => {
  it("is the mean of a picture's pixels", () => {
    expect([...brightnessOf(handMade([{label: 0, pixels: [0, 0, 1, 2]}, grey(1, 255)]))]).toEqual([0.75, 255]);
  });
});
