import {describe, expect, it} from "vitest";
import {explainText} from "../../src/cli/explain.js";

describe("explainText(plan)", () => {
  it("says of each chapter whether it runs, why, and what its steps did last", () => {
    const notebook = {nbformat: 4, nbformat_minor: 5, metadata: {}, cells: []} as const;
    const text = explainText({
      profile: "quick",
      isBound: undefined,
      chapters: [
        {
          name: "01-data",
          verdict: "cached",
          reasons: [],
          steps: [],
          execution: {notebook, cells: [], duration: 5500, peakMemory: 1},
        },
        {
          name: "03-baseline",
          verdict: "runs",
          reasons: ["parameter epochs 3 -> 8"],
          steps: [{name: "cnn", status: "computed", reasons: ["seed 1 -> 2"]}],
          execution: undefined,
        },
        {
          name: "07-evaluate",
          verdict: "waits",
          reasons: ["03-baseline makes run:cnn anew"],
          steps: [],
          execution: undefined,
        },
      ],
    });
    expect(text.split("\n")).toEqual([
      "3 chapters, profile quick",
      "01-data      hit: nothing changed since a run of 5.5 s",
      "03-baseline  miss: runs",
      "             - parameter epochs 3 -> 8",
      "             step cnn, last time: computed, seed 1 -> 2",
      "07-evaluate  hit, unless what it consumes comes out different",
      "             - 03-baseline makes run:cnn anew",
      "report       follows from what runs",
      "",
    ]);
  });
});
