import {describe, expect, it} from "vitest";
import type {Term} from "../../../../src/report/render/glossary/glossary.js";
import {checkGlossary} from "../../../../src/report/render/glossary/glossary.js";
import type {RenderedReport} from "../../../../src/report/render/input.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

const terms: Record<string, Term> = {
  CNN: {long: "convolutional neural network", text: "A network with *shared* filters."},
  calibration: {text: "Whether confidence means what it says."},
  EMA: {long: "exponential moving average"},
  GPU: {long: "graphics processing unit"},
  analysis: {long: "analysis of variance", plural: "analyses of variance"},
};
const glossary = {path: "report/glossary.json", terms};

function build(...cells: Parameters<typeof chapter>[1]): RenderedReport {
  return render([chapter("01", [markdown("# T"), ...cells])], {glossary});
}
const text = ({html}: RenderedReport): string[] =>
  [...html.slice(html.indexOf("<main")).matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, inner]) =>
    inner!.replaceAll(/<[^>]*>/g, ""),
  );

describe("a term", () => {
  it("is written out at its first use in the report, and short ever after", () => {
    const report = build(markdown("A [CNN]{.term} and a [CNN]{.term}."), markdown("The [CNN]{.term}."));
    expect(text(report).slice(0, 2)).toEqual(["A convolutional neural network (CNN) and a CNN.", "The CNN."]);
  });

  it("takes a capital where it opens a sentence, and the plural of its long form", () => {
    const report = build(markdown("[CNNs]{.term} learn. [analysis]{.term}s"), markdown("So do [CNNs]{.term}."));
    expect(text(report)[0]).toMatch(
      /^Convolutional neural networks \(CNNs\) learn\. Analysis of variance \(analysis\)s$/,
    );
    expect(text(report)[1]).toBe("So do CNNs.");
  });

  it("carries its definition as a title and leads to the glossary", () => {
    const report = build(markdown("Good [calibration]{.term}."), markdown("[CNN]{.term}"));
    expect(report.html).toContain(
      '<a class="term" href="#term-calibration"><abbr title="Whether confidence means what it says.">calibration</abbr></a>',
    );
    expect(report.html).toContain(
      '<abbr title="convolutional neural network. A network with shared filters.">CNN</abbr>',
    );
  });

  it("stays short in headings, captions and the contents, which are read alone", () => {
    const table = code("", [carries({kind: "table", id: "t", caption: "Of a [CNN]{.term}.", columns: [], rows: []})]);
    const report = build(markdown("## The [CNN]{.term}"), table, markdown("A [CNN]{.term}."));
    expect(report.html).toMatch(/<\/span> The <a class="term"[^>]*><abbr[^>]*>CNN<\/abbr><\/a>/);
    expect(report.html).toMatch(/<figcaption>.*Of a <a class="term"[^>]*><abbr[^>]*>CNN/);
    expect(report.html).toMatch(/<span class="title">The <abbr[^>]*>CNN<\/abbr><\/span>/);
    expect(text(report)[0]).toBe("A convolutional neural network (CNN).");
  });

  it("may explain itself by others, and they by it: all of them stand in the glossary", () => {
    const terms = {
      A: {text: "What a [B]{.term} is to an [A]{.term}."},
      B: {text: "The other side of an [A]{.term}, under a [C]{.term}."},
      C: {text: "Above."},
    };
    const {html} = render([chapter("01", [markdown("# T\n\nAn [A]{.term}.")])], {
      glossary: {path: "report/glossary.json", terms},
    });
    expect(html).toContain('<abbr title="What a B is to an A.">A</abbr>');
    expect([...html.matchAll(/<dt id="term-(\w)">/g)].map(([, name]) => name)).toEqual(["a", "b", "c"]);
  });

  it("that is unknown names the place and the nearest", () => {
    expect(() => build(markdown("A [CNM]{.term}."))).toThrow(
      'notebooks/01.ipynb, cell 2: the glossary has no term "CNM"; did you mean "CNN"?',
    );
    expect(() => render([chapter("01", [markdown("A [CNN]{.term}.")])])).toThrow("put it into report/glossary.json");
  });
});

describe("the glossary", () => {
  it("lists the terms that prose uses, in alphabetical order, with their text as Markdown", () => {
    const {html} = build(markdown("[EMA]{.term}, [CNN]{.term}, [calibration]{.term}"));
    const section = html.slice(html.indexOf('id="glossary"'), html.indexOf('id="provenance"'));
    expect([...section.matchAll(/<dt id="([^"]+)">/g)].map(([, id]) => id)).toEqual([
      "term-calibration",
      "term-cnn",
      "term-ema",
    ]);
    expect(section).toContain(
      '<dd><span class="term-long">convolutional neural network</span>. A network with <em>shared</em> filters.</dd>',
    );
    expect(section).not.toContain("graphics");
  });

  it("is left out of a report that uses no term", () => {
    expect(build(markdown("Nothing.")).html).not.toContain('id="glossary"');
  });

  it.each<[unknown, string]>([
    [[], 'g.json: expected an object such as {"CNN"'],
    [{CNN: "x"}, '"CNN" must be an object with "long", "text" or both'],
    [{CNN: {lnog: "x"}}, '"CNN" has the unknown field "lnog"; did you mean "long"?'],
    [{CNN: {long: ""}}, '"CNN", "long" must be text, got ""'],
    [{CNN: {plural: "x"}}, '"CNN" needs "long", "text" or both'],
  ])("refuses %j", (raw, message) => {
    expect(() => checkGlossary(raw, "g.json")).toThrow(message);
  });
});
