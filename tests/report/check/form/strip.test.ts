import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {stripNotebook, stripped} from "../../../../src/report/check/form/strip.js";
import {notebookOf} from "../notebooks.js";

const dirty = {
  nbformat: 4,
  nbformat_minor: 4,
  metadata: {
    widgets: {state: {}},
    kernelspec: {name: "tslab", language: "typescript"},
    language_info: {name: "typescript", version: "3.7.2"},
  },
  cells: [
    {cell_type: "markdown", metadata: {collapsed: true}, source: ["# Title\n", "text"]},
    {
      cell_type: "code",
      metadata: {tags: ["injected-parameters"]},
      source: "const a = 2;",
      execution_count: 1,
      outputs: [],
    },
    {
      cell_type: "code",
      metadata: {scrolled: true, jupyter: {outputs_hidden: true, source_hidden: false}, tags: ["hide-input"]},
      source: "1 + 1",
      execution_count: 7,
      outputs: [{output_type: "stream", name: "stdout", text: "2\n"}],
    },
  ],
};

describe("stripNotebook(text, path)", () => {
  it("takes away what a run and a front end left, and keeps the rest", () => {
    const clean = JSON.parse(stripNotebook(JSON.stringify(dirty), "a.ipynb"));
    expect(clean).toMatchObject({nbformat: 4, nbformat_minor: 5});
    expect(clean.metadata).toEqual({
      kernelspec: dirty.metadata.kernelspec,
      language_info: {name: "typescript", version: ""},
    });
    expect(clean.cells).toHaveLength(2);
    expect(clean.cells[0]).toMatchObject({metadata: {}, source: ["# Title\n", "text"]});
    expect(clean.cells[1]).toMatchObject({metadata: {tags: ["hide-input"]}, execution_count: null, outputs: []});
    for (const {id} of clean.cells) expect(id).toMatch(/^[0-9a-f]{8}$/);
  });

  it("gives a cell whose id is another's an id of its own, and leaves the first as it was", () => {
    const twins = notebookOf(["# A", "text", "more"]);
    const cells = (twins["cells"] as {id: string}[]).map((cell) => ({...cell, id: "same"}));
    const ids = JSON.parse(stripNotebook(JSON.stringify({...twins, cells}), "a.ipynb")).cells.map(
      (cell: {id: string}) => cell.id,
    );
    expect(ids[0]).toBe("same");
    expect(new Set(ids).size).toBe(3);
  });

  it("names the TypeScript kernel where none is named, and leaves another alone", () => {
    const metadataOf = (metadata: object): unknown =>
      JSON.parse(stripNotebook(JSON.stringify(notebookOf(["# A"], metadata)), "a.ipynb")).metadata;
    expect(metadataOf({})).toMatchObject({kernelspec: {name: "tslab"}});
    expect(metadataOf({kernelspec: {name: "python3"}})).toEqual({kernelspec: {name: "python3"}});
  });

  it("changes nothing the second time, whatever the notebook", () => {
    const cell = fc.record({
      cell_type: fc.constantFrom("markdown", "code", "raw"),
      metadata: fc.dictionary(fc.constantFrom("collapsed", "scrolled", "name", "jupyter", "execution"), fc.jsonValue()),
      source: fc.oneof(fc.string(), fc.array(fc.string())),
      id: fc.oneof(fc.constantFrom("one", "two"), fc.string(), fc.constant(undefined)),
    });
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const once = stripNotebook(JSON.stringify({nbformat: 4, nbformat_minor: 2, metadata: {}, cells}), "a.ipynb");
        expect(stripNotebook(once, "a.ipynb")).toBe(once);
      }),
      {numRuns: 200},
    );
  });

  it.each([
    ["not JSON", /expected JSON/],
    ["null", /expected an object, got null/],
    ['{"nbformat": 3}', /expected nbformat 4/],
    ['{"nbformat": 4, "cells": [5]}', /cell 1: expected an object, got 5/],
  ])("refuses %s", (text, message) => {
    expect(() => stripNotebook(text, "a.ipynb")).toThrow(message);
  });
});

describe("stripped(text, path)", () => {
  it("keeps the bytes of a clean notebook, however it is spaced and sorted", () => {
    const text = JSON.stringify(
      {metadata: {kernelspec: {name: "tslab"}}, nbformat_minor: 5, nbformat: 4, cells: []},
      null,
      7,
    );
    expect(stripped(text, "a.ipynb")).toBe(text);
  });

  it.each(readdirSync("notebooks").filter((name) => name.endsWith(".ipynb")))("finds notebooks/%s clean", (name) => {
    const text = readFileSync(join("notebooks", name), "utf8");
    expect(stripped(text, name)).toBe(text);
  });
});
