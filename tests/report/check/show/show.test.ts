import {basename, resolve} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {CheckResult, Finding} from "../../../../src/report/check/finding.js";
import {annotations} from "../../../../src/report/check/show/annotations.js";
import {isFailed, showResult} from "../../../../src/report/check/show/showResult.js";
import {sourceLines} from "../../../../src/report/check/show/sourceLines.js";
import {notebookOf, sourceOf} from "../notebooks.js";

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: "types",
  severity: "error",
  path: "notebooks/01-test.ipynb",
  cell: 2,
  line: 1,
  message: "expected a number, got text",
  fixable: false,
  ...more,
});
const result = (findings: readonly Finding[]): CheckResult => ({notebooks: ["a"], findings, skipped: []});

describe("sourceLines(text)", () => {
  it("finds each line of each cell in a file as Jupyter writes it", () => {
    const text = JSON.stringify(
      {cells: [{source: ["a\n", "b"]}, {metadata: {source: ["no"]}, source: ["c"]}]},
      null,
      1,
    );
    const lines = text.split("\n");
    const find = (cell: number, line: number): string | undefined =>
      lines[sourceLines(text).find(cell, line)! - 1]?.trim();
    expect([find(0, 1), find(0, 2), find(1, 1)]).toEqual(['"a\\n",', '"b"', '"c"']);
    expect(sourceLines(text).find(1, 2)).toBeUndefined();
  });

  it("finds every line, whatever the text of the cells", () => {
    const lines = fc.array(fc.string(), {minLength: 1, maxLength: 4});
    fc.assert(
      fc.property(fc.array(lines, {minLength: 1, maxLength: 4}), fc.constantFrom(0, 1, 3), (cells, indent) => {
        const text = JSON.stringify(
          {metadata: {cells: [{source: ["x"]}]}, cells: cells.map((source) => ({source, outputs: [{a: 1}]}))},
          null,
          indent,
        );
        const found = sourceLines(text);
        const all = text.split("\n");
        for (const [i, source] of cells.entries()) {
          for (const [j, line] of source.entries())
            expect(all[found.find(i, j + 1)! - 1]).toContain(JSON.stringify(line));
        }
      }),
    );
  });
});

describe("annotations(findings, sources)", () => {
  it("point at the line of the file, and escape what a log would read as a command", () => {
    const notebook = notebookOf(["# A", {code: "first\nsecond"}]);
    const source = {
      ...sourceOf({}),
      text: JSON.stringify(notebook, null, 1).replace('"first\\nsecond"', '[\n"first\\n",\n"second"]'),
    };
    const line = source.text.split("\n").findIndex((text) => text.startsWith('"second"]')) + 1;
    const [text] = annotations(
      [finding({line: 2, message: "100 %\nof it", remedy: "mend, it: now"})],
      [source],
      resolve(".."),
    );
    expect(text).toBe(
      `::error file=${basename(resolve("."))}/notebooks/01-test.ipynb,line=${line},title=types::cell 2, line 2: 100 %25%0Aof it%0Amend, it: now`,
    );
  });

  it("point at the first line where there is no cell", () => {
    const {cell: _, line: __, ...whole} = finding({severity: "warning", path: "report/report.json", rule: "chapters"});
    expect(annotations([whole], [], resolve("."))).toEqual([
      "::warning file=report/report.json,line=1,title=chapters::expected a number, got text",
    ]);
  });
});

describe("showResult(result, options)", () => {
  it("says place, weight, rule, line and remedy, and what to do next", () => {
    const findings = [
      finding({excerpt: "const a: number = 'x';", remedy: "write a number"}),
      finding({rule: "outputs", cell: 3, line: undefined, fixable: true}),
    ];
    expect(
      showResult({...result(findings), skipped: [{rules: ["references"], reason: "never built"}]}, {strict: false}),
    ).toBe(
      `notebooks/01-test.ipynb
  cell 2, line 1  error: expected a number, got text [types]
      const a: number = 'x';
      → write a number
  cell 3  error: expected a number, got text [outputs]

not checked: references (never built)
1 notebook: 2 errors, 0 warnings; lookbook check --fix mends 1`,
    );
  });

  it("fails by an error, and by a warning where that was asked for", () => {
    const warned = result([finding({severity: "warning"})]);
    expect([isFailed(warned, {strict: false}), isFailed(warned, {strict: true})]).toEqual([false, true]);
    expect(isFailed(result([finding()]), {strict: false})).toBe(true);
    expect(isFailed(result([]), {strict: true})).toBe(false);
  });
});
