import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {averageLinkage, type Tree} from "../../../../src/pipeline/evaluation/order/averageLinkage.js";
import {leafOrder} from "../../../../src/pipeline/evaluation/order/leafOrder.js";
import {similarOrder} from "../../../../src/pipeline/evaluation/order/similarOrder.js";

interface Order {
  readonly distances: number[][];
  readonly heights: number[];
  readonly leaves: number[];
}

const {orders} = JSON.parse(readFileSync("tests/fixtures/sklearn/metrics.json", "utf8")) as {orders: Order[]};

function heightsOf(tree: Tree): number[] {
  return "leaf" in tree ? [] : [...tree.branches.flatMap(heightsOf), tree.height].sort((a, b) => a - b);
}

describe("averageLinkage and leafOrder", () => {
  it.each(orders)(
    "join as SciPy does, and find the best of all orders of the tree: $leaves",
    ({distances, heights, leaves}) => {
      const tree = averageLinkage(distances);
      for (const [i, height] of heightsOf(tree).entries()) expect(height).toBeCloseTo(heights[i]!, 12);
      expect(leafOrder(tree, distances)).toEqual(leaves);
    },
  );
  it("refuse distances that are not square", () => {
    expect(() => averageLinkage([])).toThrow("expected a square of distances, got 0 rows");
    expect(() => averageLinkage([[0, 1]])).toThrow("expected a square of distances");
  });
});

describe("similarOrder(confusion)", () => {
  it("puts classes side by side that are taken for each other", () => {
    const confusion = [
      [90, 0, 10, 0],
      [0, 95, 0, 5],
      [12, 0, 88, 0],
      [0, 7, 0, 93],
    ];
    const order = similarOrder(confusion);
    expect(Math.abs(order.indexOf(0) - order.indexOf(2))).toBe(1);
    expect(Math.abs(order.indexOf(1) - order.indexOf(3))).toBe(1);
  });
  it("is a permutation of the classes, without examples and without errors too", () => {
    expect(similarOrder([[5]])).toEqual([0]);
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(9), {minLength: 5, maxLength: 5}), {minLength: 5, maxLength: 5}),
        (counts) => {
          expect([...similarOrder(counts)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
        },
      ),
    );
  });
});
