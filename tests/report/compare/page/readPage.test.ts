import {describe, expect, it} from "vitest";
import {readPage} from "../../../../src/report/compare/page/readPage.js";
import {marks, template, withoutMarks} from "../../../../src/report/compare/page/sentences.js";
import {orchardHtml} from "../pages.js";

describe("readPage(markup)", () => {
  const page = readPage(orchardHtml());

  it("reads figures and tables with their captions and contents", () => {
    expect(page.figures.map(({anchor, label, caption, chapter}) => [anchor, label, caption, chapter])).toEqual([
      ["fig-heights", "Figure 1", "Heights of all trees.", "01-orchard"],
      ["tab-tastes", "Table 1", "How they taste.", "01-orchard"],
    ]);
    expect(page.figures[0]!.content).toMatchObject({
      kind: "plot",
      alt: "Bars of heights",
      specification: {data: [{y: [2, 3, 5]}]},
    });
    expect(page.figures[1]!.content).toEqual({
      kind: "table",
      rows: [
        ["Tree", "Taste"],
        ["a", "sour"],
        ["b", "sweet"],
      ],
    });
    expect(page.figures[1]!.drawing).toMatch(/^<table[\s\S]*<\/table>$/);
  });

  it("reads prose by chapter, in sentences, with values and references marked", () => {
    expect(page.chapters).toHaveLength(1);
    const {name, title, sentences} = page.chapters[0]!;
    expect(name).toBe("01-orchard");
    expect(title).toBe("1 The orchard");
    expect(sentences.map(withoutMarks)).toContain("There are 3 trees, drawn in Figure 1.");
    expect(sentences.map(template)).toContain(
      `There are ${marks.open}${marks.close} trees, drawn in ${marks.open}${marks.close}.`,
    );
    expect(sentences).toContain("Each one bears fruit.");
  });

  it("finds nothing in a page of another make, and does not fail", () => {
    expect(readPage("<html><title>Notes</title><p>x</p></html>")).toMatchObject({
      title: "Notes",
      chapters: [],
      figures: [],
    });
  });
});
