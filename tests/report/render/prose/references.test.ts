import {describe, expect, it} from "vitest";
import {bodyOf, carries, chapter, code, markdown, render} from "../notebooks.js";

describe("equations", () => {
  it("are numbered through the report where they have an id, and referred to", () => {
    const first = chapter("01", [markdown("# A\n\nBy @eq-two:\n\n$$ a $$ {#eq-one}\n\n$$\nplain\n$$")]);
    const second = chapter("02", [markdown("# B\n\n$$\nb\n$$ {#eq-two}")]);
    const {html} = render([first, second]);
    expect(html).toContain('By <a class="reference" href="#eq-two">Equation\u00a02</a>:');
    expect(html).toMatch(
      /<div class="formula numbered" id="eq-one" tabindex="0">[\s\S]*?<span class="equation-number">\(1\)<\/span><\/div>/,
    );
    expect(html.match(/equation-number/g)).toHaveLength(2);
  });

  it("may follow a line of text without a blank line", () => {
    expect(bodyOf([markdown("# T\n\nText\n$$ a $$ {#eq-a}\nmore @eq-a")])).toMatch(
      /<p>Text<\/p>\s*<div class="formula numbered" id="eq-a"/,
    );
  });
});

describe("listings", () => {
  const listing = "//| listing: training | How *it* learns, n = {{n}}\nconst a = 1;\n";
  const values = code("", [carries({kind: "values", values: {n: 3}})]);

  it("show a cell's code with number and caption, without the line that says so", () => {
    const body = bodyOf([markdown("# T\n\nSee @lst-training."), code(listing), values]);
    expect(body).toContain('See <a class="reference" href="#lst-training">Listing\u00a01</a>.');
    expect(body).toMatch(
      /<figure class="code-figure" id="lst-training"><figcaption><span class="label">Listing 1\.<\/span> How <em>it<\/em> learns, n\u00a0=\u00a0<a class="value"[^>]*>3<\/a><\/figcaption><pre class="code"/,
    );
    expect(body).not.toContain("//|");
    expect(body).not.toContain("<details");
  });

  it("are made of fences too, in languages with other comments", () => {
    const body = bodyOf([markdown("# T\n\n```python\n#| listing: fit | In Python\nfit()\n```\n\n@lst-fit")]);
    expect(body).toContain('<figure class="code-figure" id="lst-fit">');
    expect(body).not.toContain("#|");
  });

  it("are among the figures of the report, under their own kind", () => {
    const {figures} = render([chapter("01", [markdown("# T"), code(listing), values])]);
    expect(figures).toMatchObject([{kind: "lst", id: "training", label: "Listing 1"}]);
  });

  it("with a line that is none name the cell", () => {
    expect(() => bodyOf([code("//| listing training\na")])).toThrow(
      'cell 1: "//| listing training" makes no listing; write //| listing: id | caption',
    );
  });

  it("stay hidden where their cell is", () => {
    expect(bodyOf([markdown("# T"), code(listing, [], ["hide-cell"]), values])).not.toContain("code-figure");
  });
});

describe("references", () => {
  it("may write the number alone", () => {
    const body = bodyOf([
      markdown("# T\n\nFigures [-@eq-a] and (@eq-a, @eq-b).\n\n$$ a $$ {#eq-a}\n\n$$ b $$ {#eq-b}"),
    ]);
    expect(body).toContain(
      'Figures <a class="reference" href="#eq-a">1</a> and (<a class="reference" href="#eq-a">Equation\u00a01</a>, <a class="reference" href="#eq-b">Equation\u00a02</a>).',
    );
  });

  it("work in captions and titles", () => {
    const table = code("", [carries({kind: "table", id: "t", caption: "See @eq-a.", columns: [], rows: []})]);
    const {html} = render([chapter("01", [markdown("# On @eq-a\n\n## Of @tab-t\n\n$$ a $$ {#eq-a}"), table])]);
    expect(html).toContain('See <a class="reference" href="#eq-a">Equation\u00a01</a>.');
    expect(html).toContain('<span class="title">On Equation\u00a01</span>');
    expect(html).toContain('<span class="title">Of Table\u00a01</span>');
  });

  it("speak the report's language", () => {
    const config = {title: "T", authors: [], language: "de"};
    const cells = [
      markdown("# T\n\n## Grenzen\n\n@sec-grenzen @eq-a @lst-b @sec-01\n\n$$ a $$ {#eq-a}"),
      code("//| listing: b | B\nx"),
    ];
    const {html} = render([chapter("01", cells)], {config});
    for (const label of ["Abschnitt\u00a01.1", "Gleichung\u00a01", "Listing\u00a01", "Kapitel\u00a01"])
      expect(html).toContain(`>${label}</a>`);
  });
});
