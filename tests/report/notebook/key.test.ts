import {describe, expect, it} from "vitest";
import {type KeyInputs, keyHash, keyParts} from "../../../src/report/notebook/key.js";
import {keyChanges} from "../../../src/report/notebook/keyChanges.js";
import type {Notebook} from "../../../src/report/notebook/nbformat.js";
import {code, notebookOfCells, prose} from "./fixtures.js";

const given: KeyInputs = {
  parameters: {epochs: 3, unused: 1},
  reach: {
    files: {"lookbook/pipeline/training/train.js": "a1", "notebooks/orbits.ts": "b1"},
    packages: {tslab: "1.0.22"},
  },
  inputs: {data: "0".repeat(64)},
  consumed: {"run:cnn": "f1"},
};
const today = notebookOfCells(prose("old"), code("let epochs = 1;", "parameters"), code("show(epochs);"));
const hashOfKey = (notebook: Notebook, inputs: KeyInputs): string => keyHash(keyParts(notebook, inputs));

describe("keyHash(keyParts(notebook, given))", () => {
  it("does not change with prose, ids, outputs, other metadata or parameters that the notebook lacks", () => {
    const [, declared, shown] = today.cells;
    const edited = notebookOfCells(
      prose("new"),
      prose("more"),
      {...declared!, id: "other", metadata: {...declared!.metadata, collapsed: true}},
      {...code(shown!.source), execution_count: 4},
    );
    expect(hashOfKey(edited, {...given, parameters: {epochs: 3, unused: 2}})).toBe(hashOfKey(today, given));
  });

  it.each<[string, Notebook, KeyInputs]>([
    ["code", notebookOfCells(code("let epochs = 1;", "parameters"), code("show(epochs + 1);")), {}],
    ["a tag", notebookOfCells(code("let epochs = 1;", "parameters"), code("show(epochs);", "skip-execution")), {}],
    ["the order of cells", notebookOfCells(today.cells[2]!, today.cells[1]!), {}],
    ["a parameter", today, {parameters: {epochs: 4}}],
    ["a file", today, {reach: {...given.reach!, files: {...given.reach!.files, "notebooks/orbits.ts": "b2"}}}],
    ["a package", today, {reach: {...given.reach!, packages: {tslab: "1.0.23"}}}],
    ["the data", today, {inputs: {data: "e"}}],
    ["what it consumes", today, {consumed: {"run:cnn": "f2"}}],
  ])("changes with %s", (_, notebook, change) => {
    expect(hashOfKey(notebook, {...given, ...change})).not.toBe(hashOfKey(today, given));
  });
});

describe("keyChanges(before, after)", () => {
  const changes = (notebook: Notebook, change: KeyInputs = {}, before = today): readonly string[] =>
    keyChanges(keyParts(before, given), keyParts(notebook, {...given, ...change}));

  it("finds none between equal keys", () => {
    expect(changes(today)).toEqual([]);
  });

  it("names cells as their author counts them, prose included", () => {
    const [title, declared, shown] = today.cells;
    expect(changes(notebookOfCells(title!, prose("more"), declared!, code("show(epochs + 1);")))).toEqual([
      "cell 4 (show(epochs + 1);) changed",
    ]);
    expect(changes(notebookOfCells(title!, declared!, code("// why\nconst more = 1;"), shown!))).toEqual([
      "cell 3 (const more = 1;) is new",
    ]);
    expect(changes(notebookOfCells(title!, declared!))).toEqual(["a cell was removed: show(epochs);"]);
    expect(changes(notebookOfCells(title!, declared!, code("show(epochs);", "hide-input")))).toEqual([
      "cell 3 (show(epochs);): tags none -> hide-input",
    ]);
  });

  it("names parameter, file, package, input and product, with what was and what is where that tells something", () => {
    expect(
      changes(today, {
        parameters: {epochs: 8},
        reach: {
          files: {"lookbook/pipeline/training/train.js": "a2", "notebooks/comets.ts": "c1"},
          packages: {tslab: "1.0.23", arquero: "8.0.3"},
        },
        inputs: {data: "1".repeat(64)},
        consumed: {"run:cnn": "f2"},
      }),
    ).toEqual([
      "parameter epochs 3 -> 8",
      "library file pipeline/training/train.js changed",
      "file notebooks/orbits.ts is no longer reached",
      "file notebooks/comets.ts is reached now",
      "package tslab 1.0.22 -> 1.0.23",
      "package arquero was added",
      "input data 00000000 -> 11111111",
      "run:cnn was made anew",
    ]);
  });

  it("names the chapter behind a product that has no identity of its own", () => {
    const key = (name: string): KeyInputs => ({consumed: {basket: `03-make ${name.repeat(64)}`}});
    expect(keyChanges(keyParts(today, key("a")), keyParts(today, key("b")))).toEqual([
      "03-make, which makes basket, changed",
    ]);
  });
});
