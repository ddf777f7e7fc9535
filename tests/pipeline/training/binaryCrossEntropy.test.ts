import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {binaryCrossEntropy} from "../../../src/pipeline/training/binaryCrossEntropy.js";
import {crossEntropy} from "../../../src/pipeline/training/crossEntropy.js";

/** PyTorch's BCEWithLogitsLoss; see binary.py beside it. */
const torch = JSON.parse(readFileSync("tests/fixtures/torch/binary.json", "utf8")) as {
  readonly classWeights: readonly [number, number];
  readonly logits: readonly number[];
  readonly labels: readonly number[];
  readonly cases: readonly {labelSmoothing: number; weighted: boolean; loss: number; gradient: readonly number[]}[];
};
const [logits, labels] = [Float32Array.from(torch.logits), Uint8Array.from(torch.labels)];

describe("binaryCrossEntropy(logits, labels, options)", () => {
  it.each(torch.cases)(
    "is PyTorch's, logits of 400 included: smoothing $labelSmoothing, class weights $weighted",
    ({labelSmoothing, weighted, loss, gradient}) => {
      const options = {labelSmoothing, ...(weighted && {classWeights: torch.classWeights})};
      const found = binaryCrossEntropy(logits, labels, options);
      expect(found.loss / loss).toBeCloseTo(1, 7);
      for (const [i, slope] of found.gradient.entries()) expect(Math.abs(slope - gradient[i]!)).toBeLessThan(1e-8);
    },
  );
  it("is the cross-entropy of two classes, the first of which has the logit 0", () => {
    const row = fc.record({
      logit: fc.float({min: -50, max: 50, noNaN: true}),
      label: fc.integer({min: 0, max: 1}),
      weight: fc.float({min: 0, max: 1, noNaN: true}),
    });
    fc.assert(
      fc.property(fc.array(row, {minLength: 1, maxLength: 20}), fc.constantFrom(0, 0.2), (rows, labelSmoothing) => {
        const one = Float32Array.from(rows, ({logit}) => logit);
        const two = Float32Array.from(rows.flatMap(({logit}) => [0, logit]));
        const truth = Uint8Array.from(rows, ({label}) => label);
        const rowWeights = Float32Array.from(rows, ({weight}) => weight);
        const options = {labelSmoothing, classWeights: [1, 3], rowWeights};
        const found = binaryCrossEntropy(one, truth, options);
        const known = crossEntropy(two, truth, {...options, classCount: 2});
        expect(found.loss).toBeCloseTo(known.loss, 5);
        expect(found.correct).toBe(known.correct);
        for (const [i, slope] of found.gradient.entries()) expect(slope).toBeCloseTo(known.gradient[2 * i + 1]!, 6);
      }),
    );
  });
  it("calls a logit of 0 class 0, and costs an even guess log 2", () => {
    const found = binaryCrossEntropy(new Float32Array(2), Uint8Array.of(0, 1));
    expect(found).toMatchObject({correct: 1, gradient: Float32Array.of(0.25, -0.25)});
    expect(found.loss).toBeCloseTo(2 * Math.LN2, 12);
  });
  it("says that a logit which is no number is none", () => {
    expect(binaryCrossEntropy(Float32Array.of(Number.NaN), Uint8Array.of(1)).loss).toBeNaN();
  });
});
