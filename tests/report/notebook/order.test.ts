import {describe, expect, it} from "vitest";
import {type Chapter, linksOf, orderChapters} from "../../../src/report/notebook/order.js";
import {notebookOf} from "./fixtures.js";

function chapter(name: string, lookbook?: unknown): Chapter {
  const notebook = notebookOf("1");
  const [cell] = notebook.cells;
  const cells = lookbook === undefined ? notebook.cells : [{...cell!, metadata: {lookbook}}];
  return {name, path: `notebooks/${name}.ipynb`, notebook: {...notebook, cells}};
}

describe("orderChapters", () => {
  it("keeps the reading order where nothing asks for another", () => {
    const chapters = [chapter("b"), chapter("a"), chapter("c")];
    expect(orderChapters(chapters).map(({name}) => name)).toEqual(["b", "a", "c"]);
  });

  it("puts a maker before those that consume from it, and tells each what it follows", () => {
    const chapters = [
      chapter("1-summary", {consumes: ["run:cnn", "run:dense"]}),
      chapter("2-train", {consumes: ["data"], produces: ["run:cnn", "run:dense"]}),
      chapter("3-data", {produces: ["data"]}),
    ];
    expect(orderChapters(chapters).map(({name, after}) => [name, after])).toEqual([
      ["3-data", []],
      ["2-train", ["3-data"]],
      ["1-summary", ["2-train"]],
    ]);
  });

  it("lets a chapter use what it makes itself", () => {
    const [one] = orderChapters([chapter("a", {consumes: ["x"], produces: ["x"]})]);
    expect(one!.after).toEqual([]);
  });

  it("names the circle in which chapters wait for each other", () => {
    const chapters = [
      chapter("0", {consumes: ["a"]}),
      chapter("1", {consumes: ["b"], produces: ["a"]}),
      chapter("2", {consumes: ["c"], produces: ["b"]}),
      chapter("3", {consumes: ["a"], produces: ["c"]}),
    ];
    expect(() => orderChapters(chapters)).toThrow(
      "chapters wait for each other: 1 needs 2 needs 3 needs 1; take one of these products out of consumes",
    );
  });

  it("names what nobody makes, and what may have been meant", () => {
    const chapters = [chapter("a", {produces: ["run:cnn"]}), chapter("b", {consumes: ["run:cmn"]})];
    expect(() => orderChapters(chapters)).toThrow(
      'notebook notebooks/b.ipynb: it consumes "run:cmn", which no chapter produces; did you mean "run:cnn"?',
    );
    expect(() => orderChapters([chapter("b", {consumes: ["x"]})])).toThrow(/add the chapter that does/);
  });

  it("refuses two makers of one thing", () => {
    expect(() => orderChapters([chapter("a", {produces: ["x"]}), chapter("b", {produces: ["x"]})])).toThrow(
      'notebook notebooks/b.ipynb: it produces "x", and so does notebooks/a.ipynb; expected one producer',
    );
  });
});

describe("linksOf", () => {
  it("is empty without a declaration", () => {
    expect(linksOf(chapter("a"))).toEqual({consumes: [], produces: []});
    expect(linksOf({path: "x", notebook: {...notebookOf(), cells: []}})).toEqual({consumes: [], produces: []});
  });

  it("refuses what is no list of names", () => {
    expect(() => linksOf(chapter("a", {consumes: "x"}))).toThrow(
      'notebook notebooks/a.ipynb, cell 1, metadata: expected lookbook.consumes as a list of names, got "x"',
    );
  });
});
