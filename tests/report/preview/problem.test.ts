import {describe, expect, it} from "vitest";
import {LookbookError} from "../../../src/core/errors.js";
import {problemOf} from "../../../src/report/preview/problem.js";

const chapters = [
  {name: "01-a", path: "notebooks/01-a.ipynb"},
  {name: "02-b", path: "notebooks/02-b.ipynb"},
];
const of = (message: string): unknown => problemOf(new LookbookError("bad-reference", message), chapters);

describe("problemOf(thrown, chapters)", () => {
  it.each([
    ['notebooks/01-a.ipynb, cell 4: no value "x"', {chapter: "01-a", cell: 4, message: 'no value "x"', detail: ""}],
    [
      "notebook notebooks/02-b.ipynb, cell 2: Error: worm\n  at cell 2, line 1",
      {chapter: "02-b", cell: 2, message: "Error: worm", detail: "  at cell 2, line 1"},
    ],
    [
      "notebook notebooks/02-b.ipynb, line 3: expected JSON, got end",
      {
        chapter: "02-b",
        cell: undefined,
        message: "notebook notebooks/02-b.ipynb, line 3: expected JSON, got end",
        detail: "",
      },
    ],
    [
      'report.json, "summary.numbers[0]": no value "x"',
      {chapter: undefined, cell: undefined, message: 'report.json, "summary.numbers[0]": no value "x"', detail: ""},
    ],
  ])("finds the place in %s", (message, problem) => {
    expect(of(message)).toEqual(problem);
  });

  it("blames the later of two twins", () => {
    expect(
      of('the id "fig-a" is used twice: notebooks/01-a.ipynb, cell 2 and notebooks/02-b.ipynb, cell 7; ids are unique'),
    ).toMatchObject({chapter: "02-b", cell: 7});
  });
});
