import {describe, expect, it} from "vitest";
import type {RenderedReport, ReportInput} from "../../../../src/report/render/input.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";
import {sourcesIn, works} from "./sources.js";

const authorDate = "report/styles/author-date.csl";
const apa = "tests/fixtures/citation/apa-like.csl";

function cite(
  text: string,
  {style = "report/styles/numeric.csl", ...more}: Partial<ReportInput> & {style?: string} = {},
): RenderedReport {
  return render([chapter("01", [markdown(`# T\n\n${text}`)])], {sources: sourcesIn(style), ...more});
}
/** The text of the first paragraph, no-break spaces plain. */
const said = (report: RenderedReport): string =>
  /<p>([\s\S]*?)<\/p>/
    .exec(report.html.slice(report.html.indexOf("<main")))![1]!
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&amp;", "&");
const listed = ({html}: RenderedReport): string[] =>
  [...html.matchAll(/<li id="ref-[^>]*>([\s\S]*?)<\/li>/g)].map(([, entry]) =>
    entry!
      .replaceAll(/<a class="back"[\s\S]*|<[^>]*>/g, "")
      .replaceAll("&amp;", "&")
      .trim(),
  );

describe("citations by number", () => {
  it.each([
    ["X [@mcnemar1947].", "X [1]."],
    ["X [@mcnemar1947; @efron1993] and [@efron1993].", "X [1, 2] and [2]."],
    ["X [see @efron1993, pp. 3-5].", "X [see 1, pp. 3–5]."],
    ["X [@efron1993, chap. 4, and elsewhere].", "X [1, chap. 4, and elsewhere]."],
    ["As @selvaraju2017 show.", "As Selvaraju et al. [1] show."],
    ["@efron1993.", "Efron and Tibshirani [1]."],
    ["Efron's book [-@efron1993].", "Efron’s book [1]."],
  ])("write %j as %j", (text, expected) => {
    expect(said(cite(text))).toBe(expected);
  });

  it("number works in the order of the text, captions included", () => {
    const table = code("", [carries({kind: "table", id: "t", caption: "By @efron1993.", columns: [], rows: []})]);
    const report = render(
      [chapter("01", [markdown("# T\n\nA [@mcnemar1947]."), table, markdown("B [@selvaraju2017].")])],
      {sources: sourcesIn()},
    );
    expect(listed(report).map((entry) => entry.slice(0, 12))).toEqual(["[1]Q. McNema", "[2]B. Efron ", "[3]R. R. Sel"]);
  });
});

it("a summary is read first, whichever chapter its cell stands in", () => {
  const summary = {...markdown("In short [@efron1993]."), metadata: {tags: ["summary"]}};
  const report = render(
    [chapter("01", [markdown("# T\n\nA [@mcnemar1947].")]), chapter("02", [markdown("# U"), summary])],
    {
      sources: sourcesIn(),
    },
  );
  expect(listed(report).map((entry) => entry.slice(0, 12))).toEqual(["[1]B. Efron ", "[2]Q. McNema"]);
});

describe("citations by author and date", () => {
  it.each([
    ["X [@mcnemar1947].", "X (McNemar, 1947)."],
    ["X [@selvaraju2017; @efron1993, p. 33].", "X (Efron and Tibshirani, 1993, p. 33; Selvaraju et al., 2017)."],
    ["As @selvaraju2017 show.", "As Selvaraju et al. (2017) show."],
    ["McNemar [-@mcnemar1947] says.", "McNemar (1947) says."],
  ])("write %j as %j", (text, expected) => {
    expect(said(cite(text, {style: authorDate}))).toBe(expected);
  });

  it("tell two works of one author and year apart", () => {
    const twin = {...works[1]!, id: "other1947", title: "Another note"};
    const report = render([chapter("01", [markdown("# T\n\n[@mcnemar1947] [@other1947]")])], {
      sources: sourcesIn(authorDate, [...works, twin]),
    });
    expect(said(report)).toBe("(McNemar, 1947b) (McNemar, 1947a)");
  });

  it("speak German where the report does", () => {
    const config = {title: "T", authors: [], language: "de"};
    expect(said(cite("X [@efron1993, S. 33; @selvaraju2017].", {style: authorDate, config}))).toBe(
      "X (Efron und Tibshirani, 1993, S. 33; Selvaraju u.\u00a0a., 2017).",
    );
  });
});

describe("a style from elsewhere", () => {
  it("is used as it is", () => {
    const report = cite("X [@efron1993; @selvaraju2017]; @mcnemar1947.", {style: apa});
    expect(said(report)).toBe("X (Efron & Tibshirani, 1993; Selvaraju et al., 2017); McNemar (1947).");
    expect(listed(report)).toEqual([
      "Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall. https://example.org/bootstrap?a=1&b=2.",
      "McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages. Psychometrika, 12(2), 153–157.",
      "Selvaraju, R. R., Cogswell, M., & Das, A. (2017). Grad-CAM: visual explanations from deep networks via gradient-based localization. In International Conference on Computer Vision (pp. 618–626). https://doi.org/10.1109/ICCV.2017.74.",
    ]);
    expect(report.html).toContain("<i>Psychometrika</i>, <i>12</i>(2)");
  });

  it("that is none says so", () => {
    const sources = {...sourcesIn(), style: "<html>no style</html>", stylePath: "report/my.csl"};
    expect(() => render([chapter("01", [markdown("[@efron1993]")])], {sources})).toThrow(
      "report/my.csl is no citation style (CSL):",
    );
  });
});

describe("the list of references", () => {
  const report = cite("X [@selvaraju2017] and [@efron1993; @selvaraju2017].");

  it("has each cited work once, with links out, and back to its first citation", () => {
    expect(listed(report)).toEqual([
      "[1]R. R. Selvaraju, M. Cogswell and A. Das, “Grad-CAM: visual explanations from deep networks via gradient-based localization”, International Conference on Computer Vision, pp. 618–626, 2017. https://doi.org/10.1109/ICCV.2017.74",
      "[2]B. Efron and R. J. Tibshirani, An introduction to the bootstrap, Chapman & Hall, 1993. https://example.org/bootstrap?a=1&b=2",
    ]);
    expect(report.html).toContain(
      '<a href="https://doi.org/10.1109/ICCV.2017.74" rel="noopener noreferrer">https://doi.org/10.1109/ICCV.2017.74</a>',
    );
    expect(report.html).toContain('<a href="https://example.org/bootstrap?a=1&amp;b=2" rel="noopener noreferrer">');
    expect(report.html.match(/<a href="#ref-selvaraju2017" id="cite-selvaraju2017">/g)).toHaveLength(1);
    expect(report.html).toContain('<a class="back" href="#cite-selvaraju2017"');
  });

  it("stands in the contents, and credits the library as its licence asks", () => {
    expect(report.html).toMatch(/<a href="#references">/);
    expect(report.html.replaceAll(/<[^>]*>/g, "")).toContain("Citations by CSL (citeproc-js)");
  });

  it("leads every link to an element, once", () => {
    const ids = [...report.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const targets = [...report.html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("warns of entries that nothing cites", () => {
    expect(report.warnings).toContain('report/references.json: the entry "mcnemar1947" is never cited');
  });

  it("is left out where nothing is cited", () => {
    expect(cite("Nothing.").html).not.toContain('id="references"');
  });
});

describe("what is no citation stays as it is", () => {
  it.each([
    ["mail me@efron1993.org", "mail me@efron1993.org"],
    ["the package @tensorflow/tfjs", "the package @tensorflow/tfjs"],
    ["a [link](https://example.org/@efron1993)", "a link"],
    ["`[@efron1993]` in code", "[@efron1993] in code"],
    ["see [the list]", "see [the list]"],
  ])("%s", (text, expected) => {
    expect(said(cite(text))).toBe(expected);
  });

  it("a reference in brackets", () => {
    expect(said(cite("see [@sec-01]"))).toBe("see [Chapter\u00a01]");
  });

  it("a name with an at sign, in a report without sources", () => {
    expect(render([chapter("01", [markdown("# T\n\nby @ada")])]).html).toContain("<p>by @ada</p>");
  });
});

describe("a broken citation", () => {
  it("names the place and the nearest key", () => {
    expect(() => cite("X [@selvaraju2071].")).toThrow(
      'notebooks/01.ipynb, cell 1: "@selvaraju2071" is cited, but report/references.json has no entry "selvaraju2071"; did you mean "selvaraju2017"?',
    );
    expect(() => cite("As @quux says.")).toThrow('"@quux" is cited');
  });

  it("asks for sources where there are none", () => {
    expect(() => render([chapter("01", [markdown("[@a]")])])).toThrow("put them into report/references.json");
  });
});

it("nothing in a source or a citation becomes markup of its own", () => {
  const attack = '</a><script>alert(1)</script><img src=x onerror="alert(1)">\ue200\ue301';
  const evil = {
    id: "evil",
    type: "book",
    title: `<i>fine</i> ${attack}`,
    author: [{family: attack, given: attack}],
    publisher: attack,
    issued: {literal: attack},
    URL: `https://example.org/"><script>alert(1)</script>`,
    DOI: 'x" onmouseover="alert(1)',
  };
  for (const style of ["report/styles/numeric.csl", authorDate, apa]) {
    const {html} = render(
      [chapter("01", [markdown(`# T\n\n[${attack.replaceAll(/[[\]]/g, "")} @evil, ${attack}] @evil`)])],
      {
        sources: sourcesIn(style, [evil]),
      },
    );
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    expect(main).toContain("<i>fine");
    const tags = [...main.replaceAll(/"[^"]*"/g, "").matchAll(/<[a-z][^>]*>/g)].join("\n");
    expect(tags).not.toMatch(/<script|<img|onmouseover|onerror/);
    const opened = [...main.matchAll(/<(\/?)(i|b|a|span|sup)\b/g)].reduce(
      (depth, [, end]) => depth + (end ? -1 : 1),
      0,
    );
    expect(opened).toBe(0);
  }
});
