import {describe, expect, it} from "vitest";
import type {NotebookCell} from "../../../../../src/report/notebook/nbformat.js";
import {checkPdf} from "../../../../../src/report/render/pdf/check/checkPdf.js";
import type {Finding} from "../../../../../src/report/render/pdf/check/finding.js";
import {layoutOf} from "../../../../../src/report/render/pdf/check/layout.js";
import {readPdf} from "../../../../../src/report/render/pdf/read/pdfFile.js";
import {carries, chapter, code, markdown, render} from "../../notebooks.js";
import {canPrint, usePress} from "../printing.js";

const press = usePress();
const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const pictures = (count: number): NotebookCell =>
  code("", [
    carries({
      kind: "pictures",
      id: "grid",
      caption: "Many pictures.",
      alt: "Squares",
      columns: 4,
      pictures: Array.from({length: count}, () => ({src: pixel, width: 1, height: 1, label: "a"})),
    }),
  ]);
const table = (rows: number, words = "a cell"): NotebookCell =>
  code("", [
    carries({
      kind: "table",
      id: "rows",
      caption: "Many rows.",
      columns: [{name: "Name"}, {name: "What it is"}],
      rows: Array.from({length: rows}, (_, i) => [`row ${i}`, words]),
    }),
  ]);
const paragraphs = (count: number, sentences = 4): string =>
  Array.from({length: count}, () =>
    "A sentence that is neither long nor short, but fills a line. ".repeat(sentences),
  ).join("\n\n");

/** Prints a chapter with a style sheet that breaks it. */
async function findingsOf(cells: readonly NotebookCell[], css = ""): Promise<readonly Finding[]> {
  const {print, theme} = press();
  const {html} = render([chapter("01-test", [markdown("# A chapter"), ...cells])], {theme: {...theme, plotly: ""}});
  return (await print(html.replace("</head>", `<style>@media print{${css}}</style></head>`))).findings;
}
const rulesOf = async (...given: Parameters<typeof findingsOf>): Promise<string[]> => [
  ...new Set((await findingsOf(...given)).map(({rule}) => rule)),
];

// Each test breaks a rule of a page that keeps it: a check that finds nothing has no worth.
describe.skipIf(!canPrint)("the check of printed pages", () => {
  const everything = [markdown(paragraphs(12)), pictures(8), table(60), markdown(`## A section\n\n${paragraphs(9)}`)];

  it("finds nothing in a report as it should be", async () => {
    expect(await findingsOf(everything)).toEqual([]);
  });

  it("finds text that runs into the margin", async () => {
    const findings = await findingsOf(everything, "main p:first-of-type{transform:translateX(-15mm)}");
    expect(findings.map(({rule}) => rule)).toContain("outside");
    expect(findings[0]?.message).toMatch(/^text runs out of its place: ".*sentence that is neit/);
  });

  it("finds text that is cut off", async () => {
    expect(await rulesOf(everything, "main p:first-of-type{width:40mm;white-space:nowrap;overflow:hidden}")).toEqual([
      "outside",
    ]);
  });

  it("finds that one wide thing has made everything smaller", async () => {
    const [first] = await findingsOf([markdown(paragraphs(3))], "main p:first-of-type{width:300mm}");
    expect(first).toMatchObject({rule: "shrunk"});
    expect(first?.message).toMatch(/printed at \d\d % of its size/);
  });

  it("finds a figure that is split over two pages", async () => {
    const css = ".figure,.picture,.pictures,img{break-inside:auto!important}.pictures{display:block}";
    const findings = await findingsOf([markdown(paragraphs(8)), pictures(12)], css);
    expect(findings.find(({rule}) => rule === "split-figure")?.message).toMatch(
      /^"Figure 1\. Many pictures\." is split over pages \d and \d/,
    );
  });

  it("finds a caption that is parted from its figure", async () => {
    const css = ".figure{break-inside:auto!important}figcaption{break-before:page!important}";
    expect(await rulesOf([markdown(paragraphs(3)), pictures(4), markdown(paragraphs(4))], css)).toContain(
      "parted-caption",
    );
  });

  it("finds a heading alone at the foot of a page", async () => {
    const cells = [markdown(`${paragraphs(3)}\n\n## Alone\n\n${paragraphs(5)}`)];
    const findings = await findingsOf(cells, "h3{break-after:page!important}");
    expect(findings.map(({message}) => message)).toContain(
      'the heading "1.1 Alone" stands alone at the foot of the page',
    );
  });

  it("finds a page with next to nothing on it", async () => {
    const cells = [markdown(`${paragraphs(4)}\n\n## A section\n\n${paragraphs(1)}\n\n## Another\n\n${paragraphs(5)}`)];
    expect(await rulesOf(cells, "h3{break-before:page!important}")).toEqual(["empty-page"]);
  });

  it("finds a row that is split over two pages", async () => {
    const css = "tr{break-inside:auto!important}";
    expect(await rulesOf([markdown(paragraphs(2)), table(40, paragraphs(1, 7))], css)).toContain("split-row");
  });

  it("finds a table that goes on without its head", async () => {
    const findings = await findingsOf([table(70)], "thead{display:table-row-group!important}");
    expect(findings.map(({message}) => message)).toContain('a table goes on without its head "Name What it is"');
  });

  it("finds a line that stands alone", async () => {
    const cells = [markdown(Array.from({length: 24}, (_, i) => paragraphs(1, (i % 4) + 2)).join("\n\n"))];
    const css = (lines: number): string =>
      `p{orphans:1!important;widows:1!important}main p:first-of-type{margin-top:${lines}lh}`;
    const rules = await Promise.all([0, 1, 2, 3].map((lines) => rulesOf(cells, css(lines))));
    expect(rules.flat()).toContain("lone-line");
  });

  it("finds characters that no font of the report has, and names them", async () => {
    const findings = await findingsOf([markdown(`${paragraphs(4)}\n\nA knight: ♞.`)]);
    expect(findings).toEqual([expect.objectContaining({rule: "foreign-font"})]);
    expect(findings[0]?.message).toMatch(
      /^no font of the report has the characters ♞; they come from \w+ of this machine/,
    );
  });

  it("finds a figure that says nothing to those who cannot see it", async () => {
    const {print, theme} = press();
    const {html} = render([chapter("01-test", [markdown(`# T\n\n${paragraphs(3)}`), pictures(4)])], {theme});
    const {findings} = await print(html.replaceAll('aria-label="Squares"', ""));
    expect(findings).toEqual([expect.objectContaining({rule: "no-alternative"})]);
  });

  it("finds a link that leads nowhere", async () => {
    const {print, theme} = press();
    const {pdf} = await print(render([chapter("01-test", [markdown(`# T\n\n${paragraphs(4)}`)])], {theme}).html);
    const broken = Buffer.from(pdf.toString("latin1").replace("/Dest /sec-01-test", "/Dest /sec-01-tesz"), "latin1");
    expect(checkPdf(layoutOf(readPdf(pdf)))).toEqual([]);
    expect(checkPdf(layoutOf(readPdf(broken)))).toEqual([
      expect.objectContaining({rule: "dead-link", message: 'a link leads to "sec-01-tesz", which is nowhere'}),
    ]);
  });

  it("finds a summary that is longer than a page, and says what takes the room", async () => {
    const {print, theme} = press();
    const cells = [markdown(`# T\n\n${paragraphs(4)}`), markdown(paragraphs(22), ["summary"])];
    const {findings} = await print(render([chapter("01-test", cells)], {theme}).html);
    expect(findings.find(({rule}) => rule === "long-summary")?.message).toMatch(
      /^the summary has one page but needs 1\.\d; its text alone fill 1\d\d % of one: shorten the cells tagged "summary"/,
    );
  });
});
