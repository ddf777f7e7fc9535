import {expect, it} from "vitest";
import {classSums} from "../../../src/pipeline/dataset/classSums.js";
import {rowsByClass} from "../../../src/pipeline/dataset/rowsByClass.js";

const set = {
  name: "train",
  images: Uint8Array.from([1, 2, 10, 20, 255, 255]),
  labels: Uint8Array.from([2, 0, 2]),
  count: 3,
  height: 1,
  width: 2,
  channels: 1,
  classNames: ["a", "b", "c"],
};

it("classSums adds up the pictures of each class, beyond what a byte holds", () => {
  expect(classSums(set).map(({count, pixels}) => [count, ...pixels])).toEqual([
    [1, 10, 20],
    [0, 0, 0],
    [2, 256, 257],
  ]);
});

it("rowsByClass lists the rows of each class, none for a class without a picture", () => {
  expect(rowsByClass(set)).toEqual([[1], [], [0, 2]]);
});
