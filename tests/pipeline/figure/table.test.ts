import {describe, expect, it} from "vitest";
import {table} from "../../../src/pipeline/figure/table.js";

describe("table(rows, options)", () => {
  it("takes its columns from the first row and their heads from the options", () => {
    const rows = [
      {name: "Bag", share: 0.1},
      {name: "Coat", share: null},
    ];
    expect(
      table(rows, {id: "shares", caption: "Shares", columns: {share: {name: "Share", format: "percent(0)"}}}),
    ).toEqual({
      kind: "table",
      id: "shares",
      caption: "Shares",
      columns: [{name: "name"}, {name: "Share", format: "percent(0)"}],
      rows: [
        ["Bag", 0.1],
        ["Coat", null],
      ],
    });
  });

  it("names the row that lacks a column", () => {
    const rows = [{a: 1}, {b: 2}] as unknown as {a: number}[];
    expect(() => table(rows, {id: "t", caption: ""})).toThrow('table t, row 2: expected the column "a", got b');
  });
});
