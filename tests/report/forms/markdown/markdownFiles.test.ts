import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import {beforeAll, describe, expect, it} from "vitest";
import {escapeInline, escapeStart} from "../../../../src/report/forms/markdown/escape.js";
import {type MarkdownReport, markdownFiles} from "../../../../src/report/forms/markdown/markdownFiles.js";
import {writeMarkdown} from "../../../../src/report/forms/markdown/writeMarkdown.js";
import {renderReport} from "../../../../src/report/render/report.js";
import {sourcesIn} from "../../render/citation/sources.js";
import {demoReport} from "../../render/demo.js";
import {carries, chapter, code, markdown, render} from "../../render/notebooks.js";
import {bareTheme} from "../../render/testTheme.js";

/** The Markdown of one chapter, without what leads to others. */
function markdownOf(cells: Parameters<typeof chapter>[1]): string {
  const {files} = markdownFiles(render([chapter("01-test", cells)]).html);
  return String(files.get("01-test.md")).replace(/\n---\n\n[^\n]*README[^\n]*\n$/, "");
}

describe("a report as Markdown", () => {
  let report: MarkdownReport;
  let pages: ReadonlyMap<string, string>;
  beforeAll(() => {
    report = markdownFiles(renderReport({...demoReport(bareTheme), notices: ["Synthetic data."]}).html);
    pages = new Map(
      [...report.files].flatMap(([path, content]) =>
        typeof content === "string" && path.endsWith(".md") ? [[path, content]] : [],
      ),
    );
  });

  it("has a page for each chapter and appendix, and an index of all", () => {
    expect([...pages.keys()]).toEqual(["01-data.md", "03-model.md", "14-postmortem.md", "README.md", "provenance.md"]);
    const index = pages.get("README.md")!;
    expect(index).toMatch(/^# Garment classification with TypeScript\n/);
    expect(index).toContain("> [!WARNING]\n> Synthetic data.");
    expect(index).toContain(
      "- [2 Baseline and network](03-model.md)\n  - [2.1 Training](03-model.md#sec-03-model-training)",
    );
  });

  it("says what the report says: values, numbers, references, footnotes, formulas, callouts, tables", () => {
    const [data, model, end] = ["01-data.md", "03-model.md", "14-postmortem.md"].map((path) => pages.get(path)!) as [
      string,
      string,
      string,
    ];
    expect(data).toContain("holds 60,000 training images and 10,000 test images");
    expect(data).toContain("Fashion-MNIST [^1] holds");
    expect(data).toMatch(/^\[\^1\]: H\. Xiao/m);
    expect(data).toContain("[Figure 1](#fig-samples)");
    expect(data).toContain("follow in [Chapter 2](03-model.md#sec-03-model).");
    expect(model).toContain("For a picture $x \\in [0, 1]^{784}$ it computes\n\n$$\np(y = k \\mid x)");
    expect(model).toContain("> [!WARNING]\n> **Shirts**\n>\n> Sixty per cent");
    expect(model).toContain("**Table 1.** Precision, recall");
    expect(model).toContain(
      "| Class | Precision | Recall | F1 | Images |\n| :--- | ---: | ---: | ---: | ---: |\n| T-shirt | 85.0 % (82.9 to 87.1) |",
    );
    expect(model).toContain("<details><summary>Code</summary>\n\n```typescript\nconst cnn = trainCnn(");
    expect(end).toContain(
      "1. Labels are wrong in about 1.5 % of the cases.\n2. A collar is two pixels wide.\n   - and lost in the resampling",
    );
    expect(end).toContain("```text\nerror 0: Shirt taken for Coat\n");
    expect(end).toContain("{{not.a.value | here}}");
  });

  it("has one title a page; key numbers have their intervals in brackets, sources their numbers once", () => {
    const accuracy = {value: 0.9123, low: 0.906, high: 0.918, level: 0.95};
    const config = {
      ...{title: "Test", authors: [], language: "en"},
      summary: {numbers: [{label: "Accuracy", value: "{{accuracy | percent(1) ±}}"}]},
    };
    const cells = [markdown("# T\n\nSee [@efron1993]."), code("", [carries({kind: "values", values: {accuracy}})])];
    const sources = sourcesIn("report/styles/numeric.csl");
    const {files} = markdownFiles(render([chapter("01-test", cells)], {config, sources}).html);
    const index = String(files.get("README.md"));
    expect(index.match(/^# .*/gm)).toEqual(["# Test"]);
    expect(index).toContain("## Summary");
    expect(index.replaceAll("\u00a0", " ")).toContain("- **Accuracy**: 91.2 % (95 % CI 90.6 to 91.8)\n");
    expect(String(files.get("references.md"))).toMatch(/^1\. (?:<a id="[^"]*"><\/a>)?B\. Efron/m);
  });

  it("draws figures into files that stand on their own", () => {
    const drawn = [...report.files].filter(([path]) => path.endsWith(".svg"));
    expect(drawn.map(([path]) => path)).toEqual(
      ["class-counts", "confusion", "curves", "embedding", "intensity"].map((id) => `figures/fig-${id}.svg`),
    );
    for (const [, svg] of drawn) {
      expect(svg).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*><rect width="752" height="\d+" fill="#fff/,
      );
      expect(svg).not.toMatch(/var\(|light-dark\(|<script|href=/);
    }
    expect(pages.get("01-data.md")).toContain(
      "![Bar chart: each of the ten classes has 6,000 training images](figures/fig-class-counts.svg)\n\n**Figure 2.** Training images for each class (n = 60,000).",
    );
  });

  it("enlarges small pictures, so that a wiki does not blur them, and says which answers were right", () => {
    const pictures = [...report.files].filter(([path]) => path.startsWith("pictures/"));
    expect(pictures.length).toBeGreaterThan(20);
    for (const [path, content] of pictures) {
      const png = content as Uint8Array;
      expect(path).toMatch(/^pictures\/[0-9a-f]{16}\.png$/);
      expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(64);
    }
    expect(pages.get("14-postmortem.md")).toMatch(/<br>✓ T-shirt, not Dress \| !\[✗ Trouser, not Coat\]/);
  });

  it("holds no link that leads nowhere: files and places are there", () => {
    const reader = new MarkdownIt({html: true});
    let count = 0;
    for (const [path, text] of pages) {
      const html = reader.render(text);
      const links = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, target]) => decodeURI(target!));
      for (const target of links.filter((link) => !/^https?:/.test(link))) {
        const [file, id] = target.split("#");
        const found = file === "" ? text : report.files.get(file!);
        expect(found, `${path}: ${target}`).toBeDefined();
        if (id !== undefined)
          expect(String(found), `${path}: ${target}`).toContain(`<a id="${decodeURIComponent(id)}"></a>`);
        count++;
      }
    }
    expect(count).toBeGreaterThan(60);
  });

  it("is the same for the same page", () => {
    const again = markdownFiles(renderReport({...demoReport(bareTheme), notices: ["Synthetic data."]}).html);
    expect([...again.files].map(([path, content]) => [path, Buffer.from(content).toString("base64")])).toEqual(
      [...report.files].map(([path, content]) => [path, Buffer.from(content).toString("base64")]),
    );
  });

  it("names figures that cannot be drawn without a browser, and says them in words", () => {
    const odd = carries({
      kind: "plot",
      id: "globe",
      caption: "C.",
      alt: "A globe",
      data: [{type: "surface", z: [[1]]}],
      layout: {},
    });
    const {files, warnings} = markdownFiles(render([chapter("01-test", [markdown("# T"), code("", [odd])])]).html);
    expect(String(files.get("01-test.md"))).toContain("*A globe*\n\n**Figure 1.** C.");
    expect(warnings).toEqual([expect.stringMatching(/^01-test\.md: the figure fig-globe cannot be drawn/)]);
  });
});

describe("prose that looks like Markdown", () => {
  it.each([
    "a * b * c",
    "snake_case_name and __init__",
    "[not] a (link)",
    "1 < 2 > 0",
    "~~no~~ | pipe",
    "back`tick",
    "$5 and $6",
    "AT&amp;T",
    "<b>",
    "\\ slash",
    "![no](x)",
  ])("shows %s as it is", (text) => {
    const shown = new MarkdownIt({html: true}).renderInline(escapeInline(text));
    expect(decode(shown)).toBe(text);
  });

  it.each([
    "# no heading",
    "- no list",
    "+ nor this",
    "1. nor that",
    "2) nor that",
    "> no quote",
    "--- no rule",
    "=== no heading",
  ])("begins a paragraph with %s", (text) => {
    const shown = new MarkdownIt({html: true}).render(escapeStart(escapeInline(text)));
    expect(decode(shown)).toBe(`<p>${text}</p>\n`);
  });

  it("is any text", () => {
    const reader = new MarkdownIt({html: true});
    const line = fc
      .string({unit: fc.constantFrom(..."ab1 *_`[]()<>#|~$&!\\-+.:"), minLength: 1})
      .map((text) => text.trim().replaceAll(/\s+/g, " "))
      .filter(Boolean);
    fc.assert(
      fc.property(line, (text) => {
        expect(decode(reader.render(escapeStart(escapeInline(text)))).trim()).toBe(`<p>${text}</p>`);
      }),
      {numRuns: 500},
    );
  });

  it("survives the way through a report", () => {
    expect(
      markdownOf([
        markdown(
          "# T\n\nA \\* b \\_c\\_ and 2 \\< 3, `a | b`, **bold *both***, ~~gone~~[^n], ![pic](data:image/gif;base64,R0lGODlhAQABAAAAACw=) and\\\nbroken.\n\n[^n]: A note.\n\n    With two paragraphs.",
        ),
      ]),
    ).toBe(
      "# 1 T\n\nA \\* b \\_c\\_ and 2 &lt; 3, `a | b`, **bold *both***, ~~gone~~[^1], ![pic](pictures/2f41918f848b5fb0.gif) and<br> broken.\n\n[^1]: A note.\n\n    With two paragraphs.\n",
    );
  });
});

describe("writeMarkdown(dist)", () => {
  it("puts the folder in place as a whole, and asks for a build where there is no report", async () => {
    const dist = mkdtempSync(join(tmpdir(), "lookbook-markdown-"));
    await expect(writeMarkdown(dist)).rejects.toThrow(/there is no report in .*; run `lookbook build` first/);
    writeFileSync(
      join(dist, "report.html"),
      render([chapter("01-a", [markdown("# A")]), chapter("02-b", [markdown("# B")])]).html,
    );
    expect(await writeMarkdown(dist)).toMatchObject({pages: 4, pictures: 0, warnings: []});
    writeFileSync(join(dist, "report.html"), render([chapter("01-a", [markdown("# A")])]).html);
    await writeMarkdown(dist);
    expect(readdirSync(dist).sort()).toEqual(["markdown", "report.html"]);
    expect(readdirSync(join(dist, "markdown")).sort()).toEqual(["01-a.md", "README.md", "provenance.md"]);
    expect(readFileSync(join(dist, "markdown", "01-a.md"), "utf8")).toContain("# 1 A");
    rmSync(dist, {recursive: true});
  });
});

function decode(html: string): string {
  return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
