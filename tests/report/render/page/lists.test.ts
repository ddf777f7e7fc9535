import {describe, expect, it} from "vitest";
import type {ListKind} from "../../../../src/report/render/input.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

function listsOf(figures: number, tables: number, lists?: readonly ListKind[]): string {
  const plot = (i: number): ReturnType<typeof carries> =>
    carries({
      kind: "plot",
      id: `p${i}`,
      caption: `Loss of [run](#fig-p0) $${i}$. More.`,
      alt: "A",
      data: [],
      layout: {},
    });
  const table = (i: number): ReturnType<typeof carries> =>
    carries({kind: "table", id: `t${i}`, caption: `Table number *${i}*.`, columns: [], rows: []});
  const cells = [
    markdown("# T"),
    code("", [
      ...Array.from({length: figures}, (_, i) => plot(i)),
      ...Array.from({length: tables}, (_, i) => table(i)),
    ]),
  ];
  const config = {title: "Test", authors: [], language: "en", ...(lists && {lists})};
  const {html} = render([chapter("01-test", cells)], {config});
  return /<\/details>([\s\S]*?)<\/nav>/.exec(html)![1]!;
}
const titles = (markup: string): (string | undefined)[] =>
  [...markup.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, title]) => title);

describe("the lists of figures and tables", () => {
  it("are there from four of a kind on", () => {
    expect(titles(listsOf(4, 3))).toEqual(["Figures"]);
    expect(titles(listsOf(3, 4))).toEqual(["Tables"]);
  });

  it("are those that report.json names, in its order, where there is anything to list", () => {
    expect(titles(listsOf(1, 1, ["tables", "figures"]))).toEqual(["Tables", "Figures"]);
    expect(titles(listsOf(0, 1, ["figures", "tables"]))).toEqual(["Tables"]);
    expect(titles(listsOf(9, 9, []))).toEqual([]);
  });

  it("name number, first sentence and page, and hold no link within a link", () => {
    const list = listsOf(1, 0, ["figures"]);
    expect(list).toContain('<a href="#fig-p0"><span class="number">1</span><span class="title">Loss of run ');
    expect(list).not.toContain("More");
    expect(list.match(/<a /g)).toHaveLength(1);
    expect(list).toContain('data-page-of="fig-p0"');
  });
});
