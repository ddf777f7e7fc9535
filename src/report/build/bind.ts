import {rm, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import type {Browser} from "puppeteer";
import {LookbookError} from "../../core/errors.js";
import {sha256} from "../../core/hash.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {Parameters} from "../notebook/parameters.js";
import type {ReportInput} from "../render/input.js";
import type {PrintedPdf} from "../render/pdf/printPdf.js";
import {areIntact, type BoundNote, type BoundReport, filesIn, isSameBrowser, readNote, writeNote} from "./boundNote.js";
import type {Commit} from "./commit.js";
import type {ReportConfig} from "./config.js";
import {writeDigests} from "./digests.js";
import type {ExecutedChapter} from "./executedChapter.js";
import {printReport} from "./printReport.js";
import {putInPlace, withAside, writeFiles} from "./reportFiles.js";
import {reportInputOf} from "./reportInput.js";
import {reportKey} from "./reportKey.js";

/** What a report is made from, and where it lies. */
export interface BoundOptions {
  readonly config: ReportConfig;
  readonly commit: Commit;
  readonly paths: Pick<ProjectPaths, "root" | "report">;
  readonly profile: string;
  readonly parameters: Parameters;
  readonly inputs: Readonly<Record<string, string>>;
  /** Where the report is put. */
  readonly folder: string;
  /** File that notes what the report in `folder` was made from; without it, all is made anew each time. */
  readonly note?: string | undefined;
  /** False makes the HTML alone; defaults to true. */
  readonly pdf?: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Options for {@link bindReport}. */
export interface BindOptions extends BoundOptions {
  /** Where it is made, on the same disk. */
  readonly aside: string;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: BindEvent) => void) | undefined;
}

/** What happens while a report is bound; `kept`: what lies there is what would have been made. */
export type BindEvent =
  | {readonly type: "warning"; readonly text: string}
  | {
      readonly type: "rendered";
      readonly figures: number;
      readonly claims: BoundReport["claims"];
      readonly bytes: number;
      /** SHA-256 of the HTML. */
      readonly digest: string;
      readonly kept: boolean;
    }
  | {readonly type: "printed"; readonly pages: number; readonly bytes: number; readonly kept: boolean};

/** Where a report is made that goes into `folder`, on the same disk: in the project's cache, or beside it. */
export function asideOf(folder: string, report: string): string {
  const next = `next.${process.pid}`;
  return dirname(folder) === report && basename(folder) === "dist"
    ? join(report, ".cache", next)
    : join(dirname(folder), `.${basename(folder)}.${next}`);
}

/** A report in its folder. */
export interface Bound {
  readonly report: BoundReport;
  /** Undefined where none was wanted. */
  readonly pdf: PrintedPdf | undefined;
}

/**
 * Makes a report of executed chapters: renders, prints, puts in place. Every file is made aside first, so a failure leaves the report
 * before it untouched. Where all that it follows from is as it was, and all its files lie there as they were written, nothing is made;
 * where the page comes out as it was, the PDF is not printed again.
 * @throws LookbookError of rendering; `no-browser` only after the HTML is in place, without the PDF; `interrupted`, `disk`
 */
export async function bindReport(executed: readonly ExecutedChapter[], options: BindOptions): Promise<Bound> {
  const look = await lookAt(executed, options);
  if (look.before && look.isUpToDate) return keep(look.before, options);
  const {pdf = true, signal} = options;
  if (!pdf) return make(executed, look, options);
  // The browser opens while the page is written.
  const {startBrowser} = await import("../render/pdf/startBrowser.js");
  const started = startBrowser({callerHandlesSignals: signal !== undefined});
  try {
    return await make(executed, look, options, started.browser);
  } finally {
    await started.close();
  }
}

async function make(
  executed: readonly ExecutedChapter[],
  {input, key, before}: Look,
  options: BindOptions,
  browser?: Promise<Browser>,
): Promise<Bound> {
  const {config, folder, note, commit, profile, parameters, inputs, signal} = options;
  const {renderReport} = await import("../render/report.js");
  const {html, ...report} = renderReport(input);
  const digest = sha256(html);
  tellRendered(report, {digest, bytes: Buffer.byteLength(html), kept: false}, options);
  return withAside(options.aside, async (aside) => {
    await writeFiles(aside, {html, report, provenance: input.provenance, executed, language: config.language});
    const printed = browser && (await printReport(aside, {...options, digest, before: before?.print, browser}));
    if (signal?.aborted)
      throw new LookbookError("interrupted", "the build was interrupted; the report before it is untouched");
    const {print, failure, kept = false} = printed ?? {};
    const chapters = executed.map(({name}) => name);
    await writeDigests(aside, {commit, profile, parameters, chapters, inputs, pdf: print?.pdf});
    const files = await filesIn(aside);
    if (note !== undefined) await rm(note, {force: true});
    await putInPlace(aside, folder, print !== undefined);
    if (failure) throw failure;
    if (note !== undefined) await writeNote(note, {key, files, report, print});
    if (print) tellPrinted(print.pdf, kept, options);
    return {report, pdf: print?.pdf};
  });
}

/** Whether the report of these chapters lies there already; makes nothing. */
export async function isBound(executed: readonly ExecutedChapter[], options: BoundOptions): Promise<boolean> {
  return (await lookAt(executed, options)).isUpToDate;
}

interface Look {
  readonly input: ReportInput;
  readonly key: string;
  readonly before: BoundNote | undefined;
  readonly isUpToDate: boolean;
}

async function lookAt(executed: readonly ExecutedChapter[], options: BoundOptions): Promise<Look> {
  const {pdf = true, note, commit, profile, parameters, inputs} = options;
  const input = await reportInputOf(executed, options);
  const key = reportKey(input, {pdf, commit, profile, parameters, inputs});
  const before = note === undefined ? undefined : await readNote(note);
  return {input, key, before, isUpToDate: before?.key === key && (await isWhole(before, options))};
}

async function isWhole({files, print}: BoundNote, {folder, pdf = true, env}: BoundOptions): Promise<boolean> {
  if (pdf && (print === undefined || !(await isSameBrowser(print.browser, env)))) return false;
  return areIntact(folder, files);
}

async function keep({report, files, print}: BoundNote, options: BindOptions): Promise<Bound> {
  const {size: bytes} = await stat(join(options.folder, "report.html"));
  tellRendered(report, {digest: files["report.html"]!, bytes, kept: true}, options);
  if (print) tellPrinted(print.pdf, true, options);
  return {report, pdf: print?.pdf};
}

type Page = Pick<Extract<BindEvent, {type: "rendered"}>, "digest" | "bytes" | "kept">;

function tellRendered({figures, claims, warnings}: BoundReport, page: Page, {onEvent}: BindOptions): void {
  onEvent?.({type: "rendered", figures: figures.length, claims, ...page});
  for (const text of warnings) onEvent?.({type: "warning", text});
}

function tellPrinted({pages, bytes, findings}: PrintedPdf, kept: boolean, {onEvent}: BindOptions): void {
  for (const {page, message} of findings) onEvent?.({type: "warning", text: `report.pdf, page ${page}: ${message}`});
  onEvent?.({type: "printed", pages, bytes, kept});
}
