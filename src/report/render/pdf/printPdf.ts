import {readFile} from "node:fs/promises";
import type {Browser} from "puppeteer";
import {LookbookError, messageOf} from "../../../core/errors.js";
import {diskError, writeAtomic} from "../../../core/files.js";
import {checkPdf} from "./check/checkPdf.js";
import type {Finding} from "./check/finding.js";
import {closeForSure} from "./closeBrowser.js";
import type {PdfMetadata} from "./metadata.js";
import {withMetadata} from "./metadata.js";
import {openBrowser} from "./openBrowser.js";
import {printPages, type Stage} from "./printPages.js";
import {within} from "./within.js";

/** Options for {@link printPdf}. */
export interface PrintOptions extends PdfMetadata {
  /** An open browser to use, or one that is opening; it is left open. Defaults to one of the ladder's, closed at the end. */
  readonly browser?: Browser | Promise<Browser>;
  /** Milliseconds allowed in all; defaults to what {@link printLimit} allows for the page. */
  readonly limit?: number;
  /** Ends the print at once; with it, signals are the caller's. */
  readonly signal?: AbortSignal;
  /** For what is no report, such as a deck of slides; nothing is found then but what the page itself says. */
  readonly stage?: Stage;
}

export interface PrintedPdf {
  readonly pages: number;
  readonly bytes: number;
  /** Figures drawn as vectors. */
  readonly figures: number;
  /** Which browser printed, `HeadlessChrome/143.0.7499.0`; its version decides the PDF's bytes. */
  readonly browser: string;
  /** What a typographer would object to, by page. */
  readonly findings: readonly Finding[];
}

/**
 * Prints a report's page, and looks at what came out. At least twice: the first print tells where everything lies, the next has the
 * page numbers in its contents. Equal pages give equal files with the same browser.
 * @throws LookbookError `no-browser`; `render-failed` naming late figures, or where the browser ended; `interrupted`; `missing-file`
 */
export async function printPdf(htmlPath: string, pdfPath: string, options: PrintOptions): Promise<PrintedPdf> {
  const {browser: given, signal} = options;
  const limit = options.limit ?? printLimit(await readPage(htmlPath));
  throwIfAborted(signal);
  const browser = (await given) ?? (await openBrowser({callerHandlesSignals: signal !== undefined})).browser;
  try {
    const printed = await within(limit, signal, () => printPages(browser, htmlPath, {limit, stage: options.stage}));
    const pdf = withMetadata(printed.pdf, options);
    await writeAtomic(pdfPath, pdf);
    const typographic = options.stage ? [] : checkPdf(printed.layout);
    const findings = [...printed.findings, ...typographic].sort((a, b) => a.page - b.page);
    const {length: pages} = printed.layout.pages;
    return {pages, bytes: pdf.length, figures: printed.figures, browser: await browser.version(), findings};
  } catch (cause) {
    if (cause instanceof LookbookError) throw cause;
    const died = browser.connected
      ? messageOf(cause)
      : `the browser ended while it was printing (${messageOf(cause)}); it was killed, or the machine ran out of memory`;
    throw new LookbookError("render-failed", `${htmlPath} cannot be printed: ${died}`, {cause});
  } finally {
    if (given === undefined) await closeForSure(browser);
  }
}

/**
 * Milliseconds that a page may take: a minute, and more for each figure and each megabyte of text and pictures, which are its pages.
 * @param html the page
 */
export function printLimit(html: string): number {
  const figures = html.split("data-plot=").length - 1;
  return Math.round(60_000 + 2_000 * figures + (10_000 * html.length) / 1e6);
}

async function readPage(htmlPath: string): Promise<string> {
  try {
    return await readFile(htmlPath, "utf8");
  } catch (cause) {
    throw diskError("read", htmlPath, cause);
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new LookbookError("interrupted", "printing the PDF was interrupted; the previous PDF is untouched");
}
