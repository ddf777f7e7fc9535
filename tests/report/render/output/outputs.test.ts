import {describe, expect, it} from "vitest";
import type {MimeBundle, Output} from "../../../../src/report/notebook/nbformat.js";
import {plainText} from "../../../../src/report/render/output/stream.js";
import {bodyOf, carries, chapter, code, markdown, render} from "../notebooks.js";

const display = (data: MimeBundle): Output => ({output_type: "display_data", data, metadata: {}});
const printed = (text: string, name: "stdout" | "stderr" = "stdout"): Output => ({output_type: "stream", name, text});
const accuracy = {value: 0.912, low: 0.906, high: 0.918, level: 0.95};

describe("figures of the package", () => {
  it("become a drawing, the figure's specification beside it, and a numbered caption", () => {
    const plot = carries({
      kind: "plot",
      id: "loss",
      caption: "The *loss*.",
      alt: "A falling line",
      data: [{y: [2, 1]}],
      layout: {},
      height: 300,
    });
    const drawing = /<svg class="drawn"[\s\S]*?<\/svg>(?=<\/div>)/;
    const body = bodyOf([code("show()", [plot], ["hide-input"])]);
    expect(drawing.exec(body)![0]).toContain('width="752" height="300"');
    expect(body.replace(drawing, "(drawing)")).toBe(
      '<div class="cell" id="cell-01-test-1"><figure class="figure" id="fig-loss">' +
        '<div class="plot" role="img" aria-label="A falling line" data-plot="fig-loss">(drawing)</div>' +
        '<script type="application/json">{"data":[{"y":[2,1]}],"layout":{},"height":300}</script>' +
        '<div class="tools"><a class="origin" href="#cell-01-test-1" aria-label="How was this made? Figure 1">How was this made?</a>' +
        '<a class="self" href="#fig-loss" aria-label="Link to Figure 1">Link</a></div>' +
        '<figcaption><span class="label">Figure 1.</span> The <em>loss</em>.</figcaption></figure></div>',
    );
  });

  it("are numbered through the report, figures and tables apart", () => {
    const table = (id: string): Output =>
      carries({kind: "table", id, caption: "C.", columns: [{name: "x"}], rows: [[1]]});
    const grid = (id: string): Output =>
      carries({kind: "pictures", id, caption: "C.", alt: "A", columns: 2, pictures: []});
    const {figures} = render([
      chapter("01-a", [code("", [grid("p"), table("t")])]),
      chapter("02-b", [code("", [table("u"), grid("q")])]),
    ]);
    expect(figures.map(({label, id}) => `${label} ${id}`)).toEqual([
      "Figure 1 p",
      "Table 1 t",
      "Table 2 u",
      "Figure 2 q",
    ]);
    expect(figures[3]?.place).toEqual({chapter: "02-b", path: "notebooks/02-b.ipynb", cell: 1});
  });

  it("may name live values and other figures in their captions", () => {
    const values = carries({kind: "values", values: {n: 10000}});
    const table = carries({
      kind: "table",
      id: "t",
      caption: "Of {{n | integer}}; see @tab-t.",
      columns: [{name: "x"}],
      rows: [[1]],
    });
    const {html, figures} = render([chapter("01", [code("", [values, table])])]);
    expect(html).toContain(">10,000</a>; see <a");
    expect(figures[0]?.caption).toBe("Of 10,000; see Table\u00a01.");
  });

  it("carries pictures of points beside the figure, and refuses those that would have to be fetched", () => {
    const figure = {kind: "plot", id: "map", caption: "C.", alt: "A", data: [], layout: {}} as const;
    const sheet = {src: "data:image/png;base64,iVBORw0KGgo=", width: 2, height: 3, columns: 4};
    expect(bodyOf([code("", [carries({...figure, hoverPictures: sheet})])])).toContain(
      `"hoverPictures":${JSON.stringify(sheet)}}</script>`,
    );
    const fetched = {...sheet, src: "https://example.org/sheet.png"};
    expect(() => bodyOf([code("", [carries({...figure, hoverPictures: fetched})])])).toThrow(
      'figure "map": hoverPictures must be a sheet as a data URI',
    );
  });

  it("without a text for those who cannot see them are refused", () => {
    const plot = carries({kind: "plot", id: "loss", caption: "C.", alt: " ", data: [], layout: {}});
    expect(() => bodyOf([code("", [plot])])).toThrow('notebooks/01-test.ipynb, cell 1: figure "loss" has no alt');
  });

  it("keep their place when their cell's outputs are hidden: nowhere, and unnumbered", () => {
    const plot = carries({kind: "plot", id: "loss", caption: "C.", alt: "A", data: [], layout: {}});
    expect(render([chapter("01", [code("", [plot], ["hide-output"])])]).figures).toEqual([]);
  });
});

describe("tables", () => {
  const table = (cell: string | number | null | typeof accuracy, format?: string): string =>
    bodyOf([
      code("", [
        carries({
          kind: "table",
          id: "t",
          caption: "C.",
          columns: [{name: "Class"}, {name: "F1", ...(format && {format})}],
          rows: [["a < b", cell]],
        }),
      ]),
    ]);

  it("write intervals by the format of their column, and say their level once", () => {
    const markup = table(accuracy, "percent(1)");
    expect(markup).toContain(
      '<td class="number">91.2\u00a0% <span class="bounds">(90.6\u00a0to\u00a091.8)</span></td>',
    );
    expect(markup).toContain("C. In brackets: 95\u00a0% confidence intervals.</figcaption>");
  });

  it("name their rows by a first column of words, escaped", () => {
    expect(table(1)).toContain('<th scope="row">a &lt; b</th><td class="number">1</td>');
  });

  it("show what is not there as a dash", () => {
    expect(table(null)).toContain('<span role="img" aria-label="none">–</span>');
  });

  it("name the column of a format that cannot be", () => {
    expect(() => table(1, "precent")).toThrow(
      'table "t", column "F1": unknown format "precent"; did you mean "percent"?',
    );
  });

  it("name a row of the wrong length", () => {
    const wrong = carries({kind: "table", id: "t", caption: "C.", columns: [{name: "x"}], rows: [[1, 2]]});
    expect(() => bodyOf([code("", [wrong])])).toThrow('table "t", row 1: expected 1 cells as there are columns, got 2');
  });
});

describe("plain outputs of any notebook", () => {
  it("show text as a terminal would leave it", () => {
    expect(plainText("\u001b[32mdone\u001b[0m\n10 %\r50 %\r100 %\nend\u0007")).toBe("done\n100 %\nend");
  });

  it("leave the middle of a long text out in print only", () => {
    const markup = bodyOf([code("", [printed(Array.from({length: 100}, (_, i) => `line ${i}\n`).join(""))])]);
    expect(markup).toContain("… 45 lines are left out in print …");
    expect(markup).toContain("line 50");
  });

  it("show pictures, SVG as a picture whose scripts do not run", () => {
    expect(bodyOf([code("", [display({"image/png": "iVBO\nRw0K"})])])).toContain(
      'src="data:image/png;base64,iVBORw0K" alt="Output of 01-test, cell 1"',
    );
    expect(bodyOf([code("", [display({"image/svg+xml": "<svg><script>x</script></svg>"})])])).toMatch(
      /<img class="plain" src="data:image\/svg\+xml;base64,[\w+/=]+"/,
    );
  });

  it("that are scripts alone are left out, with a word unless they are the Plotly that a chapter brings for Jupyter", () => {
    const script = (tag: string): Output => display({"text/html": `${tag}window.x = "<p>";</script>\n`});
    const outcome = render([
      chapter("01-a", [code("", [script("<script>")]), code("", [script('<script data-lookbook="library">')])]),
    ]);
    expect(outcome.html).not.toContain("window.x");
    expect(outcome.warnings.filter((warning) => warning.includes("scripts"))).toEqual([
      expect.stringContaining("cell 1: an output of scripts alone is left out: scripts in outputs never run"),
    ]);
  });

  it("put foreign HTML into a frame without scripts", () => {
    const markup = bodyOf([code("", [display({"text/html": '<b onclick="x()">bold</b>', "text/plain": "bold"})])]);
    expect(markup).toMatch(
      /^<div class="cell"[\s\S]*<iframe class="foreign" title="[^"]+" sandbox="allow-same-origin" srcdoc="[^"]*&lt;b onclick=&quot;x\(\)&quot;&gt;bold&lt;\/b&gt;"><\/iframe>/,
    );
  });

  it("draw figures of Plotly's own type, and Markdown with live values", () => {
    expect(
      bodyOf([code("", [display({"application/vnd.plotly.v1+json": {data: [], layout: {title: {text: "Sales"}}}})])]),
    ).toContain('aria-label="Sales"');
    const values = carries({kind: "values", values: {n: 3}});
    expect(bodyOf([code("", [values, display({"text/markdown": "*{{n}}*"})])])).toMatch(
      /<em><a class="value"[^>]*>3<\/a><\/em>/,
    );
  });

  it("show an error with its stack, uncoloured", () => {
    const error: Output = {
      output_type: "error",
      ename: "TypeError",
      evalue: "x is <not> a function",
      traceback: ["\u001b[31mTypeError\u001b[0m", "  at cell 3"],
    };
    expect(bodyOf([code("", [error])])).toContain(
      '<strong>TypeError</strong>: x is &lt;not&gt; a function</p><pre tabindex="0">TypeError\n  at cell 3</pre>',
    );
  });

  it("warn of what cannot be shown", () => {
    expect(
      render([chapter("01", [markdown("# T"), code("", [display({"application/x-thing": 1})])])]).warnings,
    ).toEqual(["notebooks/01.ipynb, cell 2: an output of the type application/x-thing cannot be shown"]);
  });
});

describe("code cells", () => {
  it("are folded, shown or hidden by their tags", () => {
    const shape = (tags: string[]): string =>
      bodyOf([code("const x = 1;", [printed("out")], tags)]).replaceAll(/<pre[\s\S]*?<\/pre>/g, "pre");
    expect(shape([])).toContain('<details class="source folded"><summary>Code</summary>pre</details>pre');
    expect(shape(["show-input"])).toContain('<details class="source shown" open>');
    expect(shape(["hide-input"])).toBe('<div class="cell" id="cell-01-test-1">pre</div>');
    expect(shape(["parameters"])).toBe('<div class="cell" id="cell-01-test-1">pre</div>');
    expect(shape(["hide-output"])).not.toContain("</details>pre");
    expect(shape(["hide-cell"])).toBe('<div class="cell" id="cell-01-test-1"></div>');
  });

  it("are coloured when the report is built", () => {
    expect(bodyOf([code("const x: number = 1;")])).toContain('<span class="hljs-keyword">const</span>');
  });
});
