import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Browser, Page} from "puppeteer";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {deckTheme} from "../../../../src/report/forms/slides/deckTheme.js";
import {renderSlides} from "../../../../src/report/forms/slides/renderSlides.js";
import {writeSlides} from "../../../../src/report/forms/slides/writeSlides.js";
import type {ReportInput} from "../../../../src/report/render/input.js";
import {browserLadder} from "../../../../src/report/render/pdf/browserLadder.js";
import {openBrowser} from "../../../../src/report/render/pdf/openBrowser.js";
import {loadTheme, type Theme} from "../../../../src/report/render/theme.js";
import {carries, chapter, code, markdown} from "../../render/notebooks.js";
import {bareTheme} from "../../render/testTheme.js";
import {demoDeck, tagged} from "./deck.js";

const packed = browserLadder().filter(({name}) => name === "npm");

const dot =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

/** A deck of one chapter. */
function deckOf(cells: Parameters<typeof chapter>[1], theme: Theme = bareTheme): ReportInput {
  return {
    config: {title: "Deck", authors: ["A. Author"], language: "en"},
    chapters: [chapter("01-test", cells)],
    provenance: [],
    theme,
  };
}
const htmlOf = (input: ReportInput): string => renderSlides(input, bareTheme).html;

describe("renderSlides(input, theme)", () => {
  it("has a title, and a slide for each cell that begins one, with what follows it", () => {
    const {html, slides} = renderSlides(demoDeck(bareTheme), bareTheme);
    expect(slides).toBe(9);
    expect(
      [...html.matchAll(/<section class="slide[^"]*" id="([^"]+)" aria-label="([^"]+)"/g)].map(([, id, label]) => [
        id,
        label,
      ]),
    ).toEqual(Array.from({length: 9}, (_, i) => [`slide-${i + 1}`, `Slide ${i + 1} of 9`]));
    expect(html).toContain('<h2 class="slide-chapter" id="sec-01-data"><span class="number">1</span> The data</h2>');
    expect(html).toMatch(/<div class="fragment"><figure class="figure" id="fig-class-counts">/);
    expect(html).toMatch(
      /<aside class="slide-notes"[^>]*><p>Say that <em>balance<\/em> was designed, not found: <a class="value"[^>]*>10\.0.%<\/a> is chance\.<\/p>/,
    );
    expect(html).toContain('<span class="slide-notice">Synthetic data.</span>');
  });

  it("calls a slide without a heading as the section or chapter that it is from", () => {
    const shown = (id: string): ReturnType<typeof code> =>
      tagged(code("", [carries({kind: "table", id, caption: "C.", columns: [{name: "n"}], rows: [[1]]})]), "slide");
    const html = htmlOf(
      deckOf([
        markdown("# Apples"),
        shown("a"),
        markdown("Text.\n\n## Red *ones*\n\n### Small"),
        shown("b"),
        tagged(markdown("## Green"), "slide"),
        tagged(markdown("They are sour."), "slide"),
      ]),
    );
    const titles = [...html.matchAll(/<h2 class="slide-section">(.*?)<\/h2>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      '<span class="number">1</span> Apples',
      '<span class="number">1.1.1</span> Small',
      '<span class="number">1.2</span> Green',
    ]);
  });

  it("keeps the report's numbers; what stands on no slide is a link to the report beside it", () => {
    const html = htmlOf(demoDeck(bareTheme));
    expect(html).toContain('<a class="reference" href="#fig-confusion">Figure\u00a05</a>');
    expect(html).toContain('<a class="reference" href="#fig-embedding">Figure\u00a06</a>');
    expect(html).toMatch(/<a class="reference" href="#sec-03-model">Chapter.2<\/a>/);
    expect(html).toContain('<a class="value" href="report.html#cell-01-data-2"');
    expect(html).toMatch(/<sup class="note-mark"><a href="report\.html#fn-01-data-1"/);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const inside = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(inside.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("carries drawn figures without their data, and no tools", () => {
    const html = htmlOf(demoDeck(bareTheme));
    expect(html).toContain('<svg class="drawn"');
    expect(html).not.toContain("application/json");
    expect(html).not.toContain('class="tools"');
    expect(html).not.toContain(bareTheme.plotly);
  });

  it("shows code only where the notebook shows it", () => {
    const html = htmlOf(deckOf([code("secret();", [], ["slide"]), code("shown();", [], ["show-input", "slide"])]));
    expect(html).not.toContain("secret");
    expect(html).toContain('<span class="hljs-title function_">shown</span>();');
  });

  it("is the same for the same notebooks, and runs no script but its own", () => {
    const html = htmlOf(demoDeck(bareTheme));
    expect(htmlOf(demoDeck(bareTheme))).toBe(html);
    expect(html).toMatch(/script-src &#39;sha256-[^;]+&#39;;/);
  });

  it("speaks the report's language", () => {
    const german = deckOf([tagged(markdown("# T"), "slide")]);
    expect(htmlOf({...german, config: {...german.config, language: "de"}})).toContain('aria-label="Folie 2 von 2"');
  });

  it("refuses what the report refuses, with the cell", () => {
    expect(() => htmlOf(deckOf([tagged(markdown("# T\n\n{{no.value}}"), "slide")]))).toThrow(
      /01-test\.ipynb, cell 1: .*no\.value/,
    );
  });
});

// Skipped where npm brings no browser: anything but Linux on x64.
describe.skipIf(packed[0]?.path === undefined)("a deck in a browser", () => {
  let browser: Browser;
  let folder: string;
  let theme: Theme;
  let complaints: string[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "lookbook-slides-"));
    [theme, {browser}] = await Promise.all([loadTheme(), openBrowser({ladder: packed})]);
    writeFileSync(join(folder, "deck.html"), renderSlides(demoDeck(theme), await deckTheme(theme)).html);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, {recursive: true, force: true});
  });
  const open = async (hash = "", size = {width: 1280, height: 720}): Promise<Page> => {
    const page = await browser.newPage();
    complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.setViewport(size);
    await page.goto(`file://${join(folder, "deck.html")}${hash}`);
    await page.evaluate("document.fonts.ready");
    return page;
  };
  const shown = (page: Page): Promise<string> =>
    page.evaluate("[...document.querySelectorAll('.slide.shown')].map(({id}) => id).join()") as Promise<string>;

  it("goes by keys, fragment by fragment, and remembers where it is", async () => {
    const page = await open();
    const waits = "document.querySelectorAll('#slide-4 .fragment.waiting').length";
    expect(await shown(page)).toBe("slide-1");
    for (const key of ["ArrowRight", "Space", "PageDown"] as const) await page.keyboard.press(key);
    expect([await shown(page), await page.evaluate(waits), await page.evaluate("location.hash")]).toEqual([
      "slide-4",
      1,
      "#slide-4",
    ]);
    await page.keyboard.press("ArrowRight");
    expect([await shown(page), await page.evaluate(waits)]).toEqual(["slide-4", 0]);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    expect([await shown(page), await page.evaluate(waits)]).toEqual(["slide-4", 0]);
    await page.keyboard.press("End");
    expect(await shown(page)).toBe("slide-9");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("opens where its address says, also at a figure", async () => {
    for (const [hash, slide] of [
      ["#slide-3", "slide-3"],
      ["#fig-confusion", "slide-7"],
      ["#nothing", "slide-1"],
    ] as const) {
      const page = await open(hash);
      expect(await shown(page)).toBe(slide);
      await page.close();
    }
  });

  it("shows all slides at once and the speaker's notes when asked to", async () => {
    const page = await open("#slide-4");
    await page.keyboard.press("p");
    expect(
      await page.evaluate(
        "document.querySelector('.deck-notes').checkVisibility() && document.querySelector('.deck-notes').textContent",
      ),
    ).toContain("Say that balance was designed");
    await page.keyboard.press("p");
    await page.keyboard.press("o");
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('.slide')].filter((slide) => getComputedStyle(slide).visibility === 'visible').length",
      ),
    ).toBe(9);
    await page.evaluate("document.querySelector('#slide-2').click()");
    expect(await shown(page)).toBe("slide-2");
    await page.close();
  });

  it.each([
    [1280, 720],
    [390, 844],
    [844, 390],
  ])("fills a window of %i by %i, and passes no edge", async (width, height) => {
    const page = await open("#slide-5", {width, height});
    const box = (await page.evaluate(
      "(({left, top, right, bottom}) => [left, top, right, bottom])(document.querySelector('.slide.shown').getBoundingClientRect())",
    )) as number[];
    expect(box[0]).toBeGreaterThanOrEqual(-1);
    expect(box[1]).toBeGreaterThanOrEqual(-1);
    expect(box[2]).toBeLessThanOrEqual(width + 1);
    expect(box[3]).toBeLessThanOrEqual(height + 1);
    expect(Math.min(width - (box[2]! - box[0]!), height - (box[3]! - box[1]!))).toBeLessThan(2);
    await page.close();
  });

  it("goes by swipes", async () => {
    const page = await open("", {width: 390, height: 844});
    const swipe = async (from: number, to: number): Promise<void> => {
      const finger = await page.touchscreen.touchStart(from, 400);
      await finger.move(to, 405);
      await finger.end();
    };
    await swipe(300, 100);
    await swipe(300, 100);
    expect(await shown(page)).toBe("slide-3");
    await swipe(100, 300);
    expect(await shown(page)).toBe("slide-2");
    await page.close();
  });

  it("passes the accessibility audit, slide by slide and in the overview", async () => {
    const page = await open("#slide-2");
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const audit = async (): Promise<unknown> =>
      page.evaluate(
        "axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, ...nodes.slice(0, 3).map(({html}) => html.slice(0, 120))]))",
      );
    for (const slide of [1, 2, 4, 7]) {
      await page.evaluate(`location.hash = "#slide-${slide}"`);
      await page.evaluate("new Promise((done) => setTimeout(done, 50))");
      expect([slide, await audit()]).toEqual([slide, []]);
    }
    await page.keyboard.press("o");
    expect(await audit()).toEqual([]);
    await page.close();
  }, 30_000);

  it("prints one slide a page, 16 to 9, everything on it", async () => {
    const dist = join(folder, "dist");
    const made = await writeSlides(dist, demoDeck(theme), {browser});
    expect(made).toMatchObject({slides: 9, warnings: [], pdf: {pages: 9}});
    const pdf = readFileSync(join(dist, "slides.pdf"));
    const [, wide, high] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString("latin1"))!.map(Number);
    expect(wide! / high!).toBeCloseTo(16 / 9, 2);
    try {
      const text = execFileSync("pdftotext", ["-layout", join(dist, "slides.pdf"), "-"], {encoding: "utf8"}).split(
        "\f",
      );
      expect(text[3]).toMatch(/Are the classes balanced\?[\s\S]*Figure 2\./);
      expect(text[7]).toContain("A thought at the end.");
      expect(text.join()).not.toContain("Say that balance was designed");
    } catch (cause) {
      if ((cause as {code?: string}).code !== "ENOENT") throw cause;
    }
    await writeSlides(join(folder, "again"), demoDeck(theme), {browser});
    expect(readFileSync(join(folder, "again", "slides.pdf")).equals(pdf)).toBe(true);
  }, 30_000);

  it("sets pictures as large as the slide allows, a high grid in halves side by side", async () => {
    const grid = (id: string, columns: number, rows: number): ReturnType<typeof code> => {
      const picture = {src: dot, width: 1, height: 1};
      const pictures = Array.from({length: columns * rows}, (_, i) =>
        i % columns === 0 ? {...picture, label: "T-shirt or top"} : picture,
      );
      return tagged(code("", [carries({kind: "pictures", id, caption: "C.", alt: "P.", columns, pictures})]), "slide");
    };
    const cells = [markdown("# T"), grid("few", 5, 1), grid("many", 10, 10)];
    const made = await writeSlides(join(folder, "grids"), deckOf(cells, theme), {browser});
    expect(made.warnings).toEqual([]);
    const page = await browser.newPage();
    await page.setViewport({width: 1280, height: 720});
    await page.goto(pathToFileURL(made.html).href);
    await page.waitForFunction("document.querySelector('#fig-many .picture').style.gridArea !== ''");
    const boxes = (id: string): Promise<number[][]> =>
      page.evaluate(
        `[...document.querySelectorAll('#fig-${id} img')].map((image) => image.getBoundingClientRect()).map(({left, top, width}) => [left, top, width])`,
      ) as Promise<number[][]>;
    const few = await boxes("few");
    expect(few[0]![2]).toBe(200);
    const many = await boxes("many");
    expect(many[0]![2]).toBeGreaterThanOrEqual(40);
    // The sixth row stands beside the first.
    expect(many[50]![1]).toBe(many[0]![1]);
    expect(many[50]![0]).toBeGreaterThan(many[9]![0]!);
    await page.close();
  }, 30_000);

  it("sets smaller what is too much, and names the cell where that does not help", async () => {
    const lines = (count: number): string => Array.from({length: count}, (_, i) => `- Point ${i} of many`).join("\n");
    const cells = [
      tagged(markdown(`# T\n\n${lines(14)}`), "slide"),
      tagged(markdown(`## Far too much\n\n${lines(60)}`), "slide"),
    ];
    const {warnings} = await writeSlides(join(folder, "much"), deckOf(cells, theme), {browser});
    expect(warnings).toEqual([
      expect.stringMatching(/^slide 3 \(01-test, cell 2\) holds more than fits, even set at 62 %; divide it/),
    ]);
  }, 30_000);

  it("says what to do where no cell is a slide", async () => {
    const plot = code("", [carries({kind: "plot", id: "a", caption: "C.", alt: "A", data: [], layout: {}})]);
    await expect(writeSlides(folder, deckOf([markdown("# T"), plot], theme), {browser})).rejects.toThrow(
      /no cell of notebooks\/01-test\.ipynb is a slide; tag the cells/,
    );
  });
});
