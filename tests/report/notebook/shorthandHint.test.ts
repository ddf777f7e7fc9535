import {expect, it} from "vitest";
import {executeNotebook} from "../../../src/report/notebook/execute.js";
import {shorthandHint} from "../../../src/report/notebook/kernel/shorthandHint.js";
import {notebookOf} from "./fixtures.js";

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

it("a cell that uses the shorthand of an earlier cell's variable is told what to write", {
  timeout: 60_000,
}, async () => {
  const notebook = notebookOf("const seed: number = 1;", "const options = {seed};");
  const {failure} = await executeNotebook(notebook, {path: "x.ipynb", folder: "notebooks"});
  expect(failure?.traceback.at(-1)).toContain("write {seed: seed}");
});
