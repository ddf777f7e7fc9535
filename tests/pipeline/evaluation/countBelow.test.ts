import {expect, it} from "vitest";
import {countBelow} from "../../../src/pipeline/evaluation/countBelow.js";

it("countBelow counts right and wrong answers strictly below the threshold", () => {
  const predictions = {
    classNames: ["a", "b"],
    count: 4,
    yTrue: Uint8Array.from([0, 1, 0, 1]),
    yPred: Uint8Array.from([0, 0, 0, 1]),
    probabilities: Float32Array.from([0.5, 0.5, 0.5, 0.5, 0.75, 0.25, 0.25, 0.75]),
  };
  expect(countBelow(predictions, 0.75)).toEqual({right: 1, wrong: 1});
});
