import {describe, expect, it} from "vitest";
import {cardMarkdown} from "../../../src/pipeline/artefact/modelCard.js";
import {encodeErrors} from "../../../src/pipeline/study/answers.js";
import {releaseCard} from "../../../src/pipeline/study/releaseCard.js";
import type {StudyResult} from "../../../src/pipeline/study/result.js";
import {toySet} from "../model/toySet.js";

// As the files of a data set are read: a Buffer, whose slice() is a view.
const labels = Buffer.of(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
const test = {...toySet("test", 16), labels, classNames: ["bag", "boot", "coat", "dress"]};
const data = {name: "Toys", hash: "abc", licence: "MIT", synthetic: false, test};
const answered = (changes: Record<number, number>): string =>
  encodeErrors(
    labels,
    Uint8Array.from(labels, (label, row) => changes[row] ?? label),
  );
const result: StudyResult = {
  contender: "toy",
  seed: 3,
  budget: {epochs: 4},
  run: "toy-seed-3",
  profile: "full",
  command: "lookbook train toy --seed 3 --profile full",
  data: {name: "Toys", hash: "abc", train: 90, validation: 10, test: 16},
  epochs: {trained: 4, kept: 4},
  validation: {loss: 0.1, accuracy: 0.9},
  test: [
    {view: "single", accuracy: 13 / 16, macroF1: 0.8, errors: answered({0: 1, 8: 3, 9: 3})},
    {view: "flip", accuracy: 14 / 16, macroF1: 0.87, errors: answered({8: 3, 9: 3})},
  ],
  parameters: 1684,
  bytes: 6736,
  seconds: null,
  workers: 2,
  engine: "wasm 4.22.0",
  code: "def",
  weights: "123",
  machine: {processor: "some processor", cores: 2, memory: 1, system: "Linux"},
  date: "2026-11-21",
};
const options = {
  run: {options: {epochs: 4}, model: {inputShape: [10, 10, 1]} as never},
  result,
  contender: {title: "Toy net", description: "a toy"},
  data,
  version: "1.0.0",
};

describe("releaseCard(options)", () => {
  it("reckons precision and recall of each class from the answers of the view that is meant", () => {
    const card = releaseCard(options);
    expect(card.classes).toEqual([
      {name: "bag", support: 4, precision: 1, recall: 1},
      {name: "boot", support: 4, precision: 1, recall: 1},
      {name: "coat", support: 4, precision: 1, recall: 0.5},
      {name: "dress", support: 4, precision: 4 / 6, recall: 1},
    ]);
    expect(card.evaluation.map(({view}) => view)).toEqual(["flip", "single"]);
    // Wilson's interval of 14 in 16, from its formula in another language.
    expect(card.evaluation[0]!.accuracy).toMatchObject({
      value: 0.875,
      low: expect.closeTo(0.639771727342413, 12),
      high: expect.closeTo(0.9650225122567595, 12),
    });
    expect(card.limitations.join(" ")).toContain("coat is recognised least often");
    expect(cardMarkdown(card)).toContain("| coat | 4 | 100.00 % | 50.00 % |");
  });
  it("can take another view, and labels what learnt from drawings", () => {
    const card = releaseCard({...options, view: "single", data: {...data, synthetic: true}});
    expect(card.evaluation[0]!.view).toBe("single");
    expect(card.classes[0]!.recall).toBe(0.75);
    expect(card.limitations[0]).toContain("drawn by code");
  });
  it("refuses data on which the result was not found", () => {
    expect(() => releaseCard({...options, data: {...data, hash: "xyz"}})).toThrow("was tested on Toys of hash abc");
  });
});
