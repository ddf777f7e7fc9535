import {describe, expect, it} from "vitest";
import {nearestPoints} from "../../../../src/pipeline/explanation/embedding/nearest/nearestPoints.js";
import {mapQuality} from "../../../../src/pipeline/explanation/embedding/quality.js";
import {fitCurve} from "../../../../src/pipeline/explanation/embedding/umap/curve.js";
import {fuzzyGraph} from "../../../../src/pipeline/explanation/embedding/umap/fuzzyGraph.js";
import {tabulated} from "../../../../src/pipeline/explanation/embedding/umap/tabulated.js";
import {umap} from "../../../../src/pipeline/explanation/embedding/umap/umap.js";
import {cloud, farthest, fixture} from "./fixture.js";

describe("fuzzyGraph(neighbours)", () => {
  it("is umap-learn's, which works in single precision", async () => {
    const {count, starts, columns, values} = fuzzyGraph(await nearestPoints(cloud, {size: 7}));
    const full = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let entry = starts[i]!; entry < starts[i + 1]!; entry++) full[i * count + columns[entry]!] = values[entry]!;
    }
    expect(farthest(full, fixture.fuzzyGraph)).toBeLessThan(2e-5);
  });
});

describe("fitCurve(minimum)", () => {
  it.each(fixture.curves)("finds umap-learn's curve for a minimal distance of $minimum", ({minimum, a, b}) => {
    const found = fitCurve(minimum);
    expect(found.a).toBeCloseTo(a, 5);
    expect(found.b).toBeCloseTo(b, 5);
  });
});

describe("tabulated(f)", () => {
  it("comes within a hundred-thousandth of a power", () => {
    const power = tabulated((x) => x ** 0.9);
    for (let x = 2 ** -39; x < 2 ** 23; x *= 1.37) expect(Math.abs(power(x) / x ** 0.9 - 1)).toBeLessThan(1e-5);
  });
  it("is level beyond its ends", () => {
    const same = tabulated((x) => x);
    expect([same(2 ** -50), same(2 ** 30)]).toEqual([2 ** -40, 2 ** 24]);
  });
});

describe("umap(points, options)", () => {
  it("lays clouds out apart, better than the plane of greatest variance, by its seed alone", async () => {
    const found = await umap(cloud, {size: 8, seed: 1});
    const {trustworthiness} = mapQuality(cloud, {values: found, count: 60, width: 2}, {size: 5});
    expect(trustworthiness).toBeGreaterThan(fixture.principalTrustworthiness + 0.01);
    expect(await umap(cloud, {size: 8, seed: 1})).toEqual(found);
    expect(await umap(cloud, {size: 8, seed: 2})).not.toEqual(found);
  });
  it("stops when it is told to", async () => {
    await expect(
      umap(cloud, {neighbours: await nearestPoints(cloud, {size: 14}), signal: AbortSignal.abort()}),
    ).rejects.toThrow("umap was interrupted after 0 of 500 epochs");
  });
  it("keeps equal points finite", async () => {
    const places = await umap({values: new Float32Array(20), count: 10, width: 2}, {epochs: 5});
    expect([...places].every(Number.isFinite)).toBe(true);
  });
});
