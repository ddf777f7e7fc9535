import {describe, expect, it} from "vitest";
import {moonsDataset} from "../../../src/pipeline/dataset/moonsDataset.js";
import {planeGrid} from "../../../src/pipeline/explore/planeGrid.js";

const {train, test} = moonsDataset({count: 80});

describe("planeGrid(sets, options)", () => {
  it("reaches beyond all points by the margin, with squares for cells, and lists them from below left", () => {
    const {xs, ys, images} = planeGrid([train, test], {columns: 40, margin: 0.5});
    const all = [...train.images, ...test.images];
    const left = Math.min(...all.filter((_, i) => i % 2 === 0));
    expect(xs[0]).toBeCloseTo(left - 0.5, 6);
    expect(ys.at(-1)! - Math.max(...all.filter((_, i) => i % 2 === 1))).toBeGreaterThan(0.4);
    expect(ys[1]! - ys[0]!).toBeCloseTo(xs[1]! - xs[0]!, 9);
    expect(images).toHaveLength(2 * xs.length * ys.length);
    expect(images.slice(0, 4)).toEqual(Float32Array.of(xs[0]!, ys[0]!, xs[1]!, ys[0]!));
    expect(images.slice(-2)).toEqual(Float32Array.of(xs.at(-1)!, ys.at(-1)!));
  });
  it("refuses pictures, one column and sets of one place", () => {
    expect(() => planeGrid([{...train, channels: 3}])).toThrow(
      "expected points of 1 x 1 x 2, the train set has 1 x 1 x 3",
    );
    expect(() => planeGrid([train], {columns: 1})).toThrow("columns must be a whole number of at least 2, got 1");
    expect(() => planeGrid([{...train, images: new Float32Array(4)}])).toThrow("at least two different points");
  });
});
