import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {crossEntropy} from "../../../src/pipeline/training/crossEntropy.js";
import {type FocalLossOptions, focalLoss} from "../../../src/pipeline/training/focalLoss.js";

interface Case {
  readonly gamma: number;
  readonly alpha: number;
  readonly labelSmoothing: number;
  readonly weighted: boolean;
  readonly loss: number;
  readonly gradient: number[];
}
const torch = JSON.parse(readFileSync("tests/fixtures/torch/losses.json", "utf8")) as {
  classCount: number;
  classWeights: number[];
  logits: number[];
  labels: number[];
  focal: Case[];
  crossEntropy: Omit<Case, "gamma" | "alpha">[];
};
const logits = Float32Array.from(torch.logits);
const labels = Uint8Array.from(torch.labels);
const {classCount} = torch;

/** Batches of three classes, logits from certain to undecided. */
const batches = fc.array(
  fc.tuple(fc.array(fc.double({min: -12, max: 12, noNaN: true}), {minLength: 3, maxLength: 3}), fc.nat(2)),
  {minLength: 1, maxLength: 5},
);

function batchOf(rows: readonly (readonly [readonly number[], number])[]): [Float32Array, Uint8Array] {
  return [Float32Array.from(rows.flatMap(([values]) => values)), Uint8Array.from(rows, ([, label]) => label)];
}

describe("focalLoss(logits, labels, options)", () => {
  it.each(torch.focal)(
    "is PyTorch's: gamma $gamma, alpha $alpha, smoothing $labelSmoothing, weights $weighted",
    (c) => {
      const {gamma, alpha, labelSmoothing} = c;
      const classWeights = c.weighted ? torch.classWeights : [1, 1, 1, 1];
      const found = focalLoss(logits, labels, {classCount, gamma, alpha, labelSmoothing, classWeights});
      expect(Math.abs(found.loss - c.loss)).toBeLessThan(1e-5 * c.loss); // the logits are rounded to single precision
      c.gradient.forEach((g, i) => {
        expect(found.gradient[i]).toBeCloseTo(g, 6);
      });
    },
  );

  it("costs 0.25 log 2 for an even choice of two with gamma 2, a quarter of cross-entropy", () => {
    expect(focalLoss(new Float32Array(2), Uint8Array.of(0), {classCount: 2}).loss).toBeCloseTo(Math.log(2) / 4, 12);
  });

  it("with gamma 0 and alpha 1 is cross-entropy, smoothing and weights included", () => {
    fc.assert(
      fc.property(batches, fc.constantFrom(0, 0.1), (rows, labelSmoothing) => {
        const [xs, ys] = batchOf(rows);
        const options = {classCount: 3, labelSmoothing, classWeights: [0.2, 1.5, 1.3]};
        const [focal, plain] = [focalLoss(xs, ys, {...options, gamma: 0}), crossEntropy(xs, ys, options)];
        expect(Math.abs(focal.loss - plain.loss)).toBeLessThan(1e-9 * Math.max(1, plain.loss));
        expect(focal.correct).toBe(plain.correct);
        for (const [i, g] of focal.gradient.entries()) expect(g).toBeCloseTo(plain.gradient[i]!, 6);
      }),
    );
  });

  it("has the gradient that its differences have", () => {
    const options = fc.record({
      gamma: fc.constantFrom(0, 0.5, 1, 2, 3.5),
      alpha: fc.constantFrom(0.25, 1),
      labelSmoothing: fc.constantFrom(0, 0.1),
    });
    fc.assert(
      fc.property(batches, options, (rows, given) => {
        const [xs, ys] = batchOf(rows);
        const all: FocalLossOptions = {...given, classCount: 3, classWeights: [2, 0.5, 1]};
        const {gradient} = focalLoss(xs, ys, all);
        const step = 2 ** -7;
        for (let i = 0; i < xs.length; i++) {
          // Single precision moves the logit by another step than was asked for.
          const [up, down] = [xs.map((x, k) => (k === i ? x + step : x)), xs.map((x, k) => (k === i ? x - step : x))];
          const change = focalLoss(up, ys, all).loss - focalLoss(down, ys, all).loss;
          const difference = change / (up[i]! - down[i]!) / ys.length;
          expect(Math.abs(gradient[i]! - difference)).toBeLessThan(2e-4);
        }
      }),
    );
  });

  it("is zero, and no NaN, where the answer is certain and right, for every gamma", () => {
    for (const gamma of [0, 0.5, 1, 2]) {
      const {loss, gradient} = focalLoss(Float32Array.of(800, 0, 0), Uint8Array.of(0), {classCount: 3, gamma});
      expect(loss).toBeCloseTo(0, 12);
      expect([...gradient].map(Math.abs)).toEqual([0, 0, 0]);
    }
  });

  it("is as large as cross-entropy where the answer is certain and wrong", () => {
    const {loss, gradient} = focalLoss(Float32Array.of(800, 0), Uint8Array.of(1), {classCount: 2});
    expect(loss).toBe(800);
    expect([...gradient]).toEqual([1, -1]);
  });

  it("refuses a gamma below 0 and an alpha of 0 by name", () => {
    const call = (options: Partial<FocalLossOptions>) => () => focalLoss(logits, labels, {classCount, ...options});
    expect(call({gamma: -1})).toThrow("gamma must be at least 0, got -1");
    expect(call({gamma: Number.NaN})).toThrow("gamma must be at least 0, got NaN");
    expect(call({alpha: 0})).toThrow("alpha must be above 0, got 0");
  });
});

describe("crossEntropy(logits, labels, options)", () => {
  it.each(torch.crossEntropy)("is PyTorch's: smoothing $labelSmoothing, weights $weighted", (c) => {
    const {labelSmoothing} = c;
    const options = c.weighted
      ? {classCount, labelSmoothing, classWeights: torch.classWeights}
      : {classCount, labelSmoothing};
    const found = crossEntropy(logits, labels, options);
    expect(Math.abs(found.loss - c.loss)).toBeLessThan(1e-5 * c.loss);
    c.gradient.forEach((g, i) => {
      expect(found.gradient[i]).toBeCloseTo(g, 6);
    });
  });
});
