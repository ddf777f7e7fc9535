import {pathToFileURL} from "node:url";
import type {Browser, Page} from "puppeteer";
import type {Finding, Rule} from "./check/finding.js";
import type {Layout} from "./check/layout.js";
import {layoutOf} from "./check/layout.js";
import {areaWidth} from "./paper.js";
import type {Outline, Plan} from "./plan.js";
import {planNext} from "./plan.js";
import {destinationsOf} from "./read/destinations.js";
import {readPdf} from "./read/pdfFile.js";

/** What came out of the browser. */
export interface PrintedPages {
  readonly pdf: Uint8Array;
  readonly layout: Layout;
  readonly figures: number;
  /** What the page itself could not fit to paper. */
  readonly findings: readonly Finding[];
}

/** What `lookbookReady` answers. */
interface Ready extends Outline {
  readonly figures: number;
  readonly findings: readonly {readonly rule: Rule; readonly anchor?: string; readonly message: string}[];
}

/** The window of a page that is no report's, such as a deck of slides: its own rules size the paper. CSS pixels. */
export interface Stage {
  readonly width: number;
  readonly height: number;
}

/** A print moves the contents by no line, a chapter that joins a page moves the rest; more prints than these would not settle. */
const mostPrints = 5;

/** Prints a page until its contents say where everything is; on a stage, once. @param limit milliseconds for each step */
export async function printPages(
  browser: Browser,
  htmlPath: string,
  {limit, stage}: {readonly limit: number; readonly stage: Stage | undefined},
): Promise<PrintedPages> {
  const page = await browser.newPage();
  try {
    await blockNetwork(page);
    await page.setViewport(stage ?? {width: areaWidth, height: 1000});
    await page.goto(pathToFileURL(htmlPath).href, {waitUntil: "load", timeout: limit});
    // After the page has come: a change of process at the first load would forget it.
    await page.emulateMediaType("print");
    const {figures, findings, ...outline} = (await page.evaluate(`window.lookbookReady(${limit})`)) as Ready;
    // The first print is for measuring alone.
    let pdf = await print(page, limit, stage !== undefined);
    let layout = layoutOf(readPdf(pdf));
    let told: Plan | undefined;
    for (let prints = 1; prints < mostPrints && stage === undefined; prints++) {
      const plan = planNext(layout, outline, told);
      if (told && JSON.stringify(plan) === JSON.stringify(told)) break;
      const {pages, ...rest} = plan;
      await page.evaluate(`window.lookbookPages(${JSON.stringify(pages)}, ${JSON.stringify(rest)})`);
      pdf = await print(page, limit, true);
      layout = layoutOf(readPdf(pdf));
      told = plan;
    }
    const places = destinationsOf(layout.file);
    return {
      pdf,
      layout,
      figures,
      findings: findings.map(({rule, anchor, message}) => ({rule, message, page: places.get(anchor ?? "")?.page ?? 1})),
    };
  } finally {
    await page.close().catch(() => undefined);
  }
}

function print(page: Page, timeout: number, tagged: boolean): Promise<Uint8Array> {
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    outline: tagged,
    tagged,
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
