import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {compareSeeds} from "../../../src/pipeline/study/compareSeeds.js";
import {errorsHalved} from "../../../src/pipeline/study/errorsHalved.js";
import {overSeeds} from "../../../src/pipeline/study/overSeeds.js";
import {seedBootstrap} from "../../../src/pipeline/study/seedBootstrap.js";

interface Fixture {
  readonly overSeeds: readonly {
    readonly values: readonly number[];
    readonly deviation: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly single: readonly [number, number];
  readonly paired: readonly [number, number];
  readonly pairedOneSeed: readonly [number, number];
}
const fixture = JSON.parse(readFileSync("tests/fixtures/study/study.json", "utf8")) as Fixture;
const [first, second] = [fixture.first, fixture.second].map((group) =>
  group.map((text) => Uint8Array.from(text, Number)),
) as [Uint8Array[], Uint8Array[]];
const share = (right: Uint8Array): number => right.reduce((sum, hit) => sum + hit, 0) / right.length;

describe("overSeeds(values)", () => {
  it.each(fixture.overSeeds)("of $values has the deviation and the t interval of SciPy", (expected) => {
    const {deviation, interval, count} = overSeeds(expected.values);
    expect(count).toBe(expected.values.length);
    expect(deviation).toBeCloseTo(expected.deviation, 12);
    expect(interval!.low).toBeCloseTo(expected.low, 10);
    expect(interval!.high).toBeCloseTo(expected.high, 10);
  });
  it("says nothing of other seeds from one", () => {
    expect(overSeeds([0.9])).toEqual({count: 1, mean: 0.9, deviation: null, interval: null});
  });
  it("needs a value", () => expect(() => overSeeds([])).toThrow("at least one value"));
});

// 400 pictures: quantiles of two bootstraps differ by a few draws; a seed more or a picture less would differ by more.
const near = ({low, high}: {low: number; high: number}, [lower, upper]: readonly [number, number]): void => {
  expect(Math.abs(low - lower)).toBeLessThan(0.004);
  expect(Math.abs(high - upper)).toBeLessThan(0.004);
};

describe("seedBootstrap(right)", () => {
  it("finds the interval that NumPy finds by plain indexing", () => {
    const interval = seedBootstrap(first, {rounds: 4000});
    near(interval, fixture.single);
    expect(interval.value).toBeCloseTo((share(first[0]!) + share(first[1]!) + share(first[2]!)) / 3, 12);
  });
  it("is wider than that of one model, when seeds differ", () => {
    const easy = new Uint8Array(400).fill(1);
    const width = ({low, high}: {low: number; high: number}): number => high - low;
    expect(width(seedBootstrap([first[0]!, easy]))).toBeGreaterThan(2 * width(seedBootstrap([first[0]!])));
  });
  it.each([
    [[], "at least one seed and one picture"],
    [[new Uint8Array(0)], "at least one seed and one picture"],
    [[new Uint8Array(3), new Uint8Array(4)], "expected the same pictures, got 3 and 4"],
  ])("rejects %j", (right, message) => {
    expect(() => seedBootstrap(right)).toThrow(message);
  });
});

describe("compareSeeds(first, second)", () => {
  it("finds the interval that NumPy finds by plain indexing", () => {
    const {difference, seeds, count} = compareSeeds(first, second, {rounds: 4000});
    near(difference, fixture.paired);
    expect([count, seeds]).toEqual([400, [3, 2]]);
    const mean = (group: Uint8Array[]): number => group.reduce((sum, each) => sum + share(each), 0) / group.length;
    expect(difference.value).toBeCloseTo(mean(first) - mean(second), 12);
  });
  it("with one seed a side is SciPy's paired bootstrap", () => {
    near(compareSeeds([first[0]!], [second[0]!], {rounds: 4000}).difference, fixture.pairedOneSeed);
  });
  it("gives equals a p-value of 1, and its least where one is always better", () => {
    expect(compareSeeds(first, first).pValue).toBeGreaterThan(0.5);
    expect(compareSeeds([first[0]!], [first[0]!]).pValue).toBe(1);
    const none = first.map((each) => new Uint8Array(each.length));
    expect(compareSeeds(first, none, {rounds: 999}).pValue).toBe(0.002);
    expect(compareSeeds(none, first, {rounds: 999}).difference.value).toBeLessThan(0);
  });
  it("swaps sign with its arguments", () => {
    const [one, other] = [compareSeeds(first, second), compareSeeds(second, first)];
    expect(one.difference.value).toBeCloseTo(-other.difference.value, 12);
  });
});

describe("errorsHalved(first, second)", () => {
  const wrongIn = (...rows: number[]): Uint8Array =>
    Uint8Array.from({length: 100}, (_, i) => (rows.includes(i) ? 0 : 1));
  it("is half of the second's error rate less the first's", () => {
    expect(errorsHalved([wrongIn(0)], [wrongIn(0, 1, 2, 3)]).value).toBeCloseTo(0.02 - 0.01, 12);
    const mean = (group: Uint8Array[]): number => group.reduce((sum, each) => sum + share(each), 0) / group.length;
    const {value, low, high} = errorsHalved(first, second);
    expect(value).toBeCloseTo((1 - mean(second)) / 2 - (1 - mean(first)), 12);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
  it("knows that the second's error rate is an estimate, too", () => {
    // All errors of the first are the second's, which has twice as many.
    const [half, all] = [wrongIn(0, 1, 2, 3, 4), wrongIn(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)];
    const {value, low, high} = errorsHalved([half], [all], {rounds: 4000});
    expect(value).toBeCloseTo(0, 12);
    // Each picture adds -1/2, 1/2 or 0: a deviation of sqrt(0.1 / 4 / 100).
    expect(high - low).toBeGreaterThan(3.4 * Math.sqrt(0.1 / 4 / 100));
    expect(high - low).toBeLessThan(4.4 * Math.sqrt(0.1 / 4 / 100));
  });
});
