import {describe, expect, it} from "vitest";
import {softened, substitutes} from "../../../src/report/preview/substitutes.js";
import {code, markdown} from "../render/notebooks.js";

const sources = (source: string, messages: string[], drawn?: string): string[] =>
  substitutes(markdown(source), {messages, drawn: drawn === undefined ? undefined : markdown(drawn)}).map(
    (cell) => cell.source,
  );

describe("what stands in for a cell that cannot be drawn", () => {
  it("is first the cell without what the message names, then the cell as it was, and last nothing", () => {
    expect(
      sources(
        "# T\n\nOf {{a}} and {{b | percent}}.",
        ['no value "b" was published; did you mean "a"?'],
        "# T\n\nOf {{a}}.",
      ),
    ).toEqual([
      "# T\n\nOf {{a}} and ….",
      "# T\n\nOf {{a}}.",
      "# T\n\nOf … and ….",
      "# T\n\n```md\nOf {{a}} and {{b | percent}}.\n```",
      "",
    ]);
  });

  it.each([
    ['nothing is labelled "@fig-x"', "See @fig-x and @fig-y.", "See … and @fig-y."],
    ['the id "fig-x" is used twice', "![A](a.png){#fig-x}", "![A](a.png)"],
    ["the formula $\\frac{1$ cannot be typeset", "For $a$ and $\\frac{1$ here.", "For $a$ and `$\\frac{1$` here."],
    ['there is no claim "best"; no notebook states one', "It wins.[[best]] So.[[other]]", "It wins.… So.[[other]]"],
    ['the glossary has no term "CNN"; put it there', "A [CNN]{.term} sees.", "A CNN sees."],
  ])("leaves out what %j names", (message, source, first) => {
    expect(sources(source, [message])[0]).toBe(first);
  });

  it("keeps headings, to which other chapters refer, in prose that is shown as it was typed", () => {
    expect(sources("# A {{x}} title {#a}\n\n:::wrning\nNo.\n:::", ["odd"]).at(-2)).toBe(
      "# A … title \n\n```md\n:::wrning\nNo.\n:::\n```",
    );
  });

  it("is, for code, the outputs of before, then none", () => {
    const bad = code("f();", [{output_type: "stream", name: "stdout", text: "x"}]);
    const before = code("f();");
    expect(substitutes(bad, {messages: [], drawn: {...before, source: "g();"}}).map((cell) => cell.source)).toEqual([
      "g();",
      "f();",
      "",
    ]);
  });
});

describe("softened(source)", () => {
  it("leaves open what refers to anything", () => {
    expect(
      softened("{{a | fixed(1)}} in @tab-x, a mail@example.org, [@lecun2015, p. 3] and [[c]][^n].\n\n[^n]: Note."),
    ).toBe("… in …, a mail@example.org, … and ….\n\n[^n]: Note.");
  });
});
