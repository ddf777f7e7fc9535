import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type TextSeries, textChart} from "../../src/core/textChart.js";

const solid = (values: readonly number[]): TextSeries => ({name: "validation", values, stroke: "solid", colour: 35});
const dotted = (values: readonly number[]): TextSeries => ({name: "training", values, stroke: "dotted", colour: 36});
const plain = {columns: 40, steps: 5, step: "epoch", coloured: false} as const;

describe("textChart(series, options)", () => {
  it("draws falling and rising lines between the steps, with the range beside and the steps beneath", () => {
    const chart = textChart([dotted([4, 2, 1, 1, 1]), solid([3, 2, 2, 3])], {...plain, columns: 27, lines: 4});
    expect(chart).toEqual([
      "4.00 ┤···",
      "     ┤───╮·        ╭──",
      "2.00 ┤   ╰─────────╯",
      "1.00 ┤        ·············",
      "      epoch 1             5",
      "      ·· training ── validation",
    ]);
  });
  it("colours where it may, and tells the series apart by their strokes where not", () => {
    const series = [dotted([2, 1]), solid([3, 1])];
    expect(textChart(series, {...plain, coloured: true}).join("")).toContain("\u001b[35m──\u001b[0m validation");
    expect(textChart(series, plain).join("")).not.toContain("\u001b");
    expect(textChart(series, plain).at(-1)!.trim()).toBe("·· training ── validation");
  });
  it("says nothing of nothing, leaves out what is no number, and draws a level line in the middle", () => {
    expect(textChart([solid([])], plain)).toEqual([]);
    expect(textChart([solid([Number.NaN])], plain)).toEqual([]);
    const chart = textChart([solid([2, 2, Number.NaN, 2])], plain);
    expect(chart.slice(0, 8).map((line) => line.includes("─"))).toEqual([
      ...new Array(4).fill(false),
      true,
      ...new Array(3).fill(false),
    ]);
  });
  it("has as many lines as asked for and is never wider than asked for", () => {
    const values = fc.array(fc.double({min: 1e-3, max: 999, noNaN: true}), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(
        values,
        values,
        fc.integer({min: 40, max: 100}),
        fc.integer({min: 2, max: 12}),
        (a, b, columns, lines) => {
          const chart = textChart([dotted(a), solid(b)], {...plain, steps: 30, columns, lines});
          expect(chart).toHaveLength(lines + 2);
          for (const line of chart) expect(line.length).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });
});
