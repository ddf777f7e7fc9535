import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compare} from "../../../src/pipeline/evaluation/compare.js";
import {confusedPairs} from "../../../src/pipeline/evaluation/confusedPairs.js";
import {evaluate} from "../../../src/pipeline/evaluation/evaluate.js";
import {mcnemar} from "../../../src/pipeline/evaluation/mcnemar.js";
import {type Predictions, predictions} from "../../../src/pipeline/evaluation/predictions.js";
import {worstErrors} from "../../../src/pipeline/evaluation/worstErrors.js";
import {toySet} from "../model/toySet.js";

interface Fixture {
  readonly classCount: number;
  readonly yTrue: number[];
  readonly first: number[];
  readonly second: number[];
  readonly accuracy: number;
  readonly accuracyInterval: [number, number];
  readonly precision: number[];
  readonly recall: number[];
  readonly recallIntervals: [number, number][];
  readonly f1: number[];
  readonly support: number[];
  readonly macroF1: number;
  readonly confusion: number[][];
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly mcnemarExact: number;
  readonly mcnemarLarge: [number, number, number][];
}

const fixture = JSON.parse(readFileSync("tests/fixtures/sklearn/evaluation.json", "utf8")) as Fixture;
const classNames = ["a", "b", "c", "d", "e"];
const set = {...toySet("test", 0), labels: Uint8Array.from(fixture.yTrue), count: fixture.yTrue.length, classNames};
const first = predictions(set, Float32Array.from(fixture.first));
const second = predictions(set, Float32Array.from(fixture.second));

/** Predictions of certain answers. */
function answers(yTrue: number[], yPred: number[], classCount: number): Predictions {
  const probabilities = new Float32Array(yTrue.length * classCount);
  for (const [row, k] of yPred.entries()) probabilities[row * classCount + k] = 1;
  const names = Array.from({length: classCount}, (_, k) => `class ${k}`);
  return predictions({...set, labels: Uint8Array.from(yTrue), count: yTrue.length, classNames: names}, probabilities);
}

describe("evaluate(predictions, options)", () => {
  const evaluation = evaluate(first, {seed: 1});
  const digits = 9;

  it("agrees with scikit-learn on accuracy, precision, recall, F1, macro F1 and the confusion matrix", () => {
    expect(evaluation.count).toBe(300);
    expect(evaluation.accuracy.value).toBeCloseTo(fixture.accuracy, digits);
    expect(evaluation.macroF1.value).toBeCloseTo(fixture.macroF1, digits);
    expect(evaluation.confusion).toEqual(fixture.confusion);
    for (const [k, each] of evaluation.perClass.entries()) {
      expect(each.name).toBe(classNames[k]);
      expect(each.support).toBe(fixture.support[k]);
      expect(each.precision.value).toBeCloseTo(fixture.precision[k]!, digits);
      expect(each.recall.value).toBeCloseTo(fixture.recall[k]!, digits);
      expect(each.f1.value).toBeCloseTo(fixture.f1[k]!, digits);
    }
  });
  it("agrees with SciPy on Wilson's intervals", () => {
    expect(evaluation.accuracy.low).toBeCloseTo(fixture.accuracyInterval[0], digits);
    expect(evaluation.accuracy.high).toBeCloseTo(fixture.accuracyInterval[1], digits);
    for (const [k, {recall}] of evaluation.perClass.entries()) {
      expect(recall.low).toBeCloseTo(fixture.recallIntervals[k]![0], digits);
      expect(recall.high).toBeCloseTo(fixture.recallIntervals[k]![1], digits);
    }
  });
  it("says nothing about the precision of a class that was never the answer: 0, between 0 and 1", () => {
    expect(evaluation.perClass[4]!.precision).toEqual({value: 0, low: 0, high: 1, level: 0.95});
  });
  it("puts every F1 inside its bootstrap interval, and repeats it from the same seed", () => {
    for (const {f1} of evaluation.perClass.slice(0, 4)) {
      expect(f1.low).toBeLessThan(f1.value);
      expect(f1.high).toBeGreaterThan(f1.value);
    }
    expect(evaluate(first, {seed: 1})).toEqual(evaluation);
    expect(evaluate(first, {seed: 2}).macroF1.low).not.toBe(evaluation.macroF1.low);
  });
  it("bootstraps F1 about as wide as theory says where F1 is accuracy: both classes of a symmetric two-class problem", () => {
    const half = Array.from({length: 1000}, (_, i) => i % 2);
    const evaluated = evaluate(
      answers(
        half,
        half.map((k, i) => (i % 10 < 2 ? 1 - k : k)),
        2,
      ),
      {seed: 5},
    );
    // Standard error of a share of 0.8 in 1000: 0.01265; 95 %: 0.0248 either side.
    expect(evaluated.macroF1.high - evaluated.macroF1.low).toBeGreaterThan(0.044);
    expect(evaluated.macroF1.high - evaluated.macroF1.low).toBeLessThan(0.056);
  });
  it("takes under two seconds for 10,000 rows and 1,000 rounds", () => {
    const yTrue = Array.from({length: 10_000}, (_, i) => i % 10);
    const many = answers(
      yTrue,
      yTrue.map((k, i) => (i % 7 === 0 ? (k + 1) % 10 : k)),
      10,
    );
    const start = process.cpuUsage();
    evaluate(many, {seed: 1});
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });
  it("has no opinion about nothing", () => {
    expect(() => evaluate(answers([], [], 2))).toThrow("expected at least one prediction");
  });
});

describe("predictions(set, probabilities)", () => {
  it("names the row that holds no probability", () => {
    const broken = Float32Array.from(fixture.first);
    broken[12] = Number.NaN;
    expect(() => predictions(set, broken)).toThrow("row 2 of the test set holds NaN");
  });
  it("wants one probability per class and row", () => {
    expect(() => predictions(set, new Float32Array(7))).toThrow("expected 300 x 5 for the test set, got 7 numbers");
  });
});

describe("compare(first, second)", () => {
  it("agrees with SciPy's exact binomial test", () => {
    const comparison = compare(first, second, {seed: 1});
    expect(comparison.onlyFirst).toBe(fixture.onlyFirst);
    expect(comparison.onlySecond).toBe(fixture.onlySecond);
    expect(comparison.exactPValue).toBeCloseTo(fixture.mcnemarExact, 9);
    expect(comparison.difference.value).toBeCloseTo((fixture.onlyFirst - fixture.onlySecond) / 300, 12);
    expect(comparison.bothRight + comparison.bothWrong + comparison.onlyFirst + comparison.onlySecond).toBe(300);
  });
  it("is antisymmetric in the difference and symmetric in the p-value", () => {
    const [there, back] = [compare(first, second), compare(second, first)];
    expect(back.difference.value).toBe(-there.difference.value);
    expect(back.pValue).toBe(there.pValue);
  });
  it("has an interval as wide as theory says", () => {
    const {difference, onlyFirst, onlySecond, count} = compare(first, second, {seed: 1});
    const variance = (onlyFirst + onlySecond) / count - difference.value ** 2;
    const width = 2 * 1.96 * Math.sqrt(variance / count);
    expect((difference.high - difference.low) / width).toBeGreaterThan(0.9);
    expect((difference.high - difference.low) / width).toBeLessThan(1.1);
  });
  it("refuses models that answered on other rows", () => {
    const other = {...second, yTrue: second.yTrue.map((k, i) => (i === 9 ? (k + 1) % 5 : k))};
    expect(() => compare(first, other)).toThrow("the truth of row 9 differs");
    expect(() => compare(first, answers([0], [0], 5))).toThrow("expected the same rows, got 300 and 1");
  });
});

describe("mcnemar(onlyFirst, onlySecond)", () => {
  it.each(fixture.mcnemarLarge)("agrees with SciPy on %i against %i", (b, c, p) => {
    expect(mcnemar(b, c).exact).toBeCloseTo(p, 9);
  });
  it("gives the mid-p value of the airway example of Fagerland et al. 2013: 1 against 7 is .039", () => {
    expect(mcnemar(1, 7).exact).toBeCloseTo(0.0703, 4);
    expect(mcnemar(1, 7).mid).toBeCloseTo(0.0391, 4);
  });
  it("finds no difference where the models never differ", () => {
    expect(mcnemar(0, 0)).toEqual({exact: 1, mid: 1});
  });
  it("stays a probability, and mid-p below exact, for all counts", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (b, c) => {
        const {exact, mid} = mcnemar(b, c);
        expect(exact).toBeLessThanOrEqual(1);
        expect(mid).toBeGreaterThanOrEqual(0);
        expect(mid).toBeLessThanOrEqual(exact);
      }),
    );
  });
});

describe("worstErrors(predictions, count)", () => {
  it("lists the most confident wrong answers first", () => {
    const worst = worstErrors(first, 10);
    expect(worst).toHaveLength(10);
    for (const [i, each] of worst.entries()) {
      expect(each.yTrue).not.toBe(each.yPred);
      expect(each.trueName).toBe(classNames[fixture.yTrue[each.row]!]);
      expect(each.confidence).toBeLessThanOrEqual(worst[i - 1]?.confidence ?? 1);
      expect(each.trueProbability).toBeLessThanOrEqual(each.confidence);
    }
  });
  it("lists fewer where there are fewer", () => {
    expect(worstErrors(answers([0, 1, 1], [0, 1, 0], 2), 10).map(({row}) => row)).toEqual([2]);
  });
});

describe("confusedPairs(evaluation)", () => {
  it("adds both ways up, commonest first, shares of all errors", () => {
    const evaluation = evaluate(answers([0, 0, 0, 1, 1, 2], [1, 1, 0, 0, 1, 0], 3), {rounds: 10});
    expect(confusedPairs(evaluation)).toEqual([
      {classes: ["class 0", "class 1"], supports: [3, 2], count: 3, firstAsSecond: 2, secondAsFirst: 1, share: 0.75},
      {classes: ["class 0", "class 2"], supports: [3, 1], count: 1, firstAsSecond: 0, secondAsFirst: 1, share: 0.25},
    ]);
  });
});
