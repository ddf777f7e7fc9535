import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Page} from "puppeteer";
import type {ReportInput} from "../../../../../src/report/render/input.js";
import {browserLadder} from "../../../../../src/report/render/pdf/browserLadder.js";
import {openBrowser} from "../../../../../src/report/render/pdf/openBrowser.js";
import {renderReport} from "../../../../../src/report/render/report.js";
import type {Theme} from "../../../../../src/report/render/theme.js";
import {demoReport} from "../../demo.js";
import {carries, chapter, code, markdown} from "../../notebooks.js";

/** Whether there is a browser to read with. */
export const hasBrowser: boolean = browserLadder().some(({path}) => path !== undefined);

/** How a reader comes to the page. */
export interface Visit {
  /** Of the window in CSS pixels; defaults to 1440. */
  readonly width?: number;
  readonly dark?: boolean;
  /** False: no script runs. */
  readonly script?: boolean;
  /** Such as `#fig-curves`. */
  readonly at?: string;
}

/** One browser with one window and one report, for a file of tests. */
export interface Reader {
  readonly page: Page;
  /** Opens the report anew, with nothing remembered. */
  visit(how?: Visit): Promise<void>;
  /** Addresses that the page asked for, its own left out, and errors it met. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** Writes a report and opens a browser for it. */
export async function openReader(input: ReportInput): Promise<Reader> {
  const folder = await mkdtemp(join(tmpdir(), "lookbook-screen-"));
  const path = join(folder, "report.html");
  await writeFile(path, renderReport(input).html);
  const {browser} = await openBrowser();
  const page = await browser.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => troubles.push(message.text()));
  page.on("request", (request) => {
    const own = request.isNavigationRequest() && /^(file|about):/.test(request.url());
    if (!own && !/^(data|blob):/.test(request.url())) troubles.push(request.url());
  });
  return {
    page,
    troubles,
    visit: (how = {}) => visit(page, pathToFileURL(path).href, how),
    close: async () => {
      await browser.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

async function visit(page: Page, address: string, how: Visit): Promise<void> {
  const {width = 1440, dark = false, script = true, at = ""} = how;
  if (page.url() !== "about:blank") await page.evaluate("localStorage.clear()");
  await page.goto("about:blank");
  await page.setViewport({width, height: 900});
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaType("screen");
  await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: dark ? "dark" : "light"}]);
  await page.goto(address + at);
}

/** The demo with a claim, a long table, letters with marks, a cell whose code is hidden, and a name that looks like HTML. */
export function fullDemo(theme: Theme): ReportInput {
  const input = demoReport(theme);
  const extra = chapter("20-more", [
    markdown(`# More <b>of</b> it

$$
L = -\\log p
$$ {#eq-loss}

![A dot](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==){#fig-dot}

In @eq-loss, a café in Zürich: naïve, but the network beats the guess. [[beats-guess]] Its accuracy is {{more.exact | percent(1) ±}},
its F1 {{baseline.cnn.macroF1 | fixed(3)}}.`),
    code(
      "test(claim);",
      [
        carries({
          kind: "values",
          values: {"more.exact": {value: 0.912345678, low: 0.90001, high: 0.92002, level: 0.95}},
        }),
        carries({
          kind: "claim",
          id: "beats-guess",
          statement: "The network beats the guess.",
          outcome: "holds",
          evidence: {method: "An exact binomial test", criterion: "p < 0.05", pValue: 0.001},
        }),
        carries({
          kind: "table",
          id: "long",
          caption: "A table of many rows.",
          columns: [{name: "Row"}, {name: "Change", format: "fixed(1)"}, {name: "Note"}],
          rows: Array.from({length: 60}, (_, i) => [`row ${i}`, -i / 2, i === 1 ? '=SUM(A1), "quoted"' : "plain"]),
        }),
      ],
      ["hide-input"],
    ),
  ]);
  const path = 'notebooks/20-<img src=x onerror="hacked=1">.ipynb';
  const chapters = [...input.chapters, {...extra, path}];
  return {
    ...input,
    notices: ["Synthetic data: no figure speaks of Fashion-MNIST."],
    chapters: chapters.map((one, i) => ({...one, codeHash: `${i}a`.repeat(32)})),
    provenance: input.provenance.map((group, i) => ({...group, traced: i === 0})),
  };
}
