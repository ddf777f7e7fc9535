import type {Page} from "puppeteer";
import {afterAll, afterEach, beforeAll, describe, expect, it} from "vitest";
import {loadTheme} from "../../../../../src/report/render/theme.js";
import type {Reader, Visit} from "./reader.js";
import {fullDemo, hasBrowser, openReader} from "./reader.js";

// Skipped where there is no browser at all.
describe.skipIf(!hasBrowser)("a reader on a screen", {timeout: 20_000}, () => {
  let reader: Reader;
  let page: Page;
  const open = (how?: Visit): Promise<void> => reader.visit(how);
  /** Evaluates an expression in the page. */
  const ask = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;
  const text = (selector: string): Promise<string> => ask(`document.querySelector('${selector}').textContent`);
  const focused = (): Promise<string> => ask("document.activeElement.className || document.activeElement.tagName");
  const visible = (selector: string): Promise<boolean> =>
    ask(`(document.querySelector('${selector}')?.getClientRects().length ?? 0) > 0`);
  const search = async (words: string): Promise<void> => {
    await page.keyboard.press("/");
    await page.keyboard.type(words);
  };
  const results = (): Promise<string[]> =>
    ask("[...document.querySelectorAll('#results li')].map((li) => li.innerText)");

  /** Brings the page as the last test left it back to its top, nothing open before it; what it remembers, and its folds, stay. */
  const goOn = async (): Promise<void> => {
    if (!page.url().startsWith("file:")) return open();
    await page.keyboard.press("Escape");
    await page.waitForFunction("!document.querySelector('dialog[open], .made:popover-open')");
    await ask("document.activeElement.blur(), scrollTo({top: 0, behavior: 'instant'})");
  };

  beforeAll(async () => {
    // Figures are drawn by tests of their own.
    const plotly = "window.Plotly = {react: async () => undefined};";
    reader = await openReader(fullDemo({...(await loadTheme()), plotly}));
    page = reader.page;
  }, 60_000);
  afterEach(() => expect(reader.troubles).toEqual([]));
  afterAll(() => reader?.close());

  describe("searches", () => {
    it("by a key: words in any order, marked in their context; Enter jumps to the first", async () => {
      await open();
      await search("collar hand");
      expect((await results())[0]).toMatch(/collar that few pixels can show/);
      expect(
        await ask("[...document.querySelectorAll('#results li:first-child mark')].map((m) => m.textContent)"),
      ).toEqual(["hand", "collar"]);
      expect(await text(".search-note")).toBe("1 result");
      await page.keyboard.press("Enter");
      expect(await ask("document.querySelector('dialog[open]')")).toBeNull();
      expect(await ask("document.activeElement.textContent")).toContain("by a collar that few pixels can show");
      expect(await ask("document.activeElement.getBoundingClientRect().top > 60")).toBe(true);
      expect(await ask("[...CSS.highlights.get('found')].map(String)")).toEqual(["hand", "collar"]);
    });

    it("without regard to capitals, diacritics and separators of thousands", async () => {
      await goOn();
      await search("CAFE zurich naive");
      expect((await results())[0]).toContain("a café in Zürich: naïve");
      await page.keyboard.press("Escape");
      await page.waitForSelector("#search:not([open])");
      await search("60000 training");
      expect((await results()).join()).toMatch(/60,000\s+training images/);
    });

    it("with the arrow keys, told to screen readers", async () => {
      await goOn();
      await search("shirt");
      const chosen = (): Promise<string> =>
        ask(
          "document.activeElement.getAttribute('aria-activedescendant') + document.querySelector('[aria-selected=true]').id",
        );
      expect(await chosen()).toBe("result-1result-1");
      await page.keyboard.press("ArrowDown");
      expect(await chosen()).toBe("result-2result-2");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      expect(await chosen()).toBe(`result-${(await results()).length}`.repeat(2));
    });

    it("in folded code, which opens", async () => {
      await open();
      const fold = "document.querySelector('#cell-03-model-3 details').open";
      expect(await ask(fold)).toBe(false);
      await search("onecycle warmup");
      expect((await results())[0]).toMatch(/Code/);
      await page.keyboard.press("Enter");
      expect(await ask(fold)).toBe(true);
      expect(await ask("location.hash")).toBe("#cell-03-model-3");
    });

    it("for the path of a published value, in the text and in the table of values", async () => {
      await goOn();
      await search("baseline.gain");
      const found = await results();
      expect(found.some((one) => one.includes("baseline.gain · 0.0289"))).toBe(true);
      expect(found.some((one) => one.includes("Text"))).toBe(true);
    });

    it("with Ctrl+K, and closes with Escape; the focus returns", async () => {
      await goOn();
      await page.focus(".search-open");
      await page.keyboard.down("Control");
      await page.keyboard.press("k");
      await page.keyboard.up("Control");
      expect(await focused()).toBe("INPUT");
      await page.keyboard.type("zzzz");
      expect(await text(".search-note")).toBe("Nothing found");
      expect(await visible("#results")).toBe(false);
      await page.keyboard.press("Escape");
      expect(await focused()).toBe("search-open scripted");
    });

    it("on a phone, over the whole screen", async () => {
      await open({width: 390});
      await page.click(".search-open");
      await page.keyboard.type("confusion");
      expect(await ask("document.querySelector('#search').getBoundingClientRect().width")).toBe(390);
      await page.click("#results li");
      expect(await visible("#search")).toBe(false);
    });
  });

  describe("asks how something was made", () => {
    const made = (): Promise<string> => ask("document.querySelector('.made:popover-open')?.innerText ?? ''");

    it("of a value: its path, full precision, interval, cell, code, hashes and seed", async () => {
      await open();
      await page.click('a.value[title^="baseline.cnn.accuracy"]');
      const told = await made();
      for (const part of [
        "baseline.cnn.accuracy",
        "0.9123",
        "95 % interval",
        "[0.9063, 0.9183]",
        "notebooks/03-model.ipynb",
        "trainCnn(data",
        "1a".repeat(32),
        "20171",
        "f0b2c9d4".repeat(8),
        "3f9c2ab4d5e6f708192a3b4c5d6e7f8091a2b3c4",
      ])
        expect(told).toContain(part);
      expect(await ask("document.querySelector('.made .timings a').getAttribute('href')")).toBe(
        "timings.html#03-model",
      );
    });

    it("closes with Escape, and the focus returns to the value", async () => {
      await goOn();
      await page.click('a.value[title^="data.train"]');
      expect(await made()).toContain("60000");
      expect(await focused()).toBe("made");
      const [box, link] = await ask<[DOMRectReadOnly, DOMRectReadOnly]>(
        "['.made', 'a.value[aria-expanded]'].map((s) => document.querySelector(s).getBoundingClientRect().toJSON())",
      );
      expect(box.top >= link.bottom || box.bottom <= link.top, "the value stays in view").toBe(true);
      expect(await ask("document.querySelector('a.value').getAttribute('aria-expanded')")).toBe("true");
      await page.keyboard.press("Escape");
      expect(await made()).toBe("");
      expect(await focused()).toBe("value");
      expect(await ask("document.querySelector('a.value').hasAttribute('aria-expanded')")).toBe(false);
    });

    it("of a figure by the keyboard; a click elsewhere closes", async () => {
      await goOn();
      await page.focus("#fig-confusion .origin");
      await page.keyboard.press("Enter");
      expect(await made()).toContain("How was this made? Figure 5");
      await page.keyboard.press("Tab");
      expect(await ask("document.activeElement.closest('.made') !== null")).toBe(true);
      await page.mouse.click(5, 500);
      expect(await made()).toBe("");
    });

    it("of a claim: its statement, evidence and cell", async () => {
      await goOn();
      await page.click("a.claim");
      const told = await made();
      expect(told).toContain("The network beats the guess.");
      expect(told).toContain("An exact binomial test");
      expect(told).toContain("The report does not show this cell's code; the notebook has it.");
      // The notebook's name is text, whatever it looks like.
      expect(told).toContain('notebooks/20-<img src=x onerror="hacked=1">.ipynb');
      expect(await ask("window.hacked")).toBeUndefined();
    });

    it("and goes to the cell, whose code opens", async () => {
      await goOn();
      await page.click("#fig-curves .origin");
      await page.click(".made dd a");
      expect(await made()).toBe("");
      expect(await ask("document.activeElement.id")).toBe("cell-03-model-3");
      expect(await ask("document.querySelector('#cell-03-model-3 details').open")).toBe(true);
    });
  });

  describe("takes figures and tables away", () => {
    const keepDownloads = `
      URL.createObjectURL = (blob) => { window.saved = blob; return "#"; };
      HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };`;

    it("a table as CSV, whose cells no spreadsheet runs", async () => {
      await open();
      await ask(keepDownloads);
      await ask(
        "[...document.querySelectorAll('#tab-long .tools button')].find((b) => b.textContent === 'CSV').click()",
      );
      expect(await ask("savedAs")).toBe("tab-long.csv");
      const csv = await ask<string>("saved.text()");
      expect(csv.split("\r\n").slice(0, 4)).toEqual([
        "Row,Change,Note",
        "row 0,0.0,plain",
        'row 1,-0.5,"\'=SUM(A1), ""quoted"""',
        "row 2,-1.0,plain",
      ]);
    });

    it("a figure as SVG, PNG and CSV, a grid of pictures as PNG", async () => {
      await goOn();
      await ask(keepDownloads);
      const take = async (figure: string, format: string): Promise<string> => {
        await ask("delete window.saved");
        await ask(
          `[...document.querySelectorAll('#${figure} .tools button')].find((b) => b.textContent === '${format}').click()`,
        );
        await page.waitForFunction("window.saved");
        return ask("savedAs + ' ' + saved.type");
      };
      expect(await take("fig-class-counts", "SVG")).toBe("fig-class-counts.svg image/svg+xml");
      expect(await ask("saved.text().then((text) => text.slice(0, 4))")).toBe("<svg");
      expect(await take("fig-class-counts", "CSV")).toBe("fig-class-counts.csv text/csv;charset=utf-8");
      expect(await ask("saved.text()")).toContain("Sneaker");
      for (const figure of ["fig-class-counts", "fig-samples"]) {
        expect(await take(figure, "PNG")).toBe(`${figure}.png image/png`);
        // Wide enough to show something.
        const drawn = "createImageBitmap(saved).then(({width}) => width)";
        expect(await ask<number>(drawn)).toBeGreaterThan(1000);
      }
    });

    it("a link to itself, without a script too", async () => {
      await open({script: false});
      expect(await ask("document.querySelector('#fig-curves .self').hash")).toBe("#fig-curves");
      expect(await ask("document.querySelector('#fig-curves .origin').hash")).toBe("#cell-03-model-3");
      expect(await ask("document.querySelector('a.value').hash")).toBe("#cell-01-data-2");
    });
  });

  describe("folds code", () => {
    const openFolds = (): Promise<number> => ask("document.querySelectorAll('main details.source[open]').length");

    it("all of it by a key and by the button in the contents", async () => {
      await open();
      const all = await ask<number>("document.querySelectorAll('main details.source').length");
      expect(await openFolds()).toBe(1);
      await page.keyboard.press("c");
      expect(await openFolds()).toBe(all);
      await page.waitForFunction("document.querySelector('.fold-all').textContent === 'Hide all code'");
      await page.click(".fold-all");
      expect(await openFolds()).toBe(0);
    });

    it("opens the fold that a link leads to, on arrival and later", async () => {
      await open({at: "#cell-01-data-4"});
      const isOpen = (cell: string): Promise<boolean> => ask(`document.querySelector('#${cell} details').open`);
      expect(await isOpen("cell-01-data-4")).toBe(true);
      await ask("location.hash = '#cell-03-model-5'");
      await page.waitForFunction("document.querySelector('#cell-03-model-5 details').open");
    });

    it("wraps long lines or not, and remembers", async () => {
      await open();
      await page.keyboard.press("c");
      const wraps = (): Promise<string> =>
        ask(
          "getComputedStyle(document.querySelector('pre.code')).whiteSpaceCollapse + getComputedStyle(document.querySelector('pre.code')).textWrapMode",
        );
      expect(await wraps()).toBe("preservewrap");
      await page.keyboard.press("w");
      expect(await wraps()).toBe("preservenowrap");
      await page.reload();
      expect(await wraps()).toBe("preservenowrap");
    });
  });

  describe("follows the contents", () => {
    it("which mark the section being read", async () => {
      await open({at: "#sec-03-model-results"});
      await page.waitForFunction(
        "document.querySelector('.contents [aria-current]')?.hash === '#sec-03-model-results'",
      );
      expect(await text(".bar-section")).toBe("Results");
    });

    it("which fold chapter by chapter", async () => {
      await open();
      expect(await visible('.contents a[href="#sec-balance"]')).toBe(true);
      await page.click(".contents .fold");
      expect(await visible('.contents a[href="#sec-balance"]')).toBe(false);
      expect(await ask("document.querySelector('.contents .fold').getAttribute('aria-expanded')")).toBe("false");
    });

    it("in a drawer on a phone, which a link, Escape or a click beside it closes", async () => {
      await open({width: 390});
      expect(await visible(".contents")).toBe(false);
      await page.click(".contents-open");
      expect(await visible(".contents")).toBe(true);
      await page.keyboard.press("Escape");
      expect(await visible(".contents")).toBe(false);
      expect(await focused()).toBe("contents-open scripted");
      await page.click(".contents-open");
      await page.click('.contents a[href="#sec-14-postmortem"]');
      expect(await visible(".contents")).toBe(false);
      // The page scrolls smoothly: it takes its time.
      const top = "document.getElementById('sec-14-postmortem').getBoundingClientRect().top";
      await page.waitForFunction(`${top} > 0 && ${top} < 200`, {timeout: 10_000});
    });

    it("section by section with j and k, and back to the top with g", async () => {
      await open();
      await page.keyboard.press("j");
      expect(await ask("document.activeElement.id")).toBe("sec-01-data");
      await page.keyboard.press("j");
      expect(await ask("document.activeElement.id")).toBe("sec-01-data-what-a-picture-looks-like");
      await page.keyboard.press("k");
      expect(await ask("document.activeElement.id")).toBe("sec-01-data");
      await page.keyboard.press("g");
      await page.waitForFunction("scrollY === 0");
    });
  });

  describe("chooses", () => {
    const paper = (): Promise<string> => ask("getComputedStyle(document.body).backgroundColor");

    it("colours: as the system, light, dark; the choice is remembered", async () => {
      await open({dark: true});
      const dark = await paper();
      await page.click(".theme-toggle");
      const light = await paper();
      expect(light).not.toBe(dark);
      expect(await ask("document.querySelector('.theme-toggle').ariaLabel")).toBe("Colours: light");
      await page.reload();
      expect(await paper()).toBe(light);
      await page.keyboard.press("d");
      expect(await paper()).toBe(dark);
      await page.keyboard.press("d");
      expect(await ask("document.documentElement.dataset.theme")).toBeUndefined();
    });

    it("a wider text", async () => {
      await open();
      const width = (): Promise<number> => ask("document.querySelector('main').offsetWidth");
      const before = await width();
      await page.click(".width-toggle");
      expect(await width()).toBeGreaterThan(before * 1.2);
    });

    it("whether single letters are commands", async () => {
      await open();
      await page.keyboard.press("?");
      expect(await text("#help")).toContain("show or hide all code");
      await page.click("#help input");
      await page.keyboard.press("Escape");
      await page.keyboard.press("c");
      expect(await ask("document.querySelectorAll('main details.source[open]').length")).toBe(1);
    });
  });

  describe("finds everything in its place", () => {
    it.each([320, 390, 768, 1440])("in a window %i pixels wide, without scrolling sideways", async (width) => {
      await open({width});
      await page.keyboard.press("c");
      expect(await ask("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      await page.keyboard.press("w");
      expect(await ask("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    });

    it("a long table inside its own frame, with its head in view and a hint", async () => {
      await open();
      expect(await ask("document.querySelector('#tab-long .scroll').clientHeight")).toBeLessThan(720);
      await page.waitForSelector("#tab-long .scroll-hint");
      await ask("document.querySelector('#tab-long .scroll').scrollTo(0, 500)");
      const [head, frame] = await ask<[number, number]>(
        "['th', '.scroll'].map((s) => document.querySelector('#tab-long ' + s).getBoundingClientRect().top)",
      );
      expect(head).toBeCloseTo(frame, 0);
    });

    it("without a script: all text, folds that open, contents that lead on, no button that does nothing", async () => {
      await open({script: false});
      expect(
        await ask("[...document.querySelectorAll('button')].filter((b) => b.getClientRects().length > 0).length"),
      ).toBe(0);
      await page.click("#cell-01-data-2 summary");
      expect(await visible("#cell-01-data-2 pre")).toBe(true);
      await page.click('.contents a[href="#sec-03-model"]');
      expect(await ask("location.hash")).toBe("#sec-03-model");
    });

    it("on paper nothing that only a screen can use, and the contents", async () => {
      await open({width: 390});
      await page.emulateMediaType("print");
      for (const part of [".bar", ".tools", ".code-tools", ".to-top", ".fold-all", ".page-status"])
        expect(await visible(part)).toBe(false);
      expect(await visible(".contents a")).toBe(true);
    });
  });
});
