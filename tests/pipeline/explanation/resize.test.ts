import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {resizeBilinear} from "../../../src/pipeline/explanation/resize.js";

describe("resizeBilinear(map, options)", () => {
  it("agrees with PyTorch's interpolate(mode='bilinear', align_corners=False)", () => {
    expect([...resizeBilinear(Float32Array.of(0, 1), {from: [1, 2], to: [1, 4]})]).toEqual([0, 0.25, 0.75, 1]);
    const doubled = [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4];
    expect([...resizeBilinear(Float32Array.of(1, 2, 3, 4), {from: [2, 2], to: [4, 4]})]).toEqual(doubled);
  });
  it("draws each position where it is told to, repeating the edges", () => {
    const axes = [
      {stride: 1, offset: 0},
      {stride: 2, offset: 1},
    ] as const;
    const drawn = resizeBilinear(Float32Array.of(4, 8), {from: [1, 2], to: [1, 5], axes});
    expect([...drawn]).toEqual([4, 4, 6, 8, 8]);
  });
  it("keeps a map of the same size, and stays within its values at any size", () => {
    const size = fc.integer({min: 1, max: 9});
    const sized = fc
      .tuple(size, size)
      .chain(([h, w]) =>
        fc.tuple(
          fc.constant([h, w] as const),
          fc.array(fc.float({min: 0, max: 1, noNaN: true}), {minLength: h * w, maxLength: h * w}),
        ),
      );
    fc.assert(
      fc.property(sized, size, size, ([from, values], height, width) => {
        const map = Float32Array.from(values);
        expect(resizeBilinear(map, {from, to: from})).toEqual(map);
        const resized = resizeBilinear(map, {from, to: [height, width]});
        expect(resized).toHaveLength(height * width);
        for (const value of resized) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...map) - 1e-6);
          expect(value).toBeLessThanOrEqual(Math.max(...map) + 1e-6);
        }
      }),
    );
  });
});
