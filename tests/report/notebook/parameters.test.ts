import {describe, expect, it} from "vitest";
import type {Notebook} from "../../../src/report/notebook/nbformat.js";
import {assertKnown, declaredParameters, injectParameters} from "../../../src/report/notebook/parameters.js";
import {notebookOf, read} from "./fixtures.js";

function declaring(source: string): Notebook {
  const notebook = notebookOf("1", source, "2");
  const [first, second, third] = notebook.cells;
  return {...notebook, cells: [first!, {...second!, metadata: {tags: ["parameters"]}}, third!]};
}

describe("declaredParameters", () => {
  it("reads names, types and choices of the tagged cell", async () => {
    expect(declaredParameters(await read("parameters"), "x")).toEqual([
      {name: "epochs", type: "number", annotation: "number"},
      {name: "profile", type: "string", annotation: '"quick" | "full"', choices: ["quick", "full"]},
      {name: "engine", type: "string", annotation: "string"},
      {name: "verbose", type: "boolean", annotation: "boolean"},
      {name: "rate", type: "number", annotation: "number"},
    ]);
  });

  it("declares nothing without a tagged cell", () => {
    expect(declaredParameters(notebookOf("let epochs = 3;"), "x")).toEqual([]);
  });

  it.each([
    ["const a: number = 1; // of let b = 2;", ["a"]],
    ["// let a = 1;\n/* let b = 2;\n*/ let c = 'x'", ["c"]],
    ["let a=1\nlet b = -2.5e-3;\nvar c = `t`;\nlet d = 60_000;", ["a", "b", "c", "d"]],
    ["if (x === 3) y = 4;\nfoo(let_, 1);", []],
  ])("reads %j", (source, names) => {
    expect(declaredParameters(declaring(source), "x").map(({name}) => name)).toEqual(names);
  });

  it("refuses a type it cannot check", () => {
    expect(() => declaredParameters(declaring("let layers: number[] = [1];"), "x.ipynb")).toThrow(
      'notebook x.ipynb, cell 2: expected parameter "layers" to be a string, number, boolean or a union of literals, got number[]',
    );
  });

  it("refuses two tagged cells", () => {
    const {cells, ...rest} = declaring("let a = 1;");
    const twice = {...rest, cells: [...cells, {...cells[1]!, id: "other"}]};
    expect(() => declaredParameters(twice, "x.ipynb")).toThrow(
      "expected one cell tagged parameters, got cells 2 and 4",
    );
  });
});

describe("injectParameters", () => {
  it("puts typed constants right behind the declarations, in their order", () => {
    const {cells} = injectParameters(
      declaring("let a = 1;\nlet b: string = 'x';"),
      {b: 'a"\n\u2028', a: 2, c: true},
      "x",
    );
    expect(cells.map(({source}) => source)).toEqual([
      "1",
      "let a = 1;\nlet b: string = 'x';",
      'const a: number = 2;\nconst b: string = "a\\"\\n\u2028";',
      "2",
    ]);
  });

  it("replaces what was injected before", () => {
    const once = injectParameters(declaring("let a = 1;"), {a: 2}, "x");
    expect(injectParameters(once, {a: 3}, "x").cells.map(({source}) => source)[2]).toBe("const a: number = 3;");
    expect(injectParameters(once, {a: 3}, "x").cells).toHaveLength(4);
    expect(injectParameters(once, {}, "x").cells).toHaveLength(3);
  });

  it.each([
    [{epochs: "9"}, 'parameter "epochs" is declared as number, got "9" (string)'],
    [{epochs: Number.NaN}, 'parameter "epochs" is declared as number, got null (number)'],
    [{profile: "fast"}, 'parameter "profile" is declared as "quick" | "full", got "fast"'],
    [{verbose: 1}, 'parameter "verbose" is declared as boolean, got 1 (number)'],
  ])("refuses %j, naming notebook and cell", async (given, message) => {
    const notebook = await read("parameters");
    expect(() => injectParameters(notebook, given, "x.ipynb")).toThrow(`notebook x.ipynb, cell 2: ${message}`);
  });
});

describe("assertKnown", () => {
  it("names the known parameters, the nearest first", async () => {
    const declared = new Map([["x.ipynb", declaredParameters(await read("parameters"), "x.ipynb")]]);
    expect(() => assertKnown({epoch: 3}, declared)).toThrow(
      /^notebook x\.ipynb has no parameter "epoch"; known are epochs, (?:\w+, ){3}\w+$/,
    );
    expect(() => assertKnown({epochs: 3}, declared)).not.toThrow();
    expect(() => assertKnown({epochs: 3}, new Map([["x.ipynb", []]]))).toThrow("none is declared");
  });
});
