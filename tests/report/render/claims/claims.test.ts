import {describe, expect, it} from "vitest";
import type {ClaimPayload, Evidence, Outcome} from "../../../../src/core/payload.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

const evidence: Evidence = {
  method: "McNemar's test (mid-p)",
  criterion: "p < 0.05 and the difference is above 0",
  pValue: 0.0004,
  interval: {value: 0.0289, low: 0.024, high: 0.034, level: 0.95},
  sampleSize: 10_000,
  format: "points(1)",
};

function states(id: string, outcome: Outcome = "holds", more: Partial<ClaimPayload> = {}): ReturnType<typeof code> {
  return code("claim()", [
    carries({kind: "claim", id, statement: "The CNN beats the *dense* net.", outcome, evidence, ...more}),
  ]);
}

const badge = (outcome: string): RegExp =>
  new RegExp(
    `<a class="claim" href="#claim-cnn-wins" title="[^"]*"><span class="outcome ${outcome}"><svg[^>]*aria-hidden="true">.*?</svg>${outcome}</span></a>`,
  );

describe("a claim", () => {
  it.each(["holds", "refuted", "undecided"] as const)(
    "that is marked in prose shows by word and shape that it %s",
    (outcome) => {
      const {html} = render([
        chapter("01", [markdown("# T\n\nThe CNN wins. [[cnn-wins]]"), states("cnn-wins", outcome)]),
      ]);
      expect(html).toMatch(badge(outcome));
      expect(html).toMatch(/<p>The CNN wins\.\u00a0<a class="claim"/);
    },
  );

  it("carries its evidence as a title and leads to its row of the appendix", () => {
    const {html} = render([chapter("01", [markdown("# T\n\nIt wins. [[cnn-wins]]"), states("cnn-wins")])]);
    expect(html).toContain(
      'title="McNemar&#39;s test (mid-p): p\u00a0&lt;\u00a00.001; 2.9\u00a0percentage points, 95\u00a0%\u00a0CI\u00a02.4\u00a0to\u00a03.4; n\u00a0=\u00a010,000. Holds when p &lt; 0.05 and the difference is above 0."',
    );
    const appendix = html.slice(html.indexOf('<h2 class="chapter-title" id="claims"'));
    expect(appendix).toMatch(/<tr id="claim-cnn-wins">.*The CNN beats the <em>dense<\/em> net\./);
    expect(appendix).toContain('<code>cnn-wins</code> <a href="#cell-01-2">');
    expect(appendix).toContain("<li>p\u00a0&lt;\u00a00.001</li>");
    expect(html).toMatch(/<a href="#claims">/);
  });

  it("stands in its own words where its mark is a paragraph", () => {
    const {html} = render([chapter("01", [markdown("# T\n\n[[cnn-wins]]"), states("cnn-wins")])]);
    expect(html).toMatch(
      /<p class="claim-statement"><a class="claim-number" href="#claim-cnn-wins">Claim 1\.<\/a> The CNN beats the <em>dense<\/em> net\. <a class="claim"/,
    );
  });

  it("is referred to by number", () => {
    const {html} = render([
      chapter("01", [markdown("# T\n\nSee @claim-b and @claim-a. [[a]] [[b]]"), states("a"), states("b")]),
    ]);
    expect(html).toContain(
      'See <a class="reference" href="#claim-b">Claim\u00a02</a> and <a class="reference" href="#claim-a">Claim\u00a01</a>.',
    );
  });

  it("may show live values in its statement, which count as shown", () => {
    const values = code("publish()", [carries({kind: "values", values: {gain: 0.03}})]);
    const stated = states("a", "holds", {statement: "It gains {{gain | points(0)}}."});
    expect(render([chapter("01", [markdown("# T\n\n[[a]]"), values, stated])]).html).toContain(
      "3\u00a0percentage points",
    );
  });

  it("is written into the report's data", () => {
    const {claims} = render([chapter("01", [markdown("# T\n\nX. [[cnn-wins]]"), states("cnn-wins", "undecided")])]);
    expect(claims).toEqual({
      "cnn-wins": {statement: "The CNN beats the *dense* net.", outcome: "undecided", evidence, chapter: "01", cell: 2},
    });
  });

  it("that is unknown names the nearest, or all there are", () => {
    const build = (text: string): unknown =>
      render([chapter("01", [markdown(`# T\n\nX. ${text}`), states("cnn-wins")])]);
    expect(() => build("[[cnn-win]]")).toThrow(
      'notebooks/01.ipynb, cell 1: there is no claim "cnn-win"; did you mean "cnn-wins"?',
    );
    expect(() => build("[[zebra]]")).toThrow('there is no claim "zebra"; there are cnn-wins');
    expect(() => build("@claim-cnn-win")).toThrow(
      'nothing is labelled "@claim-cnn-win"; did you mean "@claim-cnn-wins"?',
    );
  });

  it("with the id of another is an error that names both cells", () => {
    expect(() => render([chapter("01", [states("a"), markdown("x"), states("a")])])).toThrow(
      'the claim "a" is stated twice: notebooks/01.ipynb, cell 1 and notebooks/01.ipynb, cell 3',
    );
  });

  it("that nobody mentions, or that did not hold, is warned of", () => {
    const {warnings} = render([chapter("01", [markdown("# T"), states("a", "refuted")])]);
    expect(warnings).toEqual([
      'notebooks/01.ipynb, cell 2: the claim "a" is refuted',
      'notebooks/01.ipynb, cell 2: the claim "a" is mentioned nowhere; mark a sentence by [[a]]',
    ]);
  });

  it.each<[string, Partial<ClaimPayload>, string]>([
    [
      "a p-value that was NaN",
      {evidence: {...evidence, pValue: Number.NaN}},
      "the p-value must be a number from 0 to 1, got null",
    ],
    ["a p-value above 1", {evidence: {...evidence, pValue: 1.2}}, "a number from 0 to 1, got 1.2"],
    ["an outcome of its own", {outcome: "true" as Outcome}, 'must be holds, refuted, undecided, got "true"'],
    ["no statement", {statement: " "}, "must be a sentence"],
    [
      "a format that is none",
      {evidence: {...evidence, format: "percnt"}},
      'the evidence of a claim: unknown format "percnt"',
    ],
  ])("with %s is refused", (_, more, message) => {
    expect(() => render([chapter("01", [markdown("# T\n\n[[a]]"), states("a", "holds", more)])])).toThrow(message);
  });

  it("says it in German where the report is German", () => {
    const config = {title: "T", authors: [], language: "de"};
    const {html} = render([chapter("01", [markdown("# T\n\n[[a]]"), states("a", "refuted")])], {config});
    expect(html).toContain("Aussage 1.");
    expect(html).toContain("widerlegt</span>");
    expect(html).toContain(
      "2,9\u00a0Prozentpunkte, 95-%-KI\u00a02,4\u00a0bis\u00a03,4; n\u00a0=\u00a010.000. Trifft zu, wenn gilt:",
    );
  });

  it("is written into no page that has none", () => {
    expect(render([chapter("01", [markdown("# T")])]).html).not.toContain("Claims");
  });
});
