import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {ratioByRound, summarise} from "./bench/summary.mjs";
import {table} from "./bench/table.mjs";

describe("summarise(values)", () => {
  it("gives the median and the ends, whatever the order", () => {
    expect(summarise([3, 1, 2])).toEqual({median: 2, min: 1, max: 3});
    expect(summarise([4, 1, 3, 2])).toEqual({median: 2.5, min: 1, max: 4});
  });

  it("lies between the ends for any windows", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: 1e-3, max: 1e6, noNaN: true}), {minLength: 1}), (values) => {
        const {median, min, max} = summarise(values)!;
        expect(min).toBe(Math.min(...values));
        expect(max).toBe(Math.max(...values));
        expect(median >= min && median <= max).toBe(true);
      }),
    );
  });

  it("is undefined where nothing was measured", () => {
    expect(summarise([])).toBeUndefined();
  });
});

describe("ratioByRound(rates, references)", () => {
  it("compares windows of the same round: a machine that slows down for both changes no ratio", () => {
    expect(ratioByRound([100, 50, 10], [200, 100, 20])).toEqual({median: 0.5, min: 0.5, max: 0.5});
  });

  it("leaves out rounds that the reference lacks, and is undefined without any", () => {
    expect(ratioByRound([100, 50], [200])).toEqual({median: 0.5, min: 0.5, max: 0.5});
    expect(ratioByRound([100, 50], [])).toBeUndefined();
  });
});

describe("table(results)", () => {
  const rate = {median: 1523.4, min: 1455, max: 1529};
  const fast = {
    title: "wasm, 1 worker",
    rate,
    ratio: {median: 0.514, min: 0.5, max: 0.52},
    mebibytes: 183,
    stepShare: 0.9971,
  };
  const slow = {
    title: "wasm, 2 workers",
    rate: {median: 57.53, min: 56.9, max: 58},
    scaling: {median: 1.96, min: 1.9, max: 2},
  };
  const absent = {title: "PyTorch, 2 threads", skipped: "No module named 'torch'"};
  const text = table([
    {id: "a-train", title: "(a) training", lines: [fast, slow, absent]},
    {id: "b-train", title: "(b) training", lines: [absent]},
  ]);
  const rows = text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));

  it("has one line a contender, with as many digits as are worth reading", () => {
    const line = rows.find(([, title]) => title === "- wasm, 1 worker");
    expect(line).toEqual([
      "",
      "- wasm, 1 worker",
      "1,523",
      "1,455 to 1,529",
      "0.51",
      "0.50 to 0.52",
      "",
      "183",
      "99.7 %",
      "",
    ]);
    expect(rows.find(([, title]) => title === "- wasm, 2 workers")?.slice(2, 7)).toEqual([
      "57.5",
      "56.9 to 58",
      "",
      "",
      "1.96",
    ]);
  });

  it("is Markdown whose columns stand under one another", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("|"));
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[1]).toMatch(/^\|-+\|(-+:\|)+$/);
  });

  it("says once who was not measured, why, and where", () => {
    expect(text.split("\n").slice(-2)).toEqual([
      "",
      "not measured: PyTorch, 2 threads: No module named 'torch' (a-train, b-train)",
    ]);
  });
});
