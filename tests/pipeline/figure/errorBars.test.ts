import {expect, it} from "vitest";
import {errorBars} from "../../../src/pipeline/figure/errorBars.js";

it("errorBars reach from the value to both ends of its interval, above and below", () => {
  const intervals = [
    {value: 3, low: 1, high: 8},
    {value: 2, low: 2, high: 2},
  ];
  expect(errorBars(intervals, {color: "#123456", width: 3})).toEqual({
    type: "data",
    array: [5, 0],
    arrayminus: [2, 0],
    color: "#123456",
    width: 3,
  });
});
