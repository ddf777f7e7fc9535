import {describe, expect, it} from "vitest";
import {normalTails} from "../../../../src/core/normal.js";
import type {ImageSet} from "../../../../src/pipeline/dataset/imageSet.js";
import {disparity} from "../../../../src/pipeline/evaluation/slices/disparity.js";
import {evaluateSlices} from "../../../../src/pipeline/evaluation/slices/evaluateSlices.js";
import {fisherExact, type TwoByTwo} from "../../../../src/pipeline/evaluation/slices/fisherExact.js";
import {pictureTraits} from "../../../../src/pipeline/evaluation/slices/pictureTraits.js";
import {shareDifference} from "../../../../src/pipeline/evaluation/slices/shareDifference.js";
import {slicesByAttribute} from "../../../../src/pipeline/evaluation/slices/slicesByAttribute.js";
import {slicesByClass} from "../../../../src/pipeline/evaluation/slices/slicesByClass.js";
import {slicesByQuantile} from "../../../../src/pipeline/evaluation/slices/slicesByQuantile.js";
import {answersOf, belief, tooSure} from "../belief.js";

const tableOf = ([right, wrong, otherRight, otherWrong]: readonly number[]): TwoByTwo => ({
  right: right!,
  wrong: wrong!,
  otherRight: otherRight!,
  otherWrong: otherWrong!,
});
/** Right and wrong answers of two classes, one row each. */
const answers = (rows: readonly (readonly [truth: 0 | 1, right: boolean])[]): ReturnType<typeof answersOf> =>
  answersOf(
    rows.map(([truth]) => truth),
    rows.flatMap(([truth, right]) => ((truth === 0) === right ? [1, 0] : [0, 1])),
    2,
  );

describe("the tests behind slices", () => {
  it.each(belief.fisher)("Fisher's agrees with SciPy on %i, %i against %i, %i", (...row) => {
    expect(fisherExact(tableOf(row))).toBeCloseTo(row[4], 12);
  });
  it("Fisher's is 1 for empty margins, and stands 10,000 rows", () => {
    expect(fisherExact({right: 0, wrong: 0, otherRight: 5, otherWrong: 5})).toBe(1);
    expect(fisherExact({right: 9, wrong: 0, otherRight: 5, otherWrong: 0})).toBe(1);
    expect(fisherExact({right: 5000, wrong: 0, otherRight: 0, otherWrong: 5000})).toBe(0);
    expect(fisherExact({right: 800, wrong: 200, otherRight: 7200, otherWrong: 1800})).toBeCloseTo(1, 12);
  });
  it.each(belief.newcombe)("Newcombe's interval agrees with statsmodels on %i, %i against %i, %i", (...row) => {
    const {low, high} = shareDifference(tableOf(row));
    expect(low).toBeCloseTo(row[4], 9);
    expect(high).toBeCloseTo(row[5], 9);
  });
  it.each(belief.normal)("the tails of the normal distribution agree with SciPy at %s", (z, tails) => {
    expect(Math.abs(normalTails(z) - tails)).toBeLessThanOrEqual(tails * 1e-11);
    expect(normalTails(-z)).toBe(normalTails(z));
  });
});

describe("evaluateSlices(predictions, slices)", () => {
  it("agrees with statsmodels' Mantel-Haenszel test and with the accuracy that the classes let one expect", () => {
    const [{sameClasses, accuracy}] = evaluateSlices(tooSure, [{kind: "g", name: "group", rows: belief.group}]) as [
      ReturnType<typeof evaluateSlices>[number],
    ];
    expect(accuracy.value).toBeCloseTo(belief.sameClasses.accuracy, 12);
    expect(sameClasses!.expected).toBeCloseTo(belief.sameClasses.expected, 12);
    expect(sameClasses!.pValue).toBeCloseTo(belief.sameClasses.pValue, 12);
    expect(sameClasses!.gap.value).toBeCloseTo(belief.sameClasses.accuracy - belief.sameClasses.expected, 12);
  });
  it("does not blame a slice for its classes: worse than the rest, yet as good as its classes let one expect (Simpson)", () => {
    // Class 0 is right 9 times in 10, class 1 half of the time; the slice holds mostly class 1.
    const block = (truth: 0 | 1, right: number, wrong: number): (readonly [0 | 1, boolean])[] =>
      Array.from({length: right + wrong}, (_, i) => [truth, i < right] as const);
    const dark = [...block(0, 18, 2), ...block(1, 90, 90)];
    const light = [...block(0, 162, 18), ...block(1, 10, 10)];
    const [result] = evaluateSlices(answers([...dark, ...light]), [
      {kind: "brightness", name: "dark", rows: dark.map((_, row) => row)},
    ]);
    expect(result!.difference.value).toBeCloseTo(-0.32, 12);
    expect(result!.difference.high).toBeLessThan(0);
    expect(result!.pValue).toBeLessThan(1e-9);
    expect(result!.sameClasses!.gap.value).toBeCloseTo(0, 12);
    expect(result!.sameClasses!.pValue).toBeCloseTo(1, 12);
  });
  it("corrects for the number of slices asked about, and marks the small ones", () => {
    const half = Array.from({length: 200}, (_, row) => row);
    const slice = (name: string, rows: readonly number[]): {kind: string; name: string; rows: readonly number[]} => ({
      kind: "k",
      name,
      rows,
    });
    const alone = evaluateSlices(tooSure, [slice("half", half)])[0]!;
    const many = evaluateSlices(tooSure, [slice("half", half), slice("tiny", [3]), slice("none", [])]);
    expect(many[0]!.pValue).toBeCloseTo(Math.min(1, 3 * alone.pValue), 12);
    expect(many.map(({small}) => small)).toEqual([false, true, true]);
  });
  it("has defined results for an empty slice, for one row, for all rows and for slices by class", () => {
    const set = {labels: tooSure.yTrue, classNames: tooSure.classNames};
    const all = Array.from({length: 400}, (_, row) => row);
    const [empty, one, whole, ...classes] = evaluateSlices(tooSure, [
      {kind: "k", name: "empty", rows: []},
      {kind: "k", name: "one", rows: [7]},
      {kind: "k", name: "whole", rows: all},
      ...slicesByClass(set),
    ]);
    expect(empty).toMatchObject({count: 0, accuracy: {value: 0, low: 0, high: 1}, pValue: 1});
    expect(empty!.difference).toEqual({value: 0, low: -1, high: 1, level: 0.95});
    expect(empty).not.toHaveProperty("sameClasses");
    expect(one!.count).toBe(1);
    expect(whole!.difference).toEqual({value: 0, low: -1, high: 1, level: 0.95});
    expect(whole).not.toHaveProperty("sameClasses");
    expect(classes).toHaveLength(4);
    for (const each of classes) expect(each).not.toHaveProperty("sameClasses");
    expect(JSON.stringify([empty, one, whole, classes])).not.toContain("null");
  });
  it("refuses rows that are none, and rows that come twice", () => {
    const slices = (rows: number[]): {kind: string; name: string; rows: number[]}[] => [{kind: "k", name: "bad", rows}];
    expect(() => evaluateSlices(tooSure, slices([400]))).toThrow('the slice "bad" (k) should hold rows from 0 to 399');
    expect(() => evaluateSlices(tooSure, slices([1, 1]))).toThrow("each once; got 1");
    expect(() => evaluateSlices(answersOf([], [], 2), [])).toThrow("expected at least one prediction");
  });
});

describe("disparity(results, kind)", () => {
  it.each(belief.ratio)("agrees with statsmodels on the ratio of %i, %i to %i, %i", (a, b, c, d, low, high) => {
    const rows = [
      [a, b],
      [c, d],
    ].flatMap(([right, wrong]) => Array.from({length: right! + wrong!}, (_, i) => i < right!));
    const predicted = answers(rows.map((right) => [0, right] as const));
    const places = rows.map((_, row) => row);
    const results = evaluateSlices(
      predicted,
      [
        {kind: "k", name: "first", rows: places.slice(0, a + b)},
        {kind: "k", name: "second", rows: places.slice(a + b)},
      ],
      {minimum: 1},
    );
    const {ratio, worst, best} = disparity(results, "k")!;
    expect(worst.accuracy.value).toBeLessThanOrEqual(best.accuracy.value);
    // Theirs is first over second; ours the worse over the better.
    const turned = worst.name === "second";
    expect(ratio.low).toBeCloseTo(turned ? 1 / high : low, 9);
    expect(ratio.high).toBeCloseTo(turned ? 1 / low : high, 9);
  });
  it("leaves small slices out, and has nothing to say of a single one", () => {
    const results = evaluateSlices(tooSure, [
      {kind: "k", name: "large", rows: Array.from({length: 60}, (_, row) => row)},
      {kind: "k", name: "small", rows: [300, 301]},
    ]);
    expect(disparity(results, "k")).toBeUndefined();
    expect(disparity(results, "other")).toBeUndefined();
  });
});

describe("makers of slices", () => {
  it("by class: the rows of each, in the order of the classes, also of one without a picture", () => {
    expect(slicesByClass({labels: Uint8Array.from([2, 0, 2]), classNames: ["a", "b", "c"]})).toEqual([
      {kind: "class", name: "a", rows: [1]},
      {kind: "class", name: "b", rows: []},
      {kind: "class", name: "c", rows: [0, 2]},
    ]);
  });
  it("by quantile: about equal parts, equal values together", () => {
    const slices = slicesByQuantile("brightness", [5, 1, 3, 4, 2, 6, 8, 7], {ends: ["darkest", "brightest"]});
    expect(slices.map(({name}) => name)).toEqual([
      "darkest quarter",
      "2nd quarter",
      "3rd quarter",
      "brightest quarter",
    ]);
    expect(slices.map(({rows}) => rows)).toEqual([
      [1, 4],
      [2, 3],
      [0, 5],
      [6, 7],
    ]);
    expect(slicesByQuantile("flat", [1, 1, 1], {parts: 2}).map(({rows}) => rows.length)).toEqual([3, 0]);
    expect(() => slicesByQuantile("size", [1, Number.NaN])).toThrow("size of row 1 should be finite, got NaN");
    expect(() => slicesByQuantile("size", [1], {parts: 1})).toThrow("a whole number from 2 to 10, got 1");
  });
  it("by attribute: the commonest value first, what is not given last", () => {
    const slices = slicesByAttribute("season", ["Summer", "", "Winter", "Summer ", undefined, null]);
    expect(slices).toEqual([
      {kind: "season", name: "Summer", rows: [0, 3]},
      {kind: "season", name: "Winter", rows: [2]},
      {kind: "season", name: "not given", rows: [1, 4, 5]},
    ]);
  });
});

describe("pictureTraits(set)", () => {
  const set: ImageSet = {
    name: "test",
    images: Uint8Array.from([0, 100, 3, 200, 0, 0, 5, 0, 50, 50, 50, 50]),
    labels: new Uint8Array(3),
    count: 3,
    height: 2,
    width: 2,
    channels: 1,
    classNames: ["a"],
  };
  it("measures the garment and not the ground with its specks", () => {
    const {brightness, contrast, size, offset} = pictureTraits(set);
    expect([...brightness]).toEqual([150, 0, 50]);
    expect([...contrast]).toEqual([50, 0, 0]);
    expect([...size]).toEqual([0.5, 0, 1]);
    // The first lies to the right (0.5) and, by weight, 1/3 of half a pixel low.
    expect(offset[0]).toBeCloseTo(Math.hypot(0.5, 0.5 / 3), 12);
    expect([...offset.slice(1)]).toEqual([0, 0]);
  });
  it("takes the mean of colours", () => {
    const colour = {...set, images: Uint8Array.from([0, 0, 0, 30, 60, 90]), count: 1, height: 1, channels: 3};
    expect(pictureTraits(colour)).toMatchObject({brightness: Float64Array.of(60), size: Float64Array.of(0.5)});
  });
});
