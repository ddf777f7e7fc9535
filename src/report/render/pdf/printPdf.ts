import {readFile} from "node:fs/promises";
import {pathToFileURL} from "node:url";
import type {Browser, Page} from "puppeteer";
import {LookbookError, messageOf} from "../../../core/errors.js";
import {diskError, writeAtomic} from "../../../core/files.js";
import {pageCount, pagesOfDestinations} from "./destinations.js";
import type {PdfMetadata} from "./metadata.js";
import {withMetadata} from "./metadata.js";
import {openBrowser} from "./openBrowser.js";

/** Options for {@link printPdf}. */
export interface PrintOptions extends PdfMetadata {
  /** An open browser to use, which is left open; defaults to one of the ladder's, closed at the end. */
  readonly browser?: Browser;
  /** Figures in the page; defaults to counting them in the file. */
  readonly figureCount?: number;
  /** Milliseconds allowed in all; defaults to 60 s and 2 s for each figure. */
  readonly limit?: number;
  /** Ends the print at once; with it, signals are the caller's. */
  readonly signal?: AbortSignal;
}

export interface PrintedPdf {
  readonly pages: number;
  readonly bytes: number;
  /** Figures drawn as vectors. */
  readonly figures: number;
  /** Which browser printed, `HeadlessChrome/143.0.7499.0`; its version decides the PDF's bytes. */
  readonly browser: string;
}

/**
 * Prints a report's page. Twice: the first print tells on which page each section begins, the second has the numbers in its
 * contents. Equal pages give equal files with the same browser.
 * @throws LookbookError `no-browser`; `render-failed` naming late figures; `interrupted`; `missing-file`
 */
export async function printPdf(htmlPath: string, pdfPath: string, options: PrintOptions): Promise<PrintedPdf> {
  const {browser: given, signal} = options;
  const figureCount = options.figureCount ?? (await countFigures(htmlPath));
  const {limit = 60_000 + 2_000 * figureCount} = options;
  throwIfAborted(signal);
  const browser = given ?? (await openBrowser({callerHandlesSignals: signal !== undefined})).browser;
  try {
    const printed = await within(limit, signal, () => printTwice(browser, htmlPath, limit));
    const pdf = withMetadata(printed.pdf, options);
    await writeAtomic(pdfPath, pdf);
    return {pages: pageCount(pdf), bytes: pdf.length, figures: printed.figures, browser: await browser.version()};
  } catch (cause) {
    if (cause instanceof LookbookError) throw cause;
    throw new LookbookError("render-failed", `${htmlPath} cannot be printed: ${messageOf(cause)}`, {cause});
  } finally {
    if (given === undefined) await closeForSure(browser);
  }
}

/** A4 less the margins of the style sheet, in CSS pixels: the width that figures are laid out at. */
const paperWidth = Math.floor(((210 - 2 * 26) / 25.4) * 96);

async function printTwice(
  browser: Browser,
  htmlPath: string,
  limit: number,
): Promise<{pdf: Uint8Array; figures: number}> {
  const page = await browser.newPage();
  try {
    await blockNetwork(page);
    await page.setViewport({width: paperWidth, height: 1000});
    await page.goto(pathToFileURL(htmlPath).href, {waitUntil: "load", timeout: limit});
    // After the page has come: a change of process at the first load would forget it.
    await page.emulateMediaType("print");
    const {figures} = (await page.evaluate(`window.lookbookReady(${limit})`)) as {figures: number};
    let pdf = await print(page, limit);
    // Numbers may move a section; a third print is the last.
    for (let i = 0, pages = pagesOfDestinations(pdf); i < 2 && pages.size > 0; i++) {
      await page.evaluate(`window.lookbookPages(${JSON.stringify(Object.fromEntries(pages))})`);
      pdf = await print(page, limit);
      const now = pagesOfDestinations(pdf);
      if ([...now].every(([name, number]) => pages.get(name) === number)) break;
      pages = now;
    }
    return {pdf, figures};
  } finally {
    await page.close().catch(() => undefined);
  }
}

function print(page: Page, timeout: number): Promise<Uint8Array> {
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    outline: true,
    tagged: true,
    timeout,
    waitForFonts: true,
  });
}

/** Nothing but the page itself and what it carries is loaded. */
async function blockNetwork(page: Page): Promise<void> {
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const local = /^(file|data|blob|about):/.test(request.url());
    void (local ? request.continue() : request.abort("blockedbyclient")).catch(() => undefined);
  });
}

async function countFigures(htmlPath: string): Promise<number> {
  try {
    return (await readFile(htmlPath, "utf8")).split("data-plot=").length - 1;
  } catch (cause) {
    throw diskError("read", htmlPath, cause);
  }
}

async function within<T>(limit: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const end = new Promise<never>((_, reject) => {
    const seconds = Math.round(limit / 1000);
    timer = setTimeout(
      () => reject(new LookbookError("render-failed", `the PDF was not printed within ${seconds} s`)),
      limit + 1000,
    );
    abort = () => reject(interrupted());
    signal?.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([work(), end]);
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted();
}

function interrupted(): LookbookError {
  return new LookbookError("interrupted", "printing the PDF was interrupted; the previous PDF is untouched");
}

/** Asks the browser to close and, where it does not answer, ends it. */
async function closeForSure(browser: Browser): Promise<void> {
  const child = browser.process();
  const patience = setTimeout(() => child?.kill("SIGKILL"), 3000);
  await browser.close().catch(() => child?.kill("SIGKILL"));
  clearTimeout(patience);
}
