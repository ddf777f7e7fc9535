import {describe, expect, it} from "vitest";
import {Html, textOf} from "../../../../src/core/html.js";
import {bodyOf, carries, chapter, code, markdown, render} from "../notebooks.js";

const table = (id: string): ReturnType<typeof code> =>
  code("show()", [carries({kind: "table", id, caption: "A caption.", columns: [{name: "x"}], rows: [[1]]})]);

describe("cross-references", () => {
  it("link to figures, tables and sections by their numbers", () => {
    const body = bodyOf([markdown("# T\n\n## Limits\n\nSee @tab-one, @sec-limits and (@sec-test)."), table("one")]);
    expect(body).toContain('See <a class="reference" href="#tab-one">Table\u00a01</a>');
    expect(body).toContain('<a class="reference" href="#sec-01-test-limits">Section\u00a01.1</a>');
    expect(body).toContain('(<a class="reference" href="#sec-01-test">Chapter\u00a01</a>).');
  });

  it("are no part of an address of mail", () => {
    expect(bodyOf([markdown("# T\n\nme@fig-tree.org")])).toContain("me@fig-tree.org");
  });

  it("that are unknown name the notebook, the cell and the nearest name", () => {
    expect(() => bodyOf([markdown("# T\n\nSee @tab-metric."), table("metrics")])).toThrow(
      'notebooks/01-test.ipynb, cell 1: nothing is labelled "@tab-metric"; did you mean "@tab-metrics"?',
    );
  });

  it("names a live value that is not closed on its line, and leaves code and formulas alone", () => {
    expect(() => bodyOf([markdown("# T\n\nSee {{data.count | integer\n}} here.")])).toThrow(
      'notebooks/01-test.ipynb, cell 1: "{{data.count | integer" is not closed; write }} on the same line',
    );
    expect(bodyOf([markdown("# T\n\nCode `{{` and $x_{{a}}$.")])).toContain("<code>{{</code>");
  });

  it("prefer a heading of the same chapter, and refuse one that two others have", () => {
    const results = (name: string, more = ""): ReturnType<typeof chapter> =>
      chapter(name, [markdown(`# ${name}\n\n## Results\n\n${more}`)]);
    expect(render([results("01-a", "@sec-results"), results("02-b")]).html).toContain("Section\u00a01.1</a>");
    const third = chapter("03-c", [markdown("# C\n\n@sec-results")]);
    expect(() => render([results("01-a"), results("02-b"), third])).toThrow(
      '"@sec-results" may mean notebooks/01-a.ipynb, cell 1 and notebooks/02-b.ipynb, cell 1',
    );
  });

  it("find a heading by an id of its own", () => {
    const body = bodyOf([markdown("# T\n\n## A long title {#short}\n\n@sec-short")]);
    expect(body).toContain('<h3 id="sec-short"><span class="number">1.1</span> A long title');
    expect(body).toContain('href="#sec-short">Section\u00a01.1</a>');
  });

  it("refuse twin ids, naming both cells", () => {
    expect(() => bodyOf([table("one"), table("one")])).toThrow(
      'the id "tab-one" is used twice: notebooks/01-test.ipynb, cell 1 and notebooks/01-test.ipynb, cell 2',
    );
  });
});

describe("footnotes", () => {
  it("are numbered through a chapter, whichever cell holds their text", () => {
    const body = bodyOf([markdown("# T\n\nOne[^a] and two[^b]."), markdown("[^b]: Second.\n\n[^a]: First.")]);
    expect(body).toMatch(/id="fnref-01-test-1"[^>]*>1<\/a>.*id="fnref-01-test-2"[^>]*>2<\/a>/);
    expect(body.indexOf("First.")).toBeLessThan(body.indexOf("Second."));
  });

  it("have ids of their own in every chapter", () => {
    const one = (name: string): ReturnType<typeof chapter> =>
      chapter(name, [markdown("# T\n\nText[^1].\n\n[^1]: Note.")]);
    const ids = [...render([one("01-a"), one("02-b")]).html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("without a text are an error", () => {
    expect(() => bodyOf([markdown("# T\n\nText[^foo].\n\n[^fob]: Note.")])).toThrow(
      'there is no footnote [^foo]; did you mean "fob"?',
    );
  });
});

describe("formulas", () => {
  it("are typeset in a line and on their own", () => {
    const body = bodyOf([markdown("# T\n\nLet $x^2$ be.\n\n$$\n\\frac{1}{2}\n$$\n")]);
    expect(body.match(/class="katex"/g)).toHaveLength(2);
    expect(body).toContain('<div class="formula"');
  });

  it("leave prices alone", () => {
    expect(bodyOf([markdown("# T\n\nFrom $5 to $10, or \\$3.")])).toContain("From $5 to $10, or $3.");
  });

  it("that cannot be typeset name the cell", () => {
    expect(() => bodyOf([markdown("# T"), markdown("$\\frac{1}$")])).toThrow(
      /notebooks\/01-test.ipynb, cell 2: the formula .* cannot be typeset/,
    );
  });

  it("bring KaTeX's style sheet along only where there are any", () => {
    expect(render([chapter("01", [markdown("# T\n\n$x$")])]).html).toContain(".katex{}");
    expect(render([chapter("01", [markdown("# T")])]).html).not.toContain(".katex{}");
  });
});

describe("callouts and headings", () => {
  it("know four kinds, with or without a title", () => {
    const body = bodyOf([markdown("# T\n\n:::warning Mind *this*\nText.\n:::\n\n::: tip\nMore.\n:::\n")]);
    expect(body).toContain(
      '<aside class="callout warning" role="note"><p class="callout-title">Warning: Mind <em>this</em></p>',
    );
    expect(body).toContain('<p class="callout-title">Tip</p>');
  });

  it("refuse another kind", () => {
    expect(() => bodyOf([markdown("# T\n\n:::warnin\nText.\n:::\n")])).toThrow(
      '":::warnin" is no callout; did you mean "warning"?',
    );
  });

  it("number sections to the third level", () => {
    const {html} = render([chapter("01", [markdown("# A\n\n## B\n\n### C\n\n## D\n\n#### E")])]);
    const numbers = [...html.matchAll(/<h\d id[^>]*><span class="number">([\d.]+)</g)].map(([, number]) => number);
    expect(numbers).toEqual(["1.1", "1.1.1", "1.2"]);
  });

  it("take the notebook's name for a title it lacks, with a warning", () => {
    const {warnings} = render([chapter("01-data", [markdown("No heading.")])]);
    expect(warnings[0]).toContain("notebooks/01-data.ipynb, cell 1: the notebook has no heading");
  });
});

describe("pictures in prose", () => {
  const png = "data:image/png;base64,iVBORw0KGgo=";

  it("are embedded, and numbered where they have an id", () => {
    const cells = [markdown("# T\n\n![The *plan*](plan.png){#fig-plan}\n\nSee @fig-plan.")];
    const {html} = render([{...chapter("01", cells), images: {"plan.png": png}}]);
    expect(html).toContain(
      `<figure class="figure" id="fig-plan"><img src="${png}" alt="The plan"><figcaption><span class="label">Figure 1.</span> The <em>plan</em></figcaption>`,
    );
  });

  it("may be attachments of the cell", () => {
    const cell = {...markdown("# T\n\n![x](attachment:a.png)"), attachments: {"a.png": {"image/png": "iVBORw0KGgo="}}};
    expect(render([chapter("01", [cell])]).html).toContain(`<img src="${png}"`);
  });

  it("that are missing or from the network are errors", () => {
    expect(() => bodyOf([markdown("# T\n\n![x](gone.png)")])).toThrow('the picture "gone.png" cannot be embedded');
    expect(() => bodyOf([markdown("# T\n\n![x](https://example.org/a.png)")])).toThrow("a report fetches nothing");
  });
});

it("textOf gives back what html escaped", () => {
  expect(textOf(new Html("<b>a &lt; b &amp; c</b>"))).toBe("a < b & c");
});
