import {expect, it} from "vitest";
import {surestHits} from "../../../src/pipeline/evaluation/surestHits.js";

it("surestHits takes the surest right answer of each class and leaves out a class without one", () => {
  const predictions = {
    classNames: ["a", "b", "c"],
    count: 4,
    yTrue: Uint8Array.from([0, 0, 1, 2]),
    yPred: Uint8Array.from([0, 0, 1, 1]),
    probabilities: Float32Array.from([0.5, 0.3, 0.2, 0.75, 0.25, 0, 0.25, 0.5, 0.25, 0, 1, 0]),
  };
  expect(surestHits(predictions)).toEqual([
    {row: 1, yPred: 0, predictedName: "a", confidence: 0.75},
    {row: 2, yPred: 1, predictedName: "b", confidence: 0.5},
  ]);
});
