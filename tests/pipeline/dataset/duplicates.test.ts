import {describe, expect, it} from "vitest";
import {findDuplicates} from "../../../src/pipeline/dataset/duplicates.js";
import {tinySet} from "./tinySource.js";

describe("findDuplicates(sets)", () => {
  it("finds none where all pictures differ", () => {
    expect(findDuplicates([tinySet("train", [0, 1, 2]), tinySet("test", [0], 9)])).toEqual([]);
  });

  it("pairs each copy with the first picture like it, across sets", () => {
    expect(findDuplicates([tinySet("train", [0, 1]), tinySet("test", [2, 2], 1)])).toEqual([
      {first: {set: "train", row: 1}, second: {set: "test", row: 0}},
    ]);
  });

  it("is not fooled by two pictures of one fingerprint", () => {
    // FNV-1a multiplies modulo 2^32: these two four-byte pictures collide (found by search).
    const set = {...tinySet("train", [0, 1]), images: Uint8Array.from([114, 197, 254, 121, 94, 108, 198, 112])};
    expect(findDuplicates([set])).toEqual([]);
  });
});
