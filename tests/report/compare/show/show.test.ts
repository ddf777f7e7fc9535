import {describe, expect, it} from "vitest";
import {first, hasClass} from "../../../../src/core/markup/elements.js";
import {parseHtml} from "../../../../src/core/markup/parseHtml.js";
import {diffReports} from "../../../../src/report/compare/diff/diffReports.js";
import type {ReadReport} from "../../../../src/report/compare/report.js";
import {diffPage} from "../../../../src/report/compare/show/diffPage.js";
import {loadDiffStyle} from "../../../../src/report/compare/show/loadDiffStyle.js";
import {diffMarkdown} from "../../../../src/report/compare/show/markdown.js";
import {plainPair} from "../../../../src/report/compare/show/plain.js";
import {diffText} from "../../../../src/report/compare/show/text.js";
import {claim, orchardHtml, report, value} from "../pages.js";

const interval = (low: number, high: number): ReturnType<typeof value> =>
  value({value: (low + high) / 2, low, high, level: 0.95});

const old: ReadReport = report({
  name: "report/released",
  markup: orchardHtml(),
  values: {"trees.count": value(3), yield: interval(0.4, 0.6)},
  claims: {"trees-bear": claim("holds")},
  provenance: {Source: {Commit: "1111111"}},
});
const now: ReadReport = report({
  name: "report/dist",
  markup: orchardHtml({
    count: 4,
    cell: "<b>bitter</b>",
    caption: "Heights of *tall* trees.",
    prose: "There are {{trees.count}} trees, drawn in @fig-heights. Each one bears no fruit.",
  }),
  values: {"trees.count": value(4), yield: interval(0.7, 0.9)},
  claims: {"trees-bear": claim("refuted")},
  provenance: {Source: {Commit: "2222222"}},
});
const diff = diffReports(old, now);

describe("diffText(diff)", () => {
  it("tells everything that changed, flipped claims first", () => {
    expect(
      diffText(diff),
    ).toBe(`report/released → report/dist: 1 claim flipped, 2 values, 1 figure, 1 table, 1 passage, 1 fact of provenance

claims
  trees-bear  holds → refuted  01-orchard, cell 4

values
  trees.count  3 → 4  +1
  yield        0.5 (0.4 to 0.6) → 0.8 (0.7 to 0.9)  +0.3  intervals do not overlap

figures and tables
  Figure 1 (fig-heights)  caption changed; "Heights of [-all-] {+tall+} trees."
  Table 1 (tab-tastes)    data changed; rows[2][1]: sweet → <b>bitter</b>

prose of 01-orchard
  ~ Each one bears {+no+} fruit.
  (1 sentence with other values or numbers alone)

provenance
  Source, Commit  1111111 → 2222222
`);
  });

  it("says so where nothing differs", () => {
    expect(diffText(diffReports(old, old))).toBe("report/released → report/released: nothing differs\n");
  });

  it("paints on a terminal", () => {
    expect(diffText(diff, {colour: true})).toContain("bears \u001b[32mno\u001b[39m fruit");
  });

  it("names the place where only the markup differs", () => {
    const other = {...old, html: Buffer.from(Buffer.from(old.html!).toString().replace("<p>", "<p >"))};
    const text = diffText(diffReports(old, other));
    expect(text).toContain("style, script, code or markup alone");
    expect(text).toMatch(/elsewhere\n {2}byte \d+, in chapter "1 The orchard" \(01-orchard\), <p>/);
  });
});

describe("diffMarkdown(diff)", () => {
  it("warns of claims that flipped, and keeps a report's own signs from being Markdown", () => {
    const text = diffMarkdown(diff);
    expect(text).toContain("> `trees-bear`: the outcome is another.");
    expect(text).toContain("| `yield` | 0.5 (0.4 to 0.6) | 0.8 (0.7 to 0.9) | +0.3 | **intervals do not overlap** |");
    const {claims: _, ...rest} = now;
    const hostile = {...rest, claims: {}, values: {"a|b": value("<img src=x> *x*"), c: value("`<img src=y>` | **x**")}};
    const shown = diffMarkdown(diffReports(old, hostile));
    expect(shown).toContain("| `a\\|b` | – | \\<img src=x\\> \\*x\\* |");
    expect(shown).toContain("| `c` | – | \\`\\<img src=y\\>\\` \\| \\*\\*x\\*\\* |");
  });

  it("counts what goes beyond the limit", () => {
    const many = Object.fromEntries(Array.from({length: 30}, (_, i) => [`v${i}`, value(i)]));
    expect(diffMarkdown(diffReports({...old, values: {}}, {...old, values: many}), {limit: 5})).toContain(
      "and 25 more",
    );
  });
});

describe("diffPage(diff, css)", () => {
  it("shows both drawings, whose ids do not meet", () => {
    const drawn = (width: number): string =>
      orchardHtml().replace(
        /(data-plot="fig-heights"[^>]*>)/,
        `$1<svg viewBox="0 0 9 9"><clipPath id="c"><rect width="${width}"/></clipPath><g clip-path="url(#c)"/></svg>`,
      );
    const [a, b] = [drawn(1), drawn(2).replace('"y":[2,3,5]', '"y":[2,3,6]')];
    const page = parseHtml(diffPage(diffReports(report({markup: a}), report({markup: b})), ""));
    const text = diffPage(diffReports(report({markup: a}), report({markup: b})), "");
    expect(first(page, (element) => hasClass(element, "pair"))).toBeDefined();
    expect(text).toContain(
      '<clipPath id="old-fig-heights-c"><rect width="1"/></clipPath><g clip-path="url(#old-fig-heights-c)"/>',
    );
    expect(text).toContain('<clipPath id="new-fig-heights-c"><rect width="2"/>');
  });

  it("escapes what reports say, runs nothing and fetches nothing", async () => {
    const page = diffPage(diff, await loadDiffStyle());
    expect(page).not.toContain("<b>bitter");
    expect(page).toContain("&lt;b&gt;bitter&lt;/b&gt;");
    expect(page).not.toMatch(/<script|https?:/);
    expect(page).toContain(`content="default-src &#39;none&#39;`);
    expect(page).toContain("Each one bears <ins>no </ins>fruit.");
  });
});

describe("plainPair(old, new)", () => {
  it("gives as many digits as it takes to see a difference", () => {
    expect(plainPair(0.1, 0.1 + 1e-8)).toEqual(["0.1", "0.10000001"]);
    expect(plainPair(1 / 3, 0.5)).toEqual(["0.333333", "0.5"]);
    expect(plainPair(0.1 + 0.2, 0.3)).toEqual(["0.30000000000000004", "0.3"]);
  });
});
