import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {cutIn} from "../../../../src/pipeline/features/augment/cutIn.js";

describe("cutIn(picture, other, shape, share, draw)", () => {
  it("returns exactly the share of pixels that stayed, in one rectangle of the other picture", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), fc.nat(1000), (share, seed) => {
        const [own, other] = [new Float32Array(8 * 10 * 3).fill(1), new Float32Array(8 * 10 * 3).fill(2)];
        const kept = cutIn(own, other, [8, 10, 3], share, seeded(seed).next);
        expect(kept).toBeCloseTo(own.filter((x) => x === 1).length / own.length, 12);
        expect(kept).toBeGreaterThanOrEqual(share - 1e-12); // cut off at the border and to whole pixels: never more than asked
        const changed = [...own.keys()].filter((i) => own[i] === 2).map((i) => Math.floor(i / 3));
        const ys = new Set(changed.map((i) => Math.floor(i / 10)));
        const xs = new Set(changed.map((i) => i % 10));
        expect(new Set(changed).size).toBe(ys.size * xs.size);
      }),
      {numRuns: 60},
    );
  });
  it("lays nothing over a picture that keeps all, and all over one that keeps nothing where its centre is the picture's", () => {
    const picture = Float32Array.of(1, 2, 3, 4);
    expect(cutIn(picture, Float32Array.of(5, 6, 7, 8), [2, 2, 1], 1, () => 0.5)).toBe(1);
    expect([...picture]).toEqual([1, 2, 3, 4]);
    expect(cutIn(picture, Float32Array.of(5, 6, 7, 8), [2, 2, 1], 0, () => 0.5)).toBe(0);
    expect([...picture]).toEqual([5, 6, 7, 8]);
  });
});
