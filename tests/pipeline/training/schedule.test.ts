import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {assertSchedule, learningRateAt, type Schedule} from "../../../src/pipeline/training/schedule.js";

const at = (schedule: Schedule, moments: number[]): number[] => moments.map((p) => learningRateAt(schedule, p));

describe("learningRateAt(schedule, progress)", () => {
  it("constant stays", () => expect(at({kind: "constant", learningRate: 2}, [0, 0.5, 1])).toEqual([2, 2, 2]));
  it("step multiplies by the factor at each share", () => {
    expect(at({kind: "step", learningRate: 8, at: [0.25, 0.5], factor: 0.5}, [0, 0.25, 0.4, 0.5, 1])).toEqual([
      8, 4, 4, 2, 2,
    ]);
  });
  it("exponential falls by the same factor in equal times", () => {
    const [start, middle, end] = at({kind: "exponential", learningRate: 1, end: 0.01}, [0, 0.5, 1]);
    expect(start).toBe(1);
    expect(middle).toBeCloseTo(0.1, 12);
    expect(end).toBeCloseTo(0.01, 12);
  });
  it("cosine warms up linearly, is half way down in the middle and ends at zero", () => {
    const found = at({kind: "cosine", learningRate: 4, warmUp: 0.2}, [0, 0.1, 0.2, 0.6, 1]);
    for (const [i, expected] of [0, 2, 4, 2, 0].entries()) expect(found[i]).toBeCloseTo(expected, 12);
  });
  it("one-cycle starts at a share of the peak, peaks after the warm-up and ends at its end", () => {
    const cycle = {kind: "one-cycle", learningRate: 10, warmUp: 0.3, start: 0.04, end: 4e-6} as const;
    const found = at(cycle, [0, 0.15, 0.3, 0.65, 1]);
    for (const [i, expected] of [0.4, 5.2, 10, 5.00002, 4e-5].entries()) expect(found[i]).toBeCloseTo(expected, 9);
  });
  it("follows the cosine to the last digits", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), (share) => {
        const rate = learningRateAt({kind: "cosine", learningRate: 2, warmUp: 0}, share);
        expect(rate).toBeCloseTo(1 + Math.cos(Math.PI * share), 14);
      }),
    );
  });
  it("never passes its peak and never turns negative", () => {
    const schedule = fc.constantFrom<Schedule>(
      {kind: "constant", learningRate: 1},
      {kind: "step", learningRate: 1, at: [0.3]},
      {kind: "exponential", learningRate: 1},
      {kind: "cosine", learningRate: 1},
      {kind: "cosine", learningRate: 1, warmUp: 0},
      {kind: "one-cycle", learningRate: 1},
    );
    fc.assert(
      fc.property(schedule, fc.double({min: 0, max: 1, noNaN: true}), (each, progress) => {
        const rate = learningRateAt(each, progress);
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("assertSchedule(schedule)", () => {
  it.each<[Schedule, string]>([
    [{kind: "constant", learningRate: 0}, "schedule constant: learningRate must be positive, got 0"],
    [{kind: "cosine", learningRate: 1, warmUp: 1}, "schedule cosine: warmUp must lie in [0, 1), got 1"],
    [{kind: "exponential", learningRate: 1, end: 0}, "schedule exponential: end must be positive, got 0"],
  ])("refuses %o", (schedule, message) => expect(() => assertSchedule(schedule)).toThrow(message));
});
