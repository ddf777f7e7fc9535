import {expect, it} from "vitest";
import {extremes} from "../../../src/pipeline/evaluation/extremes.js";

it("extremes finds the classes with the lowest and the highest recall", () => {
  const share = (value: number) => ({value, low: 0, high: 1, level: 0.95});
  const perClass = [0.8, 0.5, 0.9].map((recall, i) => ({
    name: "abc"[i]!,
    support: 10,
    precision: share(1),
    recall: share(recall),
    f1: share(1),
  }));
  const {weakest, strongest} = extremes({perClass});
  expect([weakest.name, strongest.name]).toEqual(["b", "c"]);
});
