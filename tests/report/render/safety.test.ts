import {describe, expect, it} from "vitest";
import {renderSlides} from "../../../src/report/forms/slides/renderSlides.js";
import {cssString} from "../../../src/report/render/page/pageBoxes.js";
import {renderTimings} from "../../../src/report/render/page/timings.js";
import {renderReport} from "../../../src/report/render/report.js";
import {sourcesIn} from "./citation/sources.js";
import {carries, chapter, code, markdown, render, shows} from "./notebooks.js";
import {bareTheme} from "./testTheme.js";

const attack = `</script></style><script>alert(1)</script><img src=x onerror="alert(1)">'"`;

/** Elements that a browser would make of it: tags outside quoted attributes and style sheets. */
function tagsOf(page: string): string[] {
  const html = page.replaceAll(/<style>[\s\S]*?<\/style>/g, "");
  return [...html.matchAll(/<([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/gi)].map(
    ([, name, attributes]) => name! + attributes!,
  );
}

function expectHarmless(html: string): void {
  const scripts = tagsOf(html).filter((tag) => tag.startsWith("script"));
  expect(scripts.filter((tag) => !tag.includes('type="application/json"')).length).toBe(
    html.includes("data-plot=") ? 3 : 1,
  );
  expect(tagsOf(html).filter((tag) => /^img\b/.test(tag) && !tag.includes('src="data:'))).toEqual([]);
  expect(tagsOf(html).filter((tag) => /\son\w+=/.test(tag.replaceAll(/"[^"]*"/g, "")))).toEqual([]);
}

describe("whatever a notebook holds, the page runs no script of its own", () => {
  it.each<[string, ReturnType<typeof code> | ReturnType<typeof markdown>]>([
    ["raw HTML in prose", markdown(attack)],
    ["a chapter's title", markdown(`# ${attack}`)],
    ["a heading", markdown(`# T\n\n## ${attack}`)],
    [
      "a link",
      markdown(`[x](javascript:alert(1)) [y](data:text/html,${encodeURIComponent(attack)}) <javascript:alert(1)>`),
    ],
    ["a callout's title", markdown(`:::note ${attack}\nx\n:::`)],
    ["a formula", markdown("$\\href{javascript:alert(1)}{x} \\text{</script><script>alert(1)</script>}$")],
    ["a block of code", markdown(`\`\`\`${attack}\n${attack}\n\`\`\``)],
    ["code", code(attack, [], ["show-input"])],
    ["a stream", code("", [{output_type: "stream", name: "stdout", text: attack}])],
    ["an error", code("", [{output_type: "error", ename: attack, evalue: attack, traceback: [attack]}])],
    ["foreign HTML", code("", [shows(attack)])],
    [
      "an SVG",
      code("", [{output_type: "display_data", data: {"image/svg+xml": `<svg>${attack}</svg>`}, metadata: {}}]),
    ],
    [
      "a figure",
      code("", [
        carries({
          kind: "plot",
          id: "a",
          caption: attack,
          alt: attack,
          data: [{name: attack}],
          layout: {title: {text: attack}},
        }),
      ]),
    ],
    [
      "a table",
      code("", [carries({kind: "table", id: "a", caption: attack, columns: [{name: attack}], rows: [[attack]]})]),
    ],
    [
      "a picture's label",
      code("", [
        carries({
          kind: "pictures",
          id: "a",
          caption: attack,
          alt: attack,
          columns: 1,
          pictures: [{src: "data:image/png;base64,AAAA", width: 1, height: 1, label: attack}],
        }),
      ]),
    ],
    ["a notice", code("", [carries({kind: "notice", text: attack})])],
    ["a value", code("", [carries({kind: "values", values: {a: attack}})])],
    [
      "Plotly's own type",
      code("", [
        {
          output_type: "display_data",
          data: {"application/vnd.plotly.v1+json": {data: [], layout: {title: attack}}},
          metadata: {},
        },
      ]),
    ],
  ])("%s", (_, cell) => {
    expectHarmless(
      render([
        chapter("01-test", [cell, markdown("{{b}}"), code("", [carries({kind: "values", values: {b: attack}})])]),
      ]).html,
    );
  });

  it("the title, the authors, the provenance and the facts", () => {
    const rows = [{name: attack, value: attack}];
    const config = {title: attack, subtitle: attack, authors: [attack], language: "en"};
    expectHarmless(render([], {config, provenance: [{title: attack, rows}], facts: rows, notices: [attack]}).html);
  });

  it.each(["numeric", "author-date"] as const)(
    "claims, sources (%s), terms, listings, the summary and the brand, in page and deck",
    (style) => {
      const claim = carries({
        kind: "claim",
        id: "a",
        statement: attack,
        outcome: "holds",
        evidence: {method: attack, criterion: attack, statistic: {name: attack, value: 1}},
      });
      const cells = [
        markdown("# T", ["slide"]),
        markdown("A [A]{.term}, as [see @x, p. 3] and @x say. [[a]]", ["slide"]),
        markdown("[[a]]", ["slide"]),
        code(`//| listing: l | ${attack}\n${attack}`, [claim], ["show-input", "slide"]),
        markdown(attack, ["summary"]),
      ];
      const one = chapter("01-test", cells);
      const hostile = {name: attack, language: attack};
      const notebook = {...one.notebook, metadata: {kernelspec: hostile, language_info: hostile}};
      const input = {
        ...{provenance: [], partial: true, builtDate: attack},
        config: {
          ...{title: attack, authors: [attack], language: `en-${attack}`},
          summary: {numbers: [], claims: ["a"]},
        },
        chapters: [{...one, notebook, codeHash: attack}],
        theme: {...bareTheme, brand: {css: `a{} ${attack}`, logo: `data:image/png;base64,AA${attack}`}},
        glossary: {path: "glossary.json", terms: {A: {long: attack, text: attack}}},
        sources: sourcesIn(`report/styles/${style}.csl`, [
          {id: "x", type: "book", title: attack, author: [{family: attack}], URL: `https://a.b/${attack}`},
        ]),
      };
      const {html} = renderReport(input);
      expect(html).toContain("claims-table");
      expectHarmless(html);
      const deck = renderSlides(input, input.theme);
      expect(deck.slides).toBe(5);
      expectHarmless(deck.html);
    },
  );

  it("scripts and styles of the theme that mention their own end", () => {
    const script = "'</script>'";
    const theme = {
      css: "a{content:'</style>'}",
      fonts: [],
      mathCss: "",
      boot: script,
      script,
      plotly: "",
      renderer: "",
    };
    const {html} = render([], {theme});
    // The page's data, what runs first, and the rest.
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(html.match(/<\/style>/g)).toHaveLength(2);
  });

  it("refuses a picture's address that is no picture", () => {
    const grid = carries({
      kind: "pictures",
      id: "a",
      caption: "C",
      alt: "A",
      columns: 1,
      pictures: [{src: 'x" onerror="alert(1)', width: 1, height: 1}],
    });
    expect(() => render([chapter("01", [code("", [grid])])])).toThrow("a picture's src is no data URI");
  });

  it("allows its own scripts alone, by their hashes, and no connection", () => {
    const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(render([]).html) ?? [];
    expect(policy).toMatch(/^default-src &#39;none&#39;; script-src &#39;sha256-[\w+/=]+&#39;; /);
    expect(policy).not.toContain("https:");
  });
});

it("a string of a style sheet cannot end itself, its element or its line", () => {
  expect(cssString('a"b\\c</style>\n')).toBe('"a\\22 b\\5c c\\3c /style\\3e \\a "');
});

describe("renderTimings(rows)", () => {
  it("lists cells by chapter with time and memory, escaped", () => {
    const html = renderTimings([
      {chapter: "01-data", cell: 1, firstLine: "import <x>", status: "ok", seconds: 1.25, peakMemory: 150_000_000},
      {chapter: "01-data", cell: 2, firstLine: "fail()", status: "timed out", seconds: 600},
    ]);
    expect(html).toContain("<code>import &lt;x&gt;</code>");
    expect(html).toContain("<td>150\u00a0MB</td>");
    expect(html).toContain('<td class="timed out">timed out</td>');
    expect(html).toContain("10 min 1 s");
  });
});
