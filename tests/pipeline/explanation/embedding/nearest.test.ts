import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {nearestOf, nearestPoints} from "../../../../src/pipeline/explanation/embedding/nearest/nearestPoints.js";
import type {Points} from "../../../../src/pipeline/explanation/embedding/points.js";
import {principalPlane} from "../../../../src/pipeline/explanation/embedding/principal.js";
import {cloud, farthest, fixture} from "./fixture.js";

describe("nearestPoints(known, options)", () => {
  it("finds the neighbours that scikit-learn finds", async () => {
    const near = await nearestPoints(cloud, {size: 7});
    expect([...near.rows]).toEqual(fixture.nearestRows);
    expect(farthest(near.distances, fixture.nearestDistances)).toBeLessThan(1e-12);
  });
  it("takes the lower row of two equally near ones, and finds equal points at distance 0", async () => {
    const twice = {values: Float32Array.from([...fixture.points, ...fixture.points]), count: 120, width: 5};
    const near = await nearestPoints(twice, {size: 3});
    for (let i = 0; i < 60; i++) {
      expect(near.rows[3 * i]).toBe(i + 60);
      expect(near.distances[3 * i]).toBe(0);
      expect(near.rows[3 * i + 1]).toBe(fixture.nearestRows[7 * i]);
      expect(near.rows[3 * i + 2]).toBe(fixture.nearestRows[7 * i]! + 60);
    }
  });
  it("agrees with sorting all distances, whatever the sizes", async () => {
    const sizes = fc.record({
      known: fc.integer({min: 2, max: 300}),
      asked: fc.integer({min: 1, max: 70}),
      width: fc.integer({min: 1, max: 6}),
    });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.infiniteStream(fc.integer({min: -3, max: 3})),
        async ({known, asked, width}, numbers) => {
          const drawn = (count: number): Points => ({
            values: Float32Array.from({length: count * width}, () => numbers.next().value as number),
            count,
            width,
          });
          const [a, b] = [drawn(known), drawn(asked)];
          const near = await nearestPoints(a, {size: Math.min(5, known), asked: b});
          for (let i = 0; i < asked; i++) {
            const squares = Array.from({length: known}, (_, j) => {
              let sum = 0;
              for (let k = 0; k < width; k++) sum += (a.values[j * width + k]! - b.values[i * width + k]!) ** 2;
              return sum;
            });
            const order = [...squares.keys()].sort((p, q) => squares[p]! - squares[q]! || p - q).slice(0, near.size);
            expect([...near.rows.subarray(i * near.size, (i + 1) * near.size)]).toEqual(order);
          }
        },
      ),
      {numRuns: 12},
    );
  });
  it("keeps the first few", async () => {
    const near = await nearestPoints(cloud, {size: 7});
    expect(nearestOf(near, 2)).toEqual(await nearestPoints(cloud, {size: 2}));
  });
  it("stops when it is told to", async () => {
    await expect(nearestPoints(cloud, {size: 2, signal: AbortSignal.abort()})).rejects.toThrow(
      "interrupted after 0 of 60 points",
    );
  });
  it("refuses what it cannot compare", async () => {
    await expect(nearestPoints(cloud, {size: 60})).rejects.toThrow("size must be a whole number from 1 to 59, got 60");
    const flat = {values: new Float32Array(4), count: 2, width: 2};
    await expect(nearestPoints(cloud, {size: 1, asked: flat})).rejects.toThrow(
      "asked points have 2 numbers, known ones 5",
    );
    const broken = {values: Float32Array.of(1, Number.NaN), count: 2, width: 1};
    await expect(nearestPoints(broken, {size: 1})).rejects.toThrow("point 1 holds NaN; expected finite numbers");
  });
});

describe("principalPlane(points)", () => {
  it("is scikit-learn's, but for the direction of the axes", () => {
    const found = principalPlane(cloud);
    for (const axis of [0, 1]) {
      const [own, theirs] = [[...found], fixture.principal].map((values) =>
        values.filter((_, i) => i % 2 === axis),
      ) as [number[], number[]];
      const sign = Math.sign(own[0]! * theirs[0]!);
      expect(
        farthest(
          own.map((x) => sign * x),
          theirs,
        ),
      ).toBeLessThan(1e-9);
    }
  });
  it("puts points without extent in one place", () => {
    expect([...principalPlane({values: new Float32Array(6).fill(3), count: 2, width: 3})]).toEqual([0, 0, 0, 0]);
  });
});
