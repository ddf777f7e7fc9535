import {describe, expect, it} from "vitest";
import {checkChapters} from "../../../../src/report/check/project/checkChapters.js";
import {checkProducts} from "../../../../src/report/check/project/checkProducts.js";
import {checkTags} from "../../../../src/report/check/project/checkTags.js";
import type {ReadSource} from "../../../../src/report/check/source.js";
import {readOf} from "../notebooks.js";

describe("checkTags(source, own)", () => {
  const messages = (tags: readonly string[], own: readonly string[] = []): string[] =>
    checkTags(readOf(["# A", {code: "1", tags}]), own).map(({cell, message}) => `${cell}: ${message}`);

  it("knows what the executor and the renderer read, and what the project says", () => {
    expect(messages(["parameters", "hide-input", "timeout-60", "raises-exception", "draft"], ["draft"])).toEqual([]);
    expect(messages(["slide", "fragment", "notes", "summary"])).toEqual([]);
  });

  it("names the nearest to one that nothing reads", () => {
    expect(messages(["hide-inputs"])).toEqual(['2: nothing reads the tag "hide-inputs"; did you mean "hide-input"?']);
  });
});

describe("checkChapters(listed, present)", () => {
  it("names what is missing, with the nearest, and what no build runs", () => {
    const found = checkChapters(["01-data", "02-modle"], ["01-data", "02-model", "90-draft"]);
    expect(found.map(({chapter, problem}) => [chapter, problem.message])).toEqual([
      [undefined, 'report.json lists "02-modle", but there is no notebooks/02-modle.ipynb; did you mean "02-model"?'],
      ["02-model", "report.json does not list this notebook, so no build runs it"],
      ["90-draft", "report.json does not list this notebook, so no build runs it"],
    ]);
  });
});

describe("checkProducts(chapters)", () => {
  const chapter = (name: string, links: object, code: string): ReadSource => {
    return readOf([{code, metadata: {lookbook: links}}], name);
  };
  const messages = (...chapters: ReadSource[]): string[] =>
    checkProducts(chapters).map(([{path}, {message}]) => `${path}: ${message}`);

  it("has nothing to say where each product is made once, and named where it is made", () => {
    const maker = chapter(
      "01-make",
      {produces: ["run:cnn", "file:data/processed/orbits.json"]},
      'save("cnn", "../data/processed/orbits.json")',
    );
    expect(messages(maker, chapter("02-use", {consumes: ["run:cnn"]}, "1"))).toEqual([]);
  });

  it("finds what nobody makes, what two make, and what is declared but not made", () => {
    const found = messages(
      chapter("01-make", {produces: ["run:cnn"]}, 'save("cnn")'),
      chapter("02-again", {produces: ["run:cnn", "run:dense"]}, 'save("cnn")'),
      chapter("03-use", {consumes: ["run:cnm"]}, "1"),
    );
    expect(found).toEqual([
      'notebooks/02-again.ipynb: it produces "run:cnn", and so does notebooks/01-make.ipynb; expected one producer',
      'notebooks/02-again.ipynb: it declares that it produces "run:dense", but no cell names "dense"',
      'notebooks/03-use.ipynb: it consumes "run:cnm", which no chapter produces; did you mean "run:cnn"?',
    ]);
  });

  it("says what is wrong with a declaration that is none", () => {
    expect(messages(chapter("01-make", {produces: "run:cnn"}, "1"))).toEqual([
      'notebooks/01-make.ipynb: metadata: expected lookbook.produces as a list of names, got "run:cnn"',
    ]);
  });
});
