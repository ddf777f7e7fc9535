import {describe, expect, it} from "vitest";
import type {RgbImage} from "../../../../src/core/jpeg.js";
import {seeded} from "../../../../src/core/random.js";
import type {ProductRecord} from "../../../../src/pipeline/dataset/photos/productRecord.js";
import {predictions} from "../../../../src/pipeline/evaluation/predictions.js";
import type {SliceResult} from "../../../../src/pipeline/evaluation/slices/evaluateSlices.js";
import {widestGap} from "../../../../src/pipeline/evaluation/slices/widestGap.js";
import {type PreparedPhotos, preparePhotos} from "../../../../src/pipeline/features/photo/preparePhotos.js";
import {photoGrid} from "../../../../src/pipeline/figure/photos/photoGrid.js";
import {classAnswersTable, treatmentTable} from "../../../../src/pipeline/figure/photos/photoTables.js";
import type {Model} from "../../../../src/pipeline/model/model.js";
import {answersByClass} from "../../../../src/pipeline/study/photos/answersByClass.js";
import {askTreatments, type TreatmentAnswers} from "../../../../src/pipeline/study/photos/askTreatments.js";
import {farFromTraining} from "../../../../src/pipeline/study/photos/farFromTraining.js";
import {photoSlices} from "../../../../src/pipeline/study/photos/photoSlices.js";
import {productSample} from "../../../../src/pipeline/study/photos/productSample.js";
import {productSlices} from "../../../../src/pipeline/study/photos/productSlices.js";
import {routedPhotos} from "../../../../src/pipeline/study/photos/routedPhotos.js";
import {sliceNamed} from "../../../../src/pipeline/study/photos/sliceNamed.js";
import {garmentClasses as classNames} from "../../dataset/photos/garmentClasses.js";

const photo = (ground: number): RgbImage => {
  const random = seeded(ground);
  const pixels = Uint8Array.from({length: 40 * 40 * 3}, (_, i) => {
    const [y, x] = [Math.floor(i / 120), Math.floor(i / 3) % 40];
    return (y >= 8 && y < 32 && x >= 12 && x < 28 ? 120 : ground) + random.int(3);
  });
  return {width: 40, height: 40, pixels};
};
/** Coat right, Sneaker called Coat, Shirt called Coat, Coat right; grounds lighter, darker, lighter, lighter. */
const photos = [
  {image: photo(220), label: 4},
  {image: photo(20), label: 7},
  {image: photo(230), label: 6},
  {image: photo(210), label: 4},
];

function coatsAlone(): TreatmentAnswers {
  const [{set, prepared}] = preparePhotos(photos, {classNames, treatments: ["cut"]}) as [PreparedPhotos];
  const probabilities = Float32Array.from({length: 40}, (_, i) => (i % 10 === 4 ? 0.75 : i % 10 === 0 ? 0.25 : 0));
  const answers = predictions(set, probabilities);
  return {
    treatment: "cut",
    accuracy: {value: 0.5, low: 0.1, high: 0.9, level: 0.95},
    confidence: 0.75,
    answers,
    set,
    prepared,
  };
}

describe("what becomes of photographs", () => {
  const cut = coatsAlone();

  it("answersByClass counts each class that has pictures, and its commonest wrong answer", () => {
    expect(
      answersByClass(cut.answers).map(({name, count, right, mistakenFor}) => [name, count, right, mistakenFor]),
    ).toEqual([
      ["Coat", 2, 2, null],
      ["Shirt", 1, 0, {name: "Coat", count: 1}],
      ["Sneaker", 1, 0, {name: "Coat", count: 1}],
    ]);
  });

  it("photoSlices tells shoes from other garments, and light grounds from dark ones", () => {
    const results = photoSlices(cut, {bound: 10, distances: Float32Array.of(5, 20, 5, 5), share: cut.accuracy});
    const counts = results.map(({kind, name, count, right}) => [kind, name, count, right]);
    expect(counts).toContainEqual(["garment", "shoes", 1, 0]);
    expect(counts).toContainEqual(["background", "lighter than it", 3, 2]);
    expect(counts).toContainEqual(["background", "darker than it", 1, 0]);
    expect(counts).toContainEqual(["picture", "unlike training", 1, 0]);
    expect(sliceNamed(results, "garment", "hats")).toMatchObject({count: 0, accuracy: {low: 0, high: 1}, pValue: 1});
  });

  it("widestGap names the slice farthest below its classes, small ones aside", () => {
    const slice = (name: string, value: number, small = false): SliceResult => ({
      ...sliceNamed([], "colour", name),
      count: 40,
      small,
      sameClasses: {expected: 0.5, gap: {value, low: -1, high: 1, level: 0.95}, pValue: 1},
    });
    const results = [slice("Red", -0.1), slice("White", -0.3), slice("Pink", -0.4, true), slice("Blue", -0.3)];
    expect(widestGap(results)).toMatchObject({name: "White (colour)", gap: {value: -0.3}});
    expect(widestGap([])).toMatchObject({name: "none", gap: {value: 0, low: -1, high: 1}});
  });

  it("farFromTraining sets its bound at what 95 % of usual pictures keep", () => {
    const row = (values: readonly number[]) => ({
      name: "toy",
      images: Uint8Array.from(values),
      labels: new Uint8Array(values.length),
      count: values.length,
      height: 1,
      width: 1,
      channels: 1,
      classNames: ["a"],
    });
    const far = farFromTraining({
      known: row([100]),
      usual: row(Array.from({length: 21}, (_, i) => 100 + i)),
      asked: row([100, 118, 130, 0]),
    });
    expect(far.bound).toBe(19);
    expect([...far.distances]).toEqual([0, 18, 30, 100]);
    expect(far.share.value).toBe(0.5);
  });

  it("the grid shows photograph and answer, the wrong ones with their class", async () => {
    const {pictures, alt} = await photoGrid({photos, set: cut.set, answers: cut.answers}, {caption: "c"});
    expect(pictures.map(({label, tone}) => [label, tone])).toEqual([
      ["Coat, 75\u00a0%", "good"],
      ["Sneaker called Coat, 75\u00a0%", "bad"],
      ["Shirt called Coat, 75\u00a0%", "bad"],
      ["Coat, 75\u00a0%", "good"],
    ]);
    expect(pictures[0]!.src).toMatch(/^data:image\/jpeg;base64,/);
    expect(alt).toContain("2 of them are recognised");
  });
});

describe("where there are no photographs", () => {
  it("every figure is defined and nothing is claimed to be known", async () => {
    const trial = await askTreatments({} as Model, [], {classNames, seed: 1});
    const [first] = trial.treatments;
    expect(trial.steps).toHaveLength(2);
    expect(trial.overall).toMatchObject({difference: {value: 0, low: -1, high: 1}, pValue: 1});
    expect(first).toMatchObject({accuracy: {value: 0, low: 0, high: 1}, confidence: 0});
    expect(routedPhotos(first!.answers, 0.7)).toMatchObject({answered: 0, risk: {value: 0, low: 0, high: 1}});
    const nothing = {bound: 0, distances: new Float32Array(), share: first!.accuracy};
    expect([answersByClass(first!.answers), photoSlices(first!, nothing), productSlices(first!, [])]).toEqual([
      [],
      [],
      [],
    ]);
    expect(treatmentTable(trial, {id: "t", caption: "c"}).rows).toHaveLength(3);
    expect(classAnswersTable([], {id: "t", caption: "c"}).rows).toEqual([]);
  });
});

describe("productSample(records, options)", () => {
  const records = Array.from({length: 120}, (_, i) => recordOf(i + 1, ["Shirts", "Jeans", "Belts"][i % 3]!));
  const draw = (seed: number, perClass = 5): number[] =>
    productSample(records, {classNames, perClass, seed}).map(({record}) => record.id);

  it("draws as many of each class that has products, and none of those without a class", () => {
    const sample = productSample(records, {classNames, perClass: 5, seed: 1});
    expect(sample.map(({label}) => classNames[label])).toEqual([
      ...Array(5).fill("Trouser"),
      ...Array(5).fill("Shirt"),
    ]);
    expect(new Set(sample.map(({record}) => record.articleType))).toEqual(new Set(["Jeans", "Shirts"]));
  });

  it("is the same for a seed, another for another, and never one of the thirty of development", () => {
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1, 1000)).toHaveLength(2 * (40 - 30));
    expect(new Set([...draw(1, 1000), ...draw(2, 1000)]).size).toBe(20);
  });

  it("refuses a number that is none", () => {
    expect(() => draw(1, 0)).toThrow("perClass: expected a whole number of at least 1, got 0");
  });
});

function recordOf(id: number, articleType: string): ProductRecord {
  const nothing = {gender: "", masterCategory: "", subCategory: "", baseColour: "", season: "", usage: "", name: ""};
  return {id, articleType, year: undefined, ...nothing};
}
