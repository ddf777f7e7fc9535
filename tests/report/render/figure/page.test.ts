import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Browser, Page} from "puppeteer";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {PlotPayload} from "../../../../src/core/payload.js";
import {toPicture} from "../../../../src/pipeline/figure/picture.js";
import {browserLadder} from "../../../../src/report/render/pdf/browserLadder.js";
import {openBrowser} from "../../../../src/report/render/pdf/openBrowser.js";
import {loadTheme} from "../../../../src/report/render/theme.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

const packed = browserLadder().filter(({name}) => name === "npm");
const plot = (id: string, data: PlotPayload["data"], layout: object = {}): PlotPayload => ({
  ...{kind: "plot", id, caption: "C.", alt: "A figure", height: 300},
  ...{data, layout: layout as PlotPayload["layout"]},
});
const figures = [
  plot(
    "bars",
    ["train", "test"].map((name, i) => ({type: "bar", name, x: ["Shirt", "Coat", "Bag"], y: [i + 1, 2, 3]})),
    {xaxis: {tickangle: -35}, yaxis: {title: {text: "pictures"}}},
  ),
  plot(
    "panels",
    [
      {x: [1, 2, 3], y: [0.1, 0.4, 0.3], name: "loss", mode: "lines"},
      {x: [1, 2, 3], y: [10, 30, 20], name: "steps", mode: "lines", xaxis: "x2", yaxis: "y2"},
    ],
    {grid: {rows: 1, columns: 2, pattern: "independent"}, yaxis2: {title: {text: "steps"}}},
  ),
  plot("flow", [{type: "indicator", value: 3}]),
  // A black picture and a white one.
  {
    ...plot("map", [{x: [1, 2], y: [1, 2], mode: "markers", customdata: [0, 1], name: "dots", marker: {size: 9}}]),
    hoverPictures: {
      ...{src: toPicture({data: Uint8Array.of(0, 255), height: 1, width: 2, channels: 1}).src},
      ...{width: 1, height: 1, columns: 2},
    },
  },
  {
    ...plot("other-map", [{x: [1, 2], y: [2, 1], mode: "markers", customdata: [1, 5], marker: {size: 9}}]),
    hoverPictures: {figure: "map"},
  },
];

// Skipped where npm brings no browser.
describe.skipIf(packed[0]?.path === undefined)("figures in the page", {timeout: 30_000}, () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  const troubles: string[] = [];
  const ask = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;
  const open = async (width: number): Promise<void> => {
    await page.setViewport({width, height: 900});
    await page.goto(pathToFileURL(join(folder, "page.html")).href);
  };
  const place = (id: string): string => `document.querySelector('[data-plot="fig-${id}"]')`;
  /** Words and middles of the texts inside an element, in the page's pixels. */
  const textsIn = (element: string): Promise<[string, number, number][]> =>
    ask(`[...${element}.querySelectorAll("text")].filter((t) => getComputedStyle(t).visibility === "visible").map((t) => {
      const {left, right, top, bottom} = t.getBoundingClientRect();
      return [t.textContent, (left + right) / 2, (top + bottom) / 2];
    })`);
  const wake = async (id: string): Promise<void> => {
    await ask(`${place(id)}.focus({preventScroll: true})`);
    await page.keyboard.press("Enter");
    await page.waitForFunction(`${place(id)}.classList.contains("live-now")`);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-figures-"));
    browser = (await openBrowser({ladder: packed})).browser;
    page = await browser.newPage();
    page.on("pageerror", (error) => troubles.push(String(error)));
    page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    const cells = [markdown("# Figures"), ...figures.map((figure) => code("", [carries(figure)]))];
    const theme = await loadTheme();
    await writeFile(join(folder, "page.html"), render([chapter("01", cells)], {theme}).html);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, {recursive: true, force: true});
    expect(troubles).toEqual([]);
  });

  it("are there before any script of Plotly's runs", async () => {
    await open(1440);
    expect(await ask(`${place("bars")}.querySelectorAll("svg.drawn text").length`)).toBeGreaterThan(8);
    expect(await ask(`getComputedStyle(${place("bars")}.querySelector("svg")).fontVariantNumeric`)).toBe("normal");
  });

  it("are measured by the font's table as the browser sets them", async () => {
    await open(1440);
    await ask("document.fonts.ready.then(() => true)");
    const drawn = await ask<number[]>(
      `[...${place("bars")}.querySelectorAll('text[text-anchor="middle"], g[text-anchor="end"] text')].map((t) => t.getBBox().width)`,
    );
    expect(drawn.length).toBeGreaterThan(3);
    const {widthOf} = await import("../../../../src/report/render/figure/text/measure.js");
    const words = await ask<string[]>(
      `[...${place("bars")}.querySelectorAll('text[text-anchor="middle"], g[text-anchor="end"] text')].map((t) => t.textContent)`,
    );
    const sizes = await ask<number[]>(
      `[...${place("bars")}.querySelectorAll('text[text-anchor="middle"], g[text-anchor="end"] text')].map((t) => Number.parseFloat(getComputedStyle(t).fontSize))`,
    );
    drawn.forEach((width, i) => {
      expect(Math.abs(widthOf(words[i]!, sizes[i]!) - width)).toBeLessThan(2);
    });
  });

  it.each(["bars", "panels"])("come to life at Enter without a jump, and return at Escape: %s", async (id) => {
    await open(1440);
    const before = await textsIn(`${place(id)}.querySelector("svg.drawn")`);
    await wake(id);
    const after = await textsIn(place(id));
    for (const [text, x, y] of before) {
      const near = after.filter(([other]) => other === text).map(([, ox, oy]) => Math.hypot(ox - x, oy - y));
      expect([text, Math.min(...near) < 5]).toEqual([text, true]);
    }
    await page.keyboard.press("Escape");
    expect(await ask(`${place(id)}.querySelector(".live") === null && ${place(id)}.role`)).toBe("img");
    expect(await textsIn(place(id))).toEqual(before);
  });

  it("hide a trace by its name in the legend, with the keyboard too", async () => {
    await open(1440);
    await wake("bars");
    const press = async (): Promise<unknown> => {
      await ask(`${place("bars")}.querySelectorAll("[data-trace]")[1].focus()`);
      await page.keyboard.press("Enter");
      return ask(`${place("bars")}.querySelector(".live").data.map(({visible}) => visible ?? true)`);
    };
    expect(await press()).toEqual([true, "legendonly"]);
    expect(await press()).toEqual([true, true]);
  });

  it("are laid out anew for a phone: panels below each other, as wide as the text", async () => {
    await open(390);
    await ask(`${place("panels")}.scrollIntoView()`);
    await page.waitForFunction(`${place("panels")}.querySelector("svg").viewBox.baseVal.width < 400`);
    const box = await ask<{width: number; height: number}>(
      `(() => { const {width, height} = ${place("panels")}.querySelector("svg").viewBox.baseVal; return {width, height}; })()`,
    );
    expect(box.width).toBe(await ask(`Math.round(${place("panels")}.clientWidth)`));
    expect(box.height).toBeGreaterThan(400);
  });

  it("show the picture of the point under the pointer, also from another figure's sheet, and none where there is none", async () => {
    await open(1440);
    const colourAt = async (id: string, point: number): Promise<number | undefined> => {
      const [x, y] = await ask<[number, number]>(`(() => {
        const {left, right, top, bottom} = ${place(id)}.querySelectorAll(".points path")[${point}].getBoundingClientRect();
        return [(left + right) / 2, (top + bottom) / 2];
      })()`);
      await page.mouse.move(x - 40, y - 40);
      await page.mouse.move(x, y);
      await page.waitForFunction(`${place(id)}.querySelector(".hoverlayer .hovertext")`);
      const canvas = `${place(id)}.querySelector("canvas.hover-picture")`;
      return (await ask(`new Promise((done) => setTimeout(() => done(!${canvas}.hidden), 60))`))
        ? ask(`${canvas}.getContext("2d").getImageData(0, 0, 1, 1).data[0]`)
        : undefined;
    };
    await ask(`${place("map")}.scrollIntoView({behavior: "instant", block: "center"})`);
    await wake("map");
    expect(await colourAt("map", 0)).toBe(0);
    expect(await colourAt("map", 1)).toBe(255);
    await ask(`${place("other-map")}.scrollIntoView({behavior: "instant", block: "center"})`);
    await wake("other-map");
    expect(await colourAt("other-map", 0)).toBe(255);
    expect(await colourAt("other-map", 1)).toBeUndefined();
  });

  it("are Plotly's where the renderer cannot draw them", async () => {
    await open(1440);
    expect(await ask(`${place("flow")}.querySelector("svg.drawn")`)).toBeNull();
    await ask(`${place("flow")}.scrollIntoView()`);
    await page.waitForFunction(`${place("flow")}.querySelector(".main-svg") !== null`);
  });

  it("can be taken away: as a drawing that needs nothing else, a picture, a table", async () => {
    await open(1440);
    const figure = `document.getElementById("fig-bars")`;
    const svg = await ask<string>(`lookbookFigures.svgOf(${figure})`);
    expect(svg).toMatch(/^<svg [^>]*xmlns=[^>]*><style>@font-face/);
    expect(svg).not.toMatch(/var\(|light-dark|color-mix/);
    expect(await ask(`lookbookFigures.pngOf(${figure}, 2).then(({type, size}) => [type, size > 5000])`)).toEqual([
      "image/png",
      true,
    ]);
    expect(await ask(`lookbookFigures.dataOf(${figure})`)).toBe(
      "\ufefftrace,x,y\r\ntrain,Shirt,1\r\ntrain,Coat,2\r\ntrain,Bag,3\r\ntest,Shirt,2\r\ntest,Coat,2\r\ntest,Bag,3\r\n",
    );
  });

  it("hold one copy of Plotly, as text that the page's policy knows", async () => {
    const html = await readFile(join(folder, "page.html"), "utf8");
    expect(html.match(/<script type="text\/plain" id="plotly">/g)).toHaveLength(1);
    expect(html.match(/plotly\.js v|Plotly=\{\}|"4\.1\.1"/g)!.length).toBeLessThanOrEqual(3);
  });
});
