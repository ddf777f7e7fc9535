import {describe, expect, it} from "vitest";
import type {ClaimPayload, Payload} from "../../../../src/core/payload.js";
import type {SummaryConfig} from "../../../../src/report/render/input.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

const values: Payload = {
  kind: "values",
  values: {accuracy: {value: 0.9123, low: 0.906, high: 0.918, level: 0.95}, images: 60000},
};
const claim = (id: string, outcome: ClaimPayload["outcome"] = "holds"): Payload => ({
  kind: "claim",
  id,
  statement: `Statement of *${id}*.`,
  outcome,
  evidence: {method: "a test", criterion: "p < 0.05"},
});
const results = code("", [carries(values), carries(claim("first")), carries(claim("second", "refuted"))]);

function pageOf(summary?: SummaryConfig, cells = [markdown("# T"), results], language = "en"): string {
  const config = {title: "Test", authors: [], language, ...(summary && {summary})};
  return render([chapter("01-test", cells)], {config}).html;
}
const summaryIn = (page: string): string => /<section class="summary"[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";

describe("the executive summary", () => {
  it("is left out where nothing asks for it", () => {
    expect(pageOf()).not.toContain('class="summary"');
  });

  it("sets a number large, its unit and interval apart, linked to its cell", () => {
    const page = summaryIn(
      pageOf({numbers: [{label: "Accuracy of the **CNN**", value: "{{accuracy | percent(1) ±}}"}]}),
    );
    expect(page).toContain("<dt>Accuracy of the <strong>CNN</strong></dt>");
    expect(page).toMatch(
      /<dd><a class="value" href="#cell-01-test-2"[^>]*>91\.2<span class="unit">\u00a0%<\/span><\/a>/,
    );
    expect(page).toContain('<span class="interval">95\u00a0% CI 90.6 to 91.8</span>');
  });

  it("shows every claim with its outcome in words, in reading order", () => {
    const page = summaryIn(pageOf({numbers: []}));
    expect(
      [...page.matchAll(/class="outcome (\w+)"><svg[\s\S]*?<\/svg>(\w+)<\/span>/g)].map((m) => m.slice(1)),
    ).toEqual([
      ["holds", "holds"],
      ["refuted", "refuted"],
    ]);
    expect(page).toContain("Statement of <em>first</em>.");
  });

  it("shows the claims that report.json names, in its order", () => {
    const page = summaryIn(pageOf({numbers: [], claims: ["second"]}));
    expect(page).toContain("<em>second</em>");
    expect(page).not.toContain("<em>first</em>");
  });

  it("lifts a cell that is tagged summary out of its chapter, live values and footnotes with it", () => {
    const text = "In short, {{images | integer}} images.[^a]\n\n[^a]: A note.";
    const page = pageOf(undefined, [markdown("# T"), markdown(text, ["summary"]), results]);
    expect(page.match(/In short/g)).toHaveLength(1);
    expect(summaryIn(page)).toMatch(/In short, <a class="value"[^>]*>60,000<\/a> images\./);
    expect(page.slice(page.indexOf('class="summary"'), page.indexOf("<main"))).toContain("A note.");
  });

  it("counts as a use of its values", () => {
    const config = {title: "T", authors: [], language: "en", summary: {numbers: [{label: "n", value: "{{images}}"}]}};
    expect(render([chapter("01-test", [markdown("# T"), results])], {config}).unusedValues).toEqual(["accuracy"]);
  });

  it("speaks German", () => {
    const page = pageOf({numbers: []}, undefined, "de");
    expect(page).toContain('<a href="#summary"><span class="number"></span><span class="title">Zusammenfassung</span>');
    expect(summaryIn(page)).toContain("widerlegt");
  });

  it("stands first in the contents", () => {
    const nav = /<nav class="contents"[\s\S]*?<\/nav>/.exec(pageOf({numbers: []}))![0];
    expect([...nav.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)).toEqual([
      "summary",
      "sec-01-test",
      "claims",
      "provenance",
    ]);
  });

  it("names report.json, the key and the nearest value for an unknown one", () => {
    const numbers = [
      {label: "a", value: "{{images}}"},
      {label: "b", value: "{{accurcy}}"},
    ];
    expect(() => pageOf({numbers})).toThrow(
      'report.json, "summary.numbers[1].value": no value "accurcy" was published; did you mean "accuracy"?',
    );
  });

  it("names report.json, the key and the nearest claim for an unknown one", () => {
    expect(() => pageOf({numbers: [], claims: ["frist"]})).toThrow(
      'report.json, "summary.claims": there is no claim "frist"; did you mean "first"?',
    );
  });
});
