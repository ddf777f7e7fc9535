import {describe, expect, it} from "vitest";
import {rolesOf} from "../../../../src/report/forms/slides/roles.js";
import type {NotebookCell} from "../../../../src/report/notebook/nbformat.js";
import {chapter, code, markdown} from "../../render/notebooks.js";
import {tagged, typed} from "./deck.js";

const roles = (cells: readonly NotebookCell[]): string =>
  rolesOf(chapter("01", cells))
    .map(([, , role]) => role)
    .join(" ");
const cell = markdown("text");

describe("the part that a cell plays in a deck", () => {
  it("is what its tag says; without one it is left out", () => {
    expect(roles([cell, tagged(cell, "slide"), cell, tagged(cell, "fragment"), tagged(cell, "notes"), cell])).toBe(
      "skip slide skip fragment notes skip",
    );
  });

  it("is what Jupyter's slideshow editor says, where a cell of which nothing is said goes on with its slide", () => {
    expect(
      roles([
        cell,
        typed(cell, "slide"),
        cell,
        typed(cell, "fragment"),
        typed(cell, "skip"),
        typed(cell, "notes"),
        typed(cell, "subslide"),
        typed(cell, "-"),
      ]),
    ).toBe("skip slide part fragment skip notes slide part");
  });

  it("is none for parameters", () => {
    expect(
      roles([typed(cell, "slide"), code("const a = 1;", [], ["parameters"]), code("", [], ["injected-parameters"])]),
    ).toBe("slide skip skip");
  });

  it("is no continuation before the first slide", () => {
    expect(roles([typed(cell, "-"), tagged(cell, "slide")])).toBe("skip slide");
  });
});
