import {describe, expect, it} from "vitest";
import {checkForm, isTypeScript} from "../../../../src/report/check/form/checkForm.js";
import {checkParameters} from "../../../../src/report/check/form/checkParameters.js";
import {typescriptKernel} from "../../../../src/report/check/form/strip.js";
import {isRead, type ReadSource, readSource} from "../../../../src/report/check/source.js";
import {notebookOf, readOf, sourceOf} from "../notebooks.js";

const shown = (source: ReadSource): string[] =>
  checkForm(source).map(({rule, cell, message}) => `${rule}${cell === undefined ? "" : ` ${cell}`}: ${message}`);

/** A notebook of one markdown and one code cell, changed by hand. */
function changed(change: (notebook: Record<string, unknown>, cells: Record<string, unknown>[]) => void): ReadSource {
  const notebook = notebookOf(["# A", {code: "1"}]);
  change(notebook, notebook["cells"] as Record<string, unknown>[]);
  const read = readSource(sourceOf(notebook));
  if (!isRead(read)) throw new Error(read.message);
  return read;
}

describe("checkForm(source)", () => {
  it("has nothing to say of a clean notebook", () => expect(shown(readOf(["# A", {code: "1"}]))).toEqual([]));

  it.each<[string, Parameters<typeof changed>[0], string]>([
    [
      "outputs",
      (_, [, code]) => Object.assign(code!, {outputs: [{output_type: "stream", name: "stdout", text: "1"}]}),
      "outputs 2: 1 stored output",
    ],
    [
      "counts",
      (_, [, code]) => Object.assign(code!, {execution_count: 3}),
      "execution-counts 2: a stored execution count, 3",
    ],
    ["a missing id", (_, [, code]) => delete code!["id"], "cell-ids 2: expected an id of its own, got none"],
    [
      "a twin id",
      (_, [prose, code]) => Object.assign(code!, {id: prose!["id"]}),
      "cell-ids 2: expected an id of its own, got that of cell 1",
    ],
    [
      "an id with a blank",
      (_, [prose]) => Object.assign(prose!, {id: "a b"}),
      "cell-ids 1: expected an id of its own, got none",
    ],
    [
      "a cell's view",
      (_, [, code]) => Object.assign(code!, {metadata: {collapsed: false, jupyter: {source_hidden: true}}}),
      "metadata 2: metadata that changes with each run: collapsed, jupyter.source_hidden",
    ],
    [
      "a notebook's widgets",
      (nb) => Object.assign(nb, {metadata: {...typescriptKernel, widgets: {}}}),
      "metadata: the notebook's metadata changes with each save: widgets",
    ],
    ["no kernel", (nb) => Object.assign(nb, {metadata: {}}), 'kernelspec: expected the kernel "tslab", got none'],
    [
      "Python's kernel",
      (nb) => Object.assign(nb, {metadata: {kernelspec: {name: "python3", language: "python"}}}),
      'kernelspec: expected the kernel "tslab", got "python3"',
    ],
    ["an older format", (nb) => Object.assign(nb, {nbformat_minor: 4}), "format: expected nbformat 4.5, got 4.4"],
    [
      "a strange key",
      (_, [prose]) => Object.assign(prose!, {outputs: []}),
      'format 1: nbformat knows no "outputs" in a markdown cell',
    ],
    [
      "injected parameters",
      (_, [, code]) => Object.assign(code!, {metadata: {tags: ["injected-parameters"]}}),
      "injected-parameters 1: a build's parameters were stored after this cell",
    ],
  ])("finds %s", (_, change, expected) => expect(shown(changed(change))).toEqual([expected]));

  it("leaves the code of other languages to others", () => {
    expect(isTypeScript(changed((nb) => Object.assign(nb, {metadata: {kernelspec: {name: "python3"}}})))).toBe(false);
    expect(isTypeScript(changed((nb) => Object.assign(nb, {metadata: {}})))).toBe(true);
  });
});

describe("readSource(source)", () => {
  it.each([
    ["", {rule: "format", message: expect.stringContaining("got an empty file")}],
    ["{", {rule: "format", message: expect.stringContaining("expected JSON")}],
    [
      '{"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]}',
      {rule: "format", cell: 1, message: 'expected cell_type code, markdown or raw, got "x"'},
    ],
  ])("says why %j is no notebook", (text, problem) => {
    expect(readSource({...sourceOf({}), text})).toMatchObject(problem);
  });
});

describe("checkParameters(source)", () => {
  it("names a declaration that no build could read, and a second cell", () => {
    const of = (...sources: string[]): unknown =>
      checkParameters(readOf(sources.map((code) => ({code, tags: ["parameters"]}))));
    expect(of("let epochs: number = 3;")).toEqual([]);
    expect(of("let sizes: number[] = [3];")).toMatchObject([
      {cell: 1, message: expect.stringContaining('expected parameter "sizes"')},
    ]);
    expect(of("let a = 1;", "let b = 2;")).toMatchObject([
      {message: "expected one cell tagged parameters, got cells 1 and 2"},
    ]);
  });
});
