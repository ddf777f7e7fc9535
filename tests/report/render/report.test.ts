import {describe, expect, it} from "vitest";
import {renderReport} from "../../../src/report/render/report.js";
import {demoReport} from "./demo.js";
import {carries, chapter, code, markdown, render} from "./notebooks.js";
import {bareTheme} from "./testTheme.js";

describe("renderReport(input)", () => {
  const {html} = renderReport(demoReport(bareTheme));

  it("gives equal bytes for equal inputs", () => {
    expect(renderReport(demoReport(bareTheme)).html).toBe(html);
  });

  it("gives every element an id of its own", () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it("leads every link inside the page to an element", () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("names no address that would be fetched", () => {
    expect(html.match(/(?:src|href)="(?!#|data:)[^"]*"/g) ?? []).toEqual([]);
  });

  it("describes every picture and every figure", () => {
    expect(html.match(/<img(?![^>]*\balt=)[^>]*>/g)).toBeNull();
    expect(html.match(/role="img" aria-label="[^"]+/g)).toHaveLength(7);
  });

  it("lists chapters, sections and the provenance in its contents", () => {
    const nav = /<nav class="contents"[\s\S]*?<\/details>/.exec(html)![0];
    expect([...nav.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)).toEqual([
      "sec-01-data",
      "sec-01-data-what-a-picture-looks-like",
      "sec-balance",
      "sec-01-data-how-bright-are-the-pixels",
      "sec-03-model",
      "sec-03-model-training",
      "sec-03-model-results",
      "sec-14-postmortem",
      "sec-14-postmortem-a-smaller-heading",
      "provenance",
    ]);
  });

  it("shows on the provenance page how each value was computed", () => {
    const page = html.slice(html.indexOf('<h2 class="chapter-title" id="provenance"'));
    expect(page).toContain("<code>baseline.cnn.accuracy</code></th><td>0.912 (95\u00a0% CI 0.906 to 0.918)</td>");
    expect(page).toContain('<a href="#cell-03-model-3">03-model, cell 3</a>');
    expect(page).toContain('<a href="#fig-confusion">Figure 5</a>');
  });

  it("puts a cell's notice on every page, once", () => {
    const notice = code("", [carries({kind: "notice", text: "Synthetic data."})]);
    const page = render([chapter("01", [markdown("# T"), notice, notice])]).html;
    expect(page.match(/<p>Synthetic data\.<\/p>/g)).toHaveLength(1);
    expect(page).toContain('@bottom-left{content:"Synthetic data."}');
  });

  it("carries Plotly only where there is a figure, and a font only where its characters are", () => {
    const fonts = [
      {css: "@latin", ranges: [[0x20, 0x7e] as const]},
      {css: "@greek", ranges: [[0x370, 0x3ff] as const]},
    ];
    const page = render([chapter("01", [markdown("# T")])], {theme: {...bareTheme, fonts}}).html;
    expect(page).toContain("@latin");
    expect(page).not.toContain("@greek");
    expect(page).not.toContain("var Plotly");
    expect(render([chapter("01", [markdown("# α")])], {theme: {...bareTheme, fonts}}).html).toContain("@greek");
    expect(html.match(/var Plotly/g)).toHaveLength(1);
  });
});
