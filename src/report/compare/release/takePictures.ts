import {setTimeout as sleep} from "node:timers/promises";
import {pathToFileURL} from "node:url";
import type {Browser, Page} from "puppeteer";
import {LookbookError} from "../../../core/errors.js";
import {browserLadder} from "../../render/pdf/browserLadder.js";
import {openBrowser} from "../../render/pdf/openBrowser.js";
import {contentBox, crop, readPng} from "./crop.js";
import type {ReleaseSettings} from "./settings.js";

/** What pictures are taken of. */
export interface PictureSources extends ReleaseSettings {
  readonly html: string;
  readonly pdf: string;
}

/** A picture for a README. */
export interface TakenPicture {
  /** `pictures/fig-confusion.png`, `pages/1.png`. */
  readonly name: string;
  readonly png: Uint8Array;
}

/**
 * Takes pictures of figures, out of the page, and of pages, out of the PDF.
 * @returns the pictures, and what was left out and why: not every browser shows a PDF
 * @throws LookbookError `no-browser`; `bad-config` for a figure that is not in the report
 */
export async function takePictures({
  html,
  pdf,
  pictures,
  pages,
}: PictureSources): Promise<{readonly taken: readonly TakenPicture[]; readonly left: readonly string[]}> {
  if (pictures.length + pages.length === 0) return {taken: [], left: []};
  // The browser that npm brings has no viewer for PDFs; without another, pages are left out.
  const [others, packed] = [false, true].map((isPacked) =>
    browserLadder().filter(({name}) => (name === "npm") === isPacked),
  );
  const {browser} = await openBrowser({ladder: [...others!, ...packed!]});
  try {
    const figures = pictures.length > 0 ? await takeFigures(browser, html, pictures) : [];
    const taken: TakenPicture[] = [...figures];
    const left: string[] = [];
    for (const number of pages) {
      const png = await takePage(browser, pdf, number);
      if (png) taken.push({name: `pages/${number}.png`, png});
      else left.push(`page ${number}: this browser shows no PDF, or the PDF has no such page`);
    }
    return {taken, left};
  } finally {
    await browser.close();
  }
}

/** Twice as fine as the screen's pixels: sharp on most. */
const scale = 2;

async function takeFigures(browser: Browser, html: string, ids: readonly string[]): Promise<TakenPicture[]> {
  const page = await browser.newPage();
  await page.setViewport({width: 1000, height: 1000, deviceScaleFactor: scale});
  await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: "light"}]);
  await page.goto(pathToFileURL(html).href, {waitUntil: "load"});
  await page.evaluate("window.lookbookReady?.(60000)");
  const taken: TakenPicture[] = [];
  for (const id of ids) {
    const element = await page.$(
      [".plot", ".pictures", "table", "img"].map((part) => `[id="${id}"] ${part}`).join(","),
    );
    if (!element) {
      throw new LookbookError(
        "bad-config",
        `report.json: "release.pictures" names ${id}, which the report does not have`,
      );
    }
    taken.push({name: `pictures/${id}.png`, png: await element.screenshot({type: "png"})});
  }
  await page.close();
  return taken;
}

/** A page as the browser's own viewer shows it; undefined where it has none. */
async function takePage(browser: Browser, pdf: string, number: number): Promise<Uint8Array | undefined> {
  const page = await browser.newPage();
  try {
    // Of A4's shape; the viewer's ground around the page is cut off.
    await page.setViewport({width: 800, height: 1131, deviceScaleFactor: scale});
    const opened = await page.goto(`${pathToFileURL(pdf).href}#page=${number}&toolbar=0&navpanes=0&view=Fit`).then(
      () => true,
      () => false,
    );
    return opened ? await whenDrawn(page) : undefined;
  } finally {
    await page.close();
  }
}

/** The viewer tells nobody when it is done: then a page lies on its ground, and two pictures in a row are equal. */
async function whenDrawn(page: Page): Promise<Uint8Array | undefined> {
  let before = Buffer.alloc(0);
  for (let tries = 0; tries < 40; tries++) {
    const shot = Buffer.from(await page.screenshot({type: "png"}));
    const picture = readPng(shot);
    const box = contentBox(picture);
    if (box && box.bottom - box.top > picture.height / 2 && shot.equals(before)) return crop(picture, box);
    before = shot;
    await sleep(150);
  }
  return undefined;
}
