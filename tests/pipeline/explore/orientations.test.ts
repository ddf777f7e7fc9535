import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {correlation} from "../../../src/pipeline/explore/correlation.js";
import {orientations} from "../../../src/pipeline/explore/orientations.js";

/** Two classes of 2 x 2 pictures: bright above, which a mirror does not change, and bright in one corner at the bottom left. */
function setOf(name: string, pictures: readonly (readonly number[])[], labels: readonly number[]): ImageSet {
  return {
    name,
    images: Uint8Array.from(pictures.flat()),
    labels: Uint8Array.from(labels),
    count: labels.length,
    height: 2,
    width: 2,
    channels: 1,
    classNames: ["Above", "Corner"],
  };
}
const above = [200, 200, 0, 0];
const corner = [0, 0, 100, 0];
const train = setOf("train", [above, corner], [0, 1]);
const held = setOf("validation", [above, above, above, corner], [0, 0, 0, 1]);

describe("orientations(train, held, options)", () => {
  it("tells how like its class each picture is, turned: by Pearson's correlation, in closed form", () => {
    const {all, count} = orientations(train, held, {seed: 1});
    const likeness = Object.fromEntries(all.map((orientation) => [orientation.title, orientation.likeness]));
    expect(count).toBe(4);
    // Two of four against themselves: 1 or -1; one of four against another one of four: -1/3.
    expect(likeness["as it is"]!.map((x) => x.toFixed(6))).toEqual(["1.000000", "1.000000"]);
    expect(likeness["mirrored"]!.map((x) => x.toFixed(6))).toEqual(["1.000000", "-0.333333"]);
    expect(likeness["upside down"]!.map((x) => x.toFixed(6))).toEqual(["-1.000000", "-0.333333"]);
    expect(likeness["half a turn"]!.map((x) => x.toFixed(6))).toEqual(["-1.000000", "-0.333333"]);
  });

  it("counts who is still nearest to the own class, and pairs mirrored with upside down", () => {
    const {all, mirroredOverUpsideDown} = orientations(train, held, {seed: 1});
    // In the mirror the corner is like nothing (-1/3) and still liker than "above" (-0.577); upside down it is nearest to "above".
    expect(all.map(({title, recognised}) => [title, recognised])).toEqual([
      ["as it is", 1],
      ["mirrored", 1],
      ["upside down", 0],
      ["half a turn", 0],
    ]);
    expect(mirroredOverUpsideDown).toEqual({value: 1, low: 1, high: 1, level: 0.95});
  });

  it("gives the same interval from the same seed", () => {
    const mixed = setOf("validation", [above, corner, [200, 0, 200, 0], [90, 80, 100, 0]], [0, 1, 0, 1]);
    const asked = (): unknown => orientations(train, mixed, {seed: 7}).mirroredOverUpsideDown;
    expect(asked()).toEqual(asked());
  });
});

describe("correlation(xs, ys)", () => {
  it("is Pearson's: 0.8 for (1, 2, 3, 4) and (1, 3, 2, 4), and 0 where one of them is all the same", () => {
    expect(correlation(Uint8Array.of(1, 2, 3, 4), Float32Array.of(1, 3, 2, 4))).toBeCloseTo(0.8, 12);
    expect(correlation(Uint8Array.of(5, 5, 5), Uint8Array.of(1, 2, 3))).toBe(0);
  });
  it("does not change with light and contrast", () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 4, maxLength: 4}), fc.integer({min: 1, max: 9}), fc.nat(50), (xs, a, b) => {
        const ys = Float32Array.from(xs, (x) => a * x + b);
        const spread = Math.max(...xs) > Math.min(...xs);
        expect(correlation(xs, ys)).toBeCloseTo(spread ? 1 : 0, 6);
      }),
      {numRuns: 50},
    );
  });
});
