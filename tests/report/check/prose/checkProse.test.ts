import {describe, expect, it} from "vitest";
import {type CheckConfig, defaultCheckConfig} from "../../../../src/report/check/checkConfig.js";
import {checkProse} from "../../../../src/report/check/prose/checkProse.js";
import {type CellText, readOf} from "../notebooks.js";

function shown(cells: readonly CellText[], config: Partial<CheckConfig> = {}): string[] {
  return checkProse(readOf(cells), {...defaultCheckConfig, ...config}).map(
    ({rule, cell, line, message}) => `${rule} ${cell ?? "-"}:${line ?? "-"} ${message}`,
  );
}

describe("checkProse(source, config)", () => {
  it("has nothing to say of a chapter with a title and sections", () => {
    expect(shown(["# Title {#title}\n\nText.", "## One\n\n### Deeper", "## Two\n\n### Deeper"])).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ["no title", ["Text only."], 'title -:- the notebook has no heading "# ..."'],
    [
      "a heading before the title",
      ["## One", "# Title"],
      'title 1:1 this heading stands before the chapter\'s title, "Title"',
    ],
    ["a second title", ["# Title", "text\n\n# Another"], 'title 2:3 a second title; "Title" (cell 1) is the first'],
    ["a skipped level", ["# Title", "### Deep"], 'heading-levels 2:1 "Deep" is of level 3, under a heading of level 1'],
    ["a twin", ["# Title", "## One", "## One"], 'twin-headings 3:1 the heading "One" stands in cell 2, line 1 already'],
    [
      "a file that is not there",
      ["# Title\n\nSee\n[it](../data/none.csv)."],
      'links 1:4 there is no file "../data/none.csv" beside the notebook',
    ],
    ["an empty link", ["# Title\n\n[it]()"], "links 1:3 a link without an address"],
    [
      "an address without host",
      ["# Title\n\n[it](https://example/a)"],
      'links 1:3 "https://example/a" names no host that others could reach',
    ],
    [
      "a link to this machine",
      ["# Title\n\n[it](http://localhost:8080)"],
      'links 1:3 "http://localhost:8080" leads to this machine alone',
    ],
    [
      "a picture from elsewhere",
      ["# Title\n\n![it](https://example.org/a.png)"],
      "links 1:3 a report fetches nothing, and this picture lies at https://example.org/a.png",
    ],
    [
      "a picture without text",
      ["# Title\n\n![](attachment:a.png)"],
      'alternative-text 1:3 the picture "attachment:a.png" has no alternative text',
    ],
    [
      "an anchor that no report has",
      ["# Title\n\n[it](#Some-heading)"],
      'links 1:3 "#Some-heading" leads nowhere in a report',
    ],
    [
      "an anchor that a file does not have",
      ["# Title\n\n[it](../README.md#two-comands)"],
      'links 1:3 "../README.md" has no heading for "#two-comands"; did you mean "two-commands"?',
    ],
  ])("finds %s", (_, cells, expected) => expect(shown(cells)).toEqual([expected]));

  it("follows links that lead somewhere, with their fragments", () => {
    const links = [
      "../package.json",
      "01-data.ipynb",
      "../README.md#two-commands",
      "https://example.org/a?b=c",
      "mailto:a@example.org",
      "#sec-limits",
    ];
    expect(shown([`# Title\n\n${links.map((link) => `[x](${link})`).join("\n")}`])).toEqual([]);
  });

  it("asks for one case of headings where the project does, in English alone", () => {
    const cells = ["# The Title", "## One more"];
    expect(shown(cells, {headings: "sentence-case"})).toEqual([
      'heading-case 1:1 expected sentence case, got "Title" in "The Title"',
    ]);
    expect(shown(cells, {headings: "title-case"})).toEqual([
      'heading-case 2:1 expected title case, got "more" in "One more"',
    ]);
    expect(shown(cells, {headings: "sentence-case", language: "de"})).toEqual([]);
  });

  it("finds the project's wrong words in prose, but not in code, values or references", () => {
    const words = {
      wrong: new Map([
        ["data set", "dataset"],
        ["eg", "for instance"],
      ]),
      names: new Set<string>(),
    };
    const cells = ["# Title\n\nThe data set, `the data set`, {{eg.value}},\n@fig-eg, $eg$ and leg. Data set!"];
    expect(shown(cells, {words})).toEqual([
      'words 1:3 "data set" is written "dataset" here',
      'words 1:4 "Data set" is written "dataset" here',
    ]);
  });
});
