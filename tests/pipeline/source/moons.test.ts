import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../src/core/random.js";
import {deviation, mean} from "../../../src/core/statistics.js";
import {drawMoons, type Moons} from "../../../src/pipeline/source/drawMoons.js";
import {moonsTruth} from "../../../src/pipeline/source/moonsTruth.js";

type Pair = readonly [number, number];

/** What scikit-learn says; see moons.py beside it. */
const sklearn = JSON.parse(readFileSync("tests/fixtures/sklearn/moons.json", "utf8")) as {
  readonly still: readonly {count: number; points: readonly number[]; labels: readonly number[]}[];
  readonly noisy: readonly {
    noise: number;
    count: number;
    outerMean: Pair;
    innerMean: Pair;
    outerDeviation: Pair;
    innerDeviation: Pair;
  }[];
};

/** Rows in an order that does not depend on that of drawing. */
function sorted({points, labels}: {points: ArrayLike<number>; labels: ArrayLike<number>}): number[][] {
  return Array.from(labels, (label, i) => [label, points[2 * i]!, points[2 * i + 1]!]).sort(
    (a, b) => a[0]! - b[0]! || (a[0] === 0 ? b[1]! - a[1]! : a[1]! - b[1]!),
  );
}

const axis = ({points, labels}: Moons, label: number, which: number): number[] =>
  [...labels].flatMap((own, i) => (own === label ? [points[2 * i + which]!] : []));

describe("drawMoons(count, options)", () => {
  it.each(sklearn.still)("without noise has scikit-learn's $count points", (known) => {
    const rows = sorted(drawMoons(known.count, {noise: 0, random: seeded(1)}));
    expect(rows.map(([label]) => label)).toEqual([...known.labels]);
    const far = sorted(known).map((row, i) => Math.hypot(row[1]! - rows[i]![1]!, row[2]! - rows[i]![2]!));
    expect(Math.max(...far)).toBeLessThan(2e-7);
  });
  it.each(sklearn.noisy)("with noise $noise spreads as scikit-learn's do", (known) => {
    const moons = drawMoons(known.count, {noise: known.noise, random: seeded(2)});
    for (const which of [0, 1]) {
      // Within four standard errors, of a mean and of a deviation.
      const error = known.outerDeviation[which]! / Math.sqrt(known.count / 2);
      const [outer, inner] = [axis(moons, 0, which), axis(moons, 1, which)];
      expect(Math.abs(mean(outer) - known.outerMean[which]!)).toBeLessThan(4 * error);
      expect(Math.abs(mean(inner) - known.innerMean[which]!)).toBeLessThan(4 * error);
      expect(Math.abs(deviation(outer) - known.outerDeviation[which]!)).toBeLessThan(3 * error);
      expect(Math.abs(deviation(inner) - known.innerDeviation[which]!)).toBeLessThan(3 * error);
    }
  });
  it("moves the same points further with more noise, each by a normal draw of its own", () => {
    const draw = (noise: number): Moons => drawMoons(4000, {noise, random: seeded(3)});
    const [still, little, much] = [draw(0), draw(0.1), draw(0.2)];
    expect(much.labels).toEqual(still.labels);
    const shifts = little.points.map((x, i) => (x - still.points[i]!) / 0.1);
    const strays = much.points.map((x, i) => Math.abs(x - still.points[i]! - 0.2 * shifts[i]!));
    expect(Math.max(...strays)).toBeLessThan(1e-5);
    expect(Math.abs(mean(shifts))).toBeLessThan(4 / Math.sqrt(8000));
    expect(Math.abs(deviation(shifts) - 1)).toBeLessThan(4 / Math.sqrt(16000));
    // Of normal draws 68.3 % lie within one deviation, 95.4 % within two.
    const within = (reach: number): number => mean(shifts.map((shift) => Number(Math.abs(shift) < reach)));
    expect(Math.abs(within(1) - 0.6827)).toBeLessThan(0.021);
    expect(Math.abs(within(2) - 0.9545)).toBeLessThan(0.01);
    const [xs, ys] = [shifts.filter((_, i) => i % 2 === 0), shifts.filter((_, i) => i % 2 === 1)];
    expect(Math.abs(mean(xs.map((x, i) => x * ys[i]!)))).toBeLessThan(4 / Math.sqrt(4000));
  });
  it("gives the same bits from the same seed, in an order that tells nothing of the moon", () => {
    const draw = (seed: number): Moons => drawMoons(500, {random: seeded(seed)});
    expect(draw(4)).toEqual(draw(4));
    expect(draw(5)).not.toEqual(draw(4));
    const {labels} = draw(4);
    const changes = labels.reduce((sum, label, i) => sum + Number(i > 0 && label !== labels[i - 1]), 0);
    expect(Math.abs(changes - 250)).toBeLessThan(50);
  });
  it("halves any count, and gives the odd point to the inner moon", () => {
    fc.assert(
      fc.property(fc.integer({min: 2, max: 60}), (count) => {
        const {labels, points} = drawMoons(count, {random: seeded(count)});
        expect(labels.reduce((sum, label) => sum + label, 0)).toBe(Math.ceil(count / 2));
        expect(points.every(Number.isFinite)).toBe(true);
      }),
    );
  });
  it.each([
    [1, 0.1, "count must be a whole number of at least 2, got 1"],
    [10.5, 0.1, "count must be a whole number of at least 2, got 10.5"],
    [10, -0.1, "noise must be a finite number of at least 0, got -0.1"],
    [10, Number.NaN, "noise must be a finite number of at least 0, got NaN"],
    [10, Number.POSITIVE_INFINITY, "noise must be a finite number of at least 0, got Infinity"],
  ])("refuses %d points with noise %d", (count, noise, message) => {
    expect(() => drawMoons(count, {noise, random: seeded(0)})).toThrow(message);
  });
});

/** Probability of the inner moon at a point. */
function innerOf(noise: number): (x: number, y: number) => number {
  const {predict} = moonsTruth(noise);
  return (x, y) => predict(Float32Array.of(x, y))[1]!;
}

describe("moonsTruth(noise)", () => {
  it.each([0.15, 0.3])("promises at noise %d what its own rule reaches on drawn points", (noise) => {
    const {predict, bestAccuracy} = moonsTruth(noise);
    const {points, labels} = drawMoons(6000, {noise, random: seeded(6)});
    const likely = predict(points);
    const hits = labels.map((label, i) => Number(Number(likely[2 * i + 1]! > 0.5) === label));
    const error = Math.sqrt((bestAccuracy * (1 - bestAccuracy)) / 6000);
    expect(Math.abs(mean(hits) - bestAccuracy)).toBeLessThan(3 * error);
  });
  it("gives the probability that drawn points bear out", () => {
    const {points, labels} = drawMoons(6000, {noise: 0.4, random: seeded(7)});
    const likely = moonsTruth(0.4)
      .predict(points)
      .filter((_, i) => i % 2 === 1);
    for (const low of [0, 0.25, 0.5, 0.75]) {
      const rows = [...likely.keys()].filter((i) => likely[i]! >= low && likely[i]! < low + 0.25);
      const [said, was] = [mean(rows.map((i) => likely[i]!)), mean(rows.map((i) => labels[i]!))];
      expect(Math.abs(said - was)).toBeLessThan(4 * Math.sqrt(0.25 / rows.length));
    }
  });
  it("treats both moons alike: half a turn about (0.5, 0.25) swaps them", () => {
    const innerAt = innerOf(0.2);
    const place = fc.double({min: -3, max: 3, noNaN: true});
    fc.assert(
      fc.property(place, place, (x, y) => {
        expect(innerAt(x, y) + innerAt(1 - x, 0.5 - y)).toBeCloseTo(1, 4);
      }),
    );
    expect(innerAt(0.5, 0.25)).toBeCloseTo(0.5, 6);
  });
  it("is sure of a moon's own middle, and of places so far away that densities underflow", () => {
    const innerAt = innerOf(0.1);
    expect(innerAt(0, 1)).toBeLessThan(1e-6);
    expect(innerAt(1, -0.5)).toBeGreaterThan(1 - 1e-6);
    expect(innerAt(0, 40)).toBe(0);
    expect(innerAt(0, -40)).toBe(1);
  });
  it("finds that more noise leaves less to know, from nearly all to nearly nothing", () => {
    const best = [0.1, 0.15, 0.2, 0.3, 0.4, 3].map((noise) => moonsTruth(noise).bestAccuracy);
    expect([...best].sort((a, b) => b - a)).toEqual(best);
    expect(best[0]).toBeGreaterThan(0.999);
    expect(best.at(-1)).toBeLessThan(0.65);
  });
  it("refuses noise too small for its lattice", () => {
    expect(() => moonsTruth(0)).toThrow("noise of at least 0.02, got 0");
  });
});
