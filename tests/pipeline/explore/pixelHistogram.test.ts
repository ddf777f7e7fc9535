import {describe, expect, it} from "vitest";
import {pixelHistogram} from "../../../src/pipeline/explore/pixelHistogram.js";
import {handMade} from "./handMade.js";

const set = handMade([
  {label: 0, pixels: [0, 0, 63, 64]},
  {label: 1, pixels: [127, 128, 191, 192]},
  {label: 1, pixels: [255, 255, 255, 255]},
]);

describe("pixelHistogram(set)", () => {
  it("puts each value into its bin, the edge into the upper one", () => {
    const {edges, byClass} = pixelHistogram(set, {bins: 4});
    expect(edges).toEqual([0, 64, 128, 192, 256]);
    expect(byClass).toEqual([
      {className: "Hat", shares: [0.75, 0.25, 0, 0]},
      {className: "Scarf", shares: [0, 0.125, 0.25, 0.625]},
      {className: "Glove", shares: [0, 0, 0, 0]},
    ]);
  });

  it("adds up to 1 over all pictures and knows the background", () => {
    const {overall, black} = pixelHistogram(set);
    expect(overall).toHaveLength(32);
    expect(overall.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(black).toBeCloseTo(2 / 12, 12);
  });

  it.each([0, 3, 512, 1.5])("refuses %d bins, which would not be equally wide", (bins) => {
    expect(() => pixelHistogram(set, {bins})).toThrow(`bins must divide 256, got ${bins}`);
  });
});
