import {describe, expect, it} from "vitest";
import {classCounts} from "../../../src/pipeline/explore/classCounts.js";
import {handMade} from "./handMade.js";

const pixels = [0, 0, 0, 0];
const set = handMade([0, 1, 1, 1].map((label) => ({label, pixels})));

describe("classCounts(sets)", () => {
  it("counts each class and its share, also a class without a picture", () => {
    expect(classCounts(set)).toEqual([
      {split: "train", classIndex: 0, className: "Hat", count: 1, share: 0.25},
      {split: "train", classIndex: 1, className: "Scarf", count: 3, share: 0.75},
      {split: "train", classIndex: 2, className: "Glove", count: 0, share: 0},
    ]);
  });

  it("lists several splits below one another", () => {
    const rows = classCounts([set, {...set, name: "test"}]);
    expect(rows.map(({split}) => split)).toEqual(["train", "train", "train", "test", "test", "test"]);
  });
});
