import {describe, expect, it} from "vitest";
import {encodeErrors} from "../../../src/pipeline/study/answers.js";
import {seedVote} from "../../../src/pipeline/study/seedVote.js";
import {studyRow} from "./studyRows.js";

const truth = [0, 1, 2, 0, 1];
const seeds = [
  [0, 1, 1, 2, 2], // the third as the second seed, the fourth wrong in a way of its own
  [0, 0, 1, 0, 0],
  [0, 1, 2, 0, 1],
];

describe("seedVote(group)", () => {
  const rows = seeds.map((answers, i) =>
    studyRow({
      contender: "toy",
      seed: i + 1,
      wrong: 0,
      more: {test: [{view: "single", accuracy: 0, macroF1: 0, errors: encodeErrors(truth, answers)}]},
    }),
  );
  const group = {name: "toy", count: truth.length, rows};
  it("answers what most seeds answered, and the first seed's class where all differ", () => {
    expect([...seedVote(group)]).toEqual([1, 1, 0, 1, 0]);
  });
  it("says which view is missing", () => {
    expect(() => seedVote(group, "flip")).toThrow("a training of toy was not asked in the view flip");
  });
});
