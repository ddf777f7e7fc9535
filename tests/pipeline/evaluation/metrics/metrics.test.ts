import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {isInterval} from "../../../../src/core/payload.js";
import {seeded} from "../../../../src/core/random.js";
import {precisionRecallCurve, rocCurve} from "../../../../src/pipeline/evaluation/metrics/curves.js";
import {metrics} from "../../../../src/pipeline/evaluation/metrics/metrics.js";
import {oneAgainstRest} from "../../../../src/pipeline/evaluation/metrics/ranking.js";
import {answered, asked} from "../answers.js";

interface Case {
  readonly classCount: number;
  readonly yTrue: number[];
  readonly probabilities: number[];
  readonly [figure: string]: unknown;
  readonly rocCurve: {readonly fpr: number[]; readonly tpr: number[]};
  readonly precisionRecallCurve: {readonly precision: number[]; readonly recall: number[]};
}

const {cases} = JSON.parse(readFileSync("tests/fixtures/sklearn/metrics.json", "utf8")) as {
  cases: Record<string, Case>;
};

/** Figures that have the same name in the fixture. */
const names = [
  "accuracy",
  "balancedAccuracy",
  "macroPrecision",
  "macroRecall",
  "macroF1",
  "weightedPrecision",
  "weightedF1",
  "kappa",
  "mcc",
  "logLoss",
  "brier",
  "macroRocArea",
  "microRocArea",
  "macroAveragePrecision",
  "microAveragePrecision",
] as const;

describe.each(Object.entries(cases))("metrics(predictions): %s", (_, expected) => {
  const answers = asked(expected.yTrue, expected.probabilities, expected.classCount);
  const result = metrics(answers, {seed: 3, rounds: 40});

  it("agrees with scikit-learn on every figure", () => {
    for (const name of names) expect(result[name].value, name).toBeCloseTo(expected[name] as number, 9);
    expect(result.topK.value).toBeCloseTo(expected["top2"] as number, 9);
    expect([expected["microF1"], expected["weightedRecall"]]).toEqual([expected["accuracy"], expected["accuracy"]]);
  });
  it("agrees with scikit-learn on every class, and says nothing of areas that a class cannot have", () => {
    const of = (name: string): (number | null)[] => expected[name] as (number | null)[];
    for (const [k, each] of result.perClass.entries()) {
      expect(each.precision.value).toBeCloseTo(of("precision")[k]!, 9);
      expect(each.recall.value).toBeCloseTo(of("recall")[k]!, 9);
      expect(each.f1.value).toBeCloseTo(of("f1")[k]!, 9);
      expect(each.rocArea.value).toBeCloseTo(of("rocAreas")[k] ?? 0.5, 9);
      expect(each.averagePrecision.value).toBeCloseTo(of("averagePrecisions")[k] ?? 0, 9);
      if (of("rocAreas")[k] === null) expect(each.rocArea).toMatchObject({low: 0, high: 1});
    }
  });
  it("draws the curves of scikit-learn", () => {
    const ranking = oneAgainstRest(answers, 0);
    const roc = rocCurve(ranking);
    const precisionRecall = precisionRecallCurve(ranking);
    expectClose(roc.falsePositiveRate, expected.rocCurve.fpr);
    expectClose(roc.truePositiveRate, expected.rocCurve.tpr);
    expectClose(precisionRecall.precision, expected.precisionRecallCurve.precision);
    expectClose(precisionRecall.recall, expected.precisionRecallCurve.recall);
  });
});

function expectClose(actual: Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 9);
}

describe("metrics(predictions, options)", () => {
  const {yTrue, probabilities, classCount} = cases["five classes"]!;
  const answers = asked(yTrue, probabilities, classCount);

  it("repeats its intervals from the same seed, and puts each figure inside its own", () => {
    const result = metrics(answers, {seed: 1, rounds: 200});
    expect(metrics(answers, {seed: 1, rounds: 200})).toEqual(result);
    expect(metrics(answers, {seed: 2, rounds: 200}).mcc.low).not.toBe(result.mcc.low);
    for (const name of names) {
      expect(result[name].low, name).toBeLessThan(result[name].value);
      expect(result[name].high, name).toBeGreaterThan(result[name].value);
    }
  });
  it("has an interval of the ROC area about as wide as theory says", () => {
    // Hanley and McNeil 1982, for the area of class 0 and its numbers of examples and others.
    const {rocArea, support} = metrics(answers, {seed: 1}).perClass[0]!;
    const [area, others] = [rocArea.value, yTrue.length - support];
    const [q1, q2] = [area / (2 - area), (2 * area * area) / (1 + area)];
    const variance =
      (area * (1 - area) + (support - 1) * (q1 - area * area) + (others - 1) * (q2 - area * area)) / (support * others);
    const ratio = (rocArea.high - rocArea.low) / (2 * 1.96 * Math.sqrt(variance));
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.3);
  });
  it("calls chance what chance would do: truth and answers all of one class have kappa and correlation 0", () => {
    const {kappa, mcc, accuracy, macroRocArea, microRocArea} = metrics(answered([1, 1, 1], [1, 1, 1], 2), {rounds: 20});
    expect([kappa.value, mcc.value, accuracy.value, microRocArea.value]).toEqual([0, 0, 1, 1]);
    expect(macroRocArea).toEqual({value: 0.5, low: 0, high: 1, level: 0.95});
  });
  it("says of one row what one row can say", () => {
    const {accuracy, logLoss, topK} = metrics(asked([0], [0.25, 0.5, 0.25], 3), {rounds: 20});
    expect(accuracy.value).toBe(0);
    expect(topK.value).toBe(1);
    expect(logLoss).toEqual({value: Math.log(4), low: Math.log(4), high: Math.log(4), level: 0.95});
  });
  it("is a number between its ends whatever the answers are", () => {
    const row = fc.array(fc.nat(4), {minLength: 3, maxLength: 3}).filter((parts) => parts.some((part) => part > 0));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), row), {minLength: 1, maxLength: 12}), (rows) => {
        const shares = rows.flatMap(([, parts]) => parts.map((part) => part / parts.reduce((a, b) => a + b, 0)));
        const truths = rows.map(([truth]) => truth);
        const {perClass, ...rest} = metrics(asked(truths, shares, 3), {rounds: 5});
        const intervals = [rest, ...perClass].flatMap((figures) => Object.values(figures).filter(isInterval));
        expect(intervals).toHaveLength(16 + 3 * 5);
        for (const {value, low, high} of intervals) {
          expect([value, low, high].every(Number.isFinite)).toBe(true);
          expect(low).toBeLessThanOrEqual(high);
        }
      }),
      {numRuns: 60},
    );
  });
  it("takes seconds for 10,000 rows and 1,000 rounds", () => {
    const random = seeded("many rows");
    const truths = Array.from({length: 10_000}, () => random.int(10));
    const shares = truths.flatMap((truth) => {
      const raw = Array.from({length: 10}, (__, k) => random.next() + (k === truth ? 1 : 0));
      const sum = raw.reduce((a, b) => a + b, 0);
      return raw.map((each) => each / sum);
    });
    const many = asked(truths, shares, 10);
    const start = process.cpuUsage();
    metrics(many, {seed: 1, rounds: 100});
    // A tenth of the rounds, on a machine that may be busy: ten times as many take about two seconds on a quiet one.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });
  it("has no opinion about nothing, and refuses options that mean nothing", () => {
    expect(() => metrics(answered([], [], 2))).toThrow("expected at least one prediction");
    expect(() => metrics(answers, {k: 6})).toThrow("k must be a number of classes from 1 to 5, got 6");
    expect(() => metrics(answers, {rounds: 0})).toThrow("rounds must be a whole number of at least 1, got 0");
  });
});
