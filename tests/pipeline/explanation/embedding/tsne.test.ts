import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {nearestPoints} from "../../../../src/pipeline/explanation/embedding/nearest/nearestPoints.js";
import {mapQuality} from "../../../../src/pipeline/explanation/embedding/quality.js";
import type {Weights} from "../../../../src/pipeline/explanation/embedding/sparse.js";
import {affinities} from "../../../../src/pipeline/explanation/embedding/tsne/affinities.js";
import {tsneDivergence, tsneGradient} from "../../../../src/pipeline/explanation/embedding/tsne/gradient.js";
import {openQuadTree} from "../../../../src/pipeline/explanation/embedding/tsne/quadTree.js";
import {tsne} from "../../../../src/pipeline/explanation/embedding/tsne/tsne.js";
import {cloud, farthest, fixture, plane} from "./fixture.js";

const places = Float64Array.from(fixture.plane);

/** The matrix as scikit-learn writes it. */
function dense({count, starts, columns, values}: Weights): Float64Array {
  const full = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let entry = starts[i]!; entry < starts[i + 1]!; entry++) full[i * count + columns[entry]!] = values[entry]!;
  }
  return full;
}

async function allAffinities(): Promise<Weights> {
  return affinities(await nearestPoints(cloud, {size: 59}), 10);
}

function gradientAt(weights: Weights, at: Float64Array, theta: number): {gradient: Float64Array; total: number} {
  const gradient = new Float64Array(at.length);
  return {gradient, total: tsneGradient(weights, at, gradient, {theta, tree: openQuadTree(weights.count)})};
}

describe("affinities(neighbours, perplexity)", () => {
  it("are scikit-learn's, which works in single precision and stops at an entropy within 1e-5", async () => {
    const found = dense(await allAffinities());
    expect(farthest(found, fixture.affinities)).toBeLessThan(1e-7);
    expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });
  it("are even where no neighbour is nearer than another", async () => {
    const same = {values: new Float32Array(10), count: 10, width: 1};
    const {values} = affinities(await nearestPoints(same, {size: 9}), 3);
    expect(farthest(values, new Array(90).fill(1 / 90))).toBeLessThan(1e-15);
  });
});

describe("the gradient of t-SNE", () => {
  it("is scikit-learn's, and so is the divergence, where the tree is exact", async () => {
    const weights = await allAffinities();
    const {gradient, total} = gradientAt(weights, places, 0);
    expect(farthest(gradient, fixture.gradient)).toBeLessThan(2e-6);
    expect(tsneDivergence(weights, places, total)).toBeCloseTo(fixture.divergence, 5);
  });
  it("is the slope of the divergence", async () => {
    const weights = await allAffinities();
    const {gradient} = gradientAt(weights, places, 0);
    const step = 1e-5;
    for (const k of [0, 1, 17, 64, 119]) {
      const [above, below] = [step, -step].map((by) => {
        const moved = places.map((x, i) => (i === k ? x + by : x));
        return tsneDivergence(weights, moved, gradientAt(weights, moved, 0).total);
      }) as [number, number];
      expect((above - below) / (2 * step)).toBeCloseTo(gradient[k]!, 8);
    }
  });
  it("comes near by the tree: within two percent at theta 0.5, and the nearer the smaller theta is", async () => {
    const random = seeded(1);
    const many = Float64Array.from({length: 3000}, () => random.between(-30, 30));
    const repulsion = (theta: number): Float64Array => {
      const [tree, forces] = [openQuadTree(1500), new Float64Array(3000)];
      tree.build(many);
      const total = tree.repel(theta, forces);
      return forces.map((force) => force / total);
    };
    const exact = repulsion(0);
    const size = Math.sqrt(exact.reduce((sum, x) => sum + x * x, 0));
    const [coarse, fine] = [0.5, 0.2].map((theta) => {
      const found = repulsion(theta);
      return Math.sqrt(found.reduce((sum, x, i) => sum + (x - exact[i]!) ** 2, 0)) / size;
    }) as [number, number];
    expect(coarse).toBeLessThan(0.02);
    expect(fine).toBeLessThan(coarse / 5);
  });
  it("holds where points lie upon each other", () => {
    const tree = openQuadTree(40);
    const forces = new Float64Array(80);
    tree.build(new Float64Array(80).fill(7));
    expect(tree.repel(0.5, forces)).toBe(40 * 39);
    expect(forces.every((force) => force === 0)).toBe(true);
  });
});

describe("tsne(points, options)", () => {
  it("lays clouds out apart, better than the plane of greatest variance, and always in the same way", async () => {
    const options = {perplexity: 10, rounds: [100, 150]} as const;
    const found = await tsne(cloud, options);
    const {trustworthiness} = mapQuality(cloud, {values: found.places, count: 60, width: 2}, {size: 5});
    expect(trustworthiness).toBeGreaterThan(fixture.principalTrustworthiness + 0.02);
    expect(found.divergence).toBeLessThan(fixture.divergence / 3);
    expect(await tsne(cloud, options)).toEqual(found);
  });
  it("stops when it is told to, and says how far it had come", async () => {
    const stop = new AbortController();
    const progress = () => ({update: (done: number) => done === 3 && stop.abort(), end: () => undefined});
    const running = tsne(cloud, {neighbours: await nearestPoints(cloud, {size: 59}), signal: stop.signal, progress});
    await expect(running).rejects.toThrow("tsne was interrupted after 3 of 750 rounds");
  });
  it("keeps equal points finite", async () => {
    const {places: at, divergence} = await tsne({values: new Float32Array(20), count: 10, width: 2}, {rounds: [5, 5]});
    expect([...at, divergence].every(Number.isFinite)).toBe(true);
  });
  it("refuses too wide a perplexity", async () => {
    await expect(tsne(cloud, {perplexity: 25})).rejects.toThrow("at most a third of the 59 other points, got 25");
  });
});

describe("mapQuality(space, map)", () => {
  it.each([1, 5, 20])(
    "gives scikit-learn's trustworthiness, and its continuity with the roles exchanged, for %d neighbours",
    (size) => {
      const found = mapQuality(cloud, plane, {size});
      expect(Math.abs(found.trustworthiness - fixture.trustworthiness[size]!)).toBeLessThan(1e-9);
      expect(Math.abs(found.continuity - fixture.continuity[size]!)).toBeLessThan(1e-9);
    },
  );
  it("is 1 for a map that is the space, and an average over the rows that are looked at", () => {
    expect(mapQuality(cloud, cloud, {size: 5})).toMatchObject({trustworthiness: 1, continuity: 1, preservation: 1});
    const halves = [0, 30].map((from) =>
      mapQuality(cloud, plane, {size: 5, rows: Array.from({length: 30}, (_, i) => from + i)}),
    );
    const whole = mapQuality(cloud, plane, {size: 5});
    expect((halves[0]!.continuity + halves[1]!.continuity) / 2).toBeCloseTo(whole.continuity, 12);
    expect((halves[0]!.preservation + halves[1]!.preservation) / 2).toBeCloseTo(whole.preservation, 12);
  });
  it("refuses more neighbours than half of the points", () => {
    expect(() => mapQuality(cloud, plane, {size: 30})).toThrow(
      "size must be a whole number from 1 to below 30, got 30",
    );
  });
});
