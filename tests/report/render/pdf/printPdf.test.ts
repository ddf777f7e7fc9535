import {execFileSync} from "node:child_process";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "puppeteer";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {browserLadder} from "../../../../src/report/render/pdf/browserLadder.js";
import {openBrowser} from "../../../../src/report/render/pdf/openBrowser.js";
import type {PrintedPdf} from "../../../../src/report/render/pdf/printPdf.js";
import {printPdf} from "../../../../src/report/render/pdf/printPdf.js";
import {destinationsOf} from "../../../../src/report/render/pdf/read/destinations.js";
import {readPdf} from "../../../../src/report/render/pdf/read/pdfFile.js";
import {renderReport} from "../../../../src/report/render/report.js";
import type {Theme} from "../../../../src/report/render/theme.js";
import {loadTheme} from "../../../../src/report/render/theme.js";
import {demoReport} from "../demo.js";
import {carries, chapter, code, markdown, render, shows} from "../notebooks.js";

const packed = browserLadder().filter(({name}) => name === "npm");
const here = packed[0]?.path !== undefined;
const metadata = {title: "Garment classification", authors: ["Ada Example"], date: "2026-11-21"};
const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ["-v"], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
};

// Skipped where npm brings no browser: anything but Linux on x64.
describe.skipIf(!here)("a printed report", () => {
  let browser: Browser;
  let folder: string;
  let theme: Theme;
  let pdf: Buffer;
  let printed: PrintedPdf;
  const at = (name: string): string => join(folder, name);
  const print = async (html: string, name: string): Promise<Buffer> => {
    await writeFile(at(`${name}.html`), html);
    printed = await printPdf(at(`${name}.html`), at(`${name}.pdf`), {...metadata, browser});
    return readFile(at(`${name}.pdf`));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-print-"));
    theme = await loadTheme();
    browser = (await openBrowser({ladder: packed})).browser;
    pdf = await print(renderReport({...demoReport(theme), notices: ["Synthetic data."]}).html, "demo");
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, {recursive: true, force: true});
  });

  it("has pages, an outline, tags, a language and the authors", () => {
    const text = pdf.toString("latin1");
    expect(printed.pages).toBeGreaterThan(8);
    expect(printed.figures).toBe(5);
    expect(text).toContain("/Outlines ");
    expect(text).toContain("/StructTreeRoot ");
    expect(text).toContain("/Lang (en)");
    expect(text).toContain("/Author <FEFF");
  });

  it("begins its outline with the chapters", () => {
    const {objects} = readPdf(pdf);
    const follow = (body: string | undefined, key: string): string =>
      objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(body ?? "")?.[1] ?? "") ?? "";
    const catalog = [...objects.values()].find((body) => body.includes("/Type /Catalog"));
    const first = follow(follow(catalog, "Outlines"), "First");
    expect(first).toContain("/Title (1 The data)");
    expect(follow(first, "Next")).toContain("/Title (2 Baseline and network)");
    expect(follow(first, "First")).toContain("/Title (1.1 What a picture looks like)");
  });

  it("is the same file when printed again", async () => {
    expect((await print(await readFile(at("demo.html"), "utf8"), "demo")).equals(pdf)).toBe(true);
  });

  it("begins every chapter on a page of its own, in order", () => {
    const pages = new Map([...destinationsOf(readPdf(pdf))].map(([name, {page}]) => [name, page]));
    const starts = ["sec-01-data", "sec-03-model", "sec-14-postmortem", "provenance"].map((id) => pages.get(id) ?? 0);
    expect(starts[0]).toBe(3);
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
  });

  it("tells what each figure shows to those who cannot see it", () => {
    expect(pdf.toString("latin1").match(/\/Alt /g)?.length).toBeGreaterThanOrEqual(7);
  });

  it("draws figures as vectors: a report of charts and heat maps holds no picture", async () => {
    const heat = {
      type: "heatmap",
      z: [
        [1, 2],
        [3, 4],
      ],
      text: [
        ["1", "2"],
        ["3", "4"],
      ],
      texttemplate: "%{text}",
    };
    const plots = [{type: "bar", y: [1, 2]}, heat, {type: "scatter", y: [1, 3]}, {type: "histogram", x: [1, 1, 2]}].map(
      (trace, i) =>
        code("", [carries({kind: "plot", id: `p${i}`, caption: "C.", alt: "A", data: [trace], layout: {}})]),
    );
    const {html} = render([chapter("01", [markdown("# T"), ...plots])], {theme});
    const objects = [...readPdf(await print(html, "vector")).objects.values()];
    expect(objects.filter((object) => object.includes("/Subtype /Image"))).toEqual([]);
    expect(printed.figures).toBe(4);
  });

  it("embeds every font", () => {
    const fonts = [...readPdf(pdf).objects.values()].filter((object) => object.includes("/Type /FontDescriptor"));
    expect(fonts.length).toBeGreaterThan(3);
    expect(fonts.filter((object) => !/\/FontFile[23]? /.test(object))).toEqual([]);
    expect(fonts.filter((object) => !/SourceSerif4|SourceSans3|JetBrainsMono|KaTeX/.test(object))).toEqual([]);
  });

  it.skipIf(!has("pdftotext"))(
    "has no word beyond the margins, page numbers in its contents, and its notice on every page",
    () => {
      const boxes = execFileSync("pdftotext", ["-bbox", at("demo.pdf"), "-"], {encoding: "utf8"});
      const words = [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)].map((m) =>
        m.slice(1).map(Number),
      );
      expect(words.length).toBeGreaterThan(1000);
      const margin = (26 / 25.4) * 72 - 3;
      expect(words.filter(([left, , right]) => left! < margin || right! > 594.96 - margin)).toEqual([]);
      const pages = execFileSync("pdftotext", ["-layout", at("demo.pdf"), "-"], {encoding: "utf8"})
        .split("\f")
        .slice(0, -1);
      expect(pages[1]).toMatch(/1\s+The data\s+3\n/);
      expect(pages[1]).toMatch(new RegExp(`page 2 of ${pages.length}`));
      expect(pages.filter((page) => !page.includes("Synthetic data."))).toEqual([]);
    },
  );

  it("names the figures that are late", async () => {
    const stuck = {...theme, plotly: "var Plotly = {react: () => new Promise(() => undefined)};"};
    const plot = code("", [
      carries({kind: "plot", id: "slow", caption: "C.", alt: "A", data: [{type: "sankey"}], layout: {}}),
    ]);
    await writeFile(at("late.html"), render([chapter("01", [markdown("# T"), plot])], {theme: stuck}).html);
    await expect(printPdf(at("late.html"), at("late.pdf"), {...metadata, browser, limit: 1500})).rejects.toMatchObject({
      code: "render-failed",
      message: expect.stringContaining("figures not drawn in time: fig-slow"),
    });
    await expect(readFile(at("late.pdf"))).rejects.toThrow("ENOENT");
  });

  it("names the figures that cannot be drawn", async () => {
    const broken = {...theme, plotly: 'var Plotly = {react: async () => { throw new Error("no such trace"); }};'};
    const plot = code("", [
      carries({kind: "plot", id: "odd", caption: "C.", alt: "A", data: [{type: "sankey"}], layout: {}}),
    ]);
    await writeFile(at("odd.html"), render([chapter("01", [markdown("# T"), plot])], {theme: broken}).html);
    await expect(printPdf(at("odd.html"), at("odd.pdf"), {...metadata, browser})).rejects.toThrow(
      "fig-odd: no such trace",
    );
  });

  it("is left undone when the caller gives up", async () => {
    const signal = AbortSignal.abort();
    await expect(printPdf(at("demo.html"), at("x.pdf"), {...metadata, browser, signal})).rejects.toMatchObject({
      code: "interrupted",
    });
  });

  it("fetches nothing and runs no script of a notebook, whatever its HTML says", async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const evil = `<meta http-equiv="refresh" content="0;url=${url}"><img src="${url}a"><link rel="stylesheet" href="${url}b"><script>parent.hacked = 1</script><img src=x onerror="parent.hacked = 1"><iframe src="${url}c"></iframe>`;
    const cells = [markdown(`# T\n\n<script>hacked = 1</script>`), code("", [shows(evil)])];
    await writeFile(at("evil.html"), render([chapter("01", cells)], {theme}).html);
    const page = await browser.newPage();
    try {
      await page.goto(`file://${at("evil.html")}`);
      await page.evaluate("new Promise((done) => setTimeout(done, 300))");
      expect(await page.evaluate("window.hacked")).toBeUndefined();
      expect(await page.evaluate("document.querySelector('iframe').contentDocument.body.innerHTML")).toContain("img");
      expect(asked).toBe(0);
    } finally {
      await page.close();
      server.close();
    }
  });
});
