import {expect, it} from "vitest";
import {shorthandHint} from "../../../src/report/notebook/kernel/shorthandHint.js";

it.each([
  ["seed is not defined", "show(sample({perClass: 10, seed}));"],
  ["seed is not defined", "const options = {seed, rounds: 3};"],
  ["seed is not defined", "  seed,".replace("  ", "{ ")],
])("shorthandHint tells of %j in %j", (message, line) => {
  expect(shorthandHint(message, line)).toContain("write {seed: seed}");
});

it.each([
  ["seed is not defined", "sample(seed);"],
  ["seed is not defined", "sample({seeds, seed: seed});"],
  ["x is not a function", "({x});"],
])("shorthandHint has nothing to say of %j in %j", (message, line) => {
  expect(shorthandHint(message, line)).toBeUndefined();
});
