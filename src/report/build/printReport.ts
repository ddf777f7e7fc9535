import {copyFile} from "node:fs/promises";
import {join} from "node:path";
import type {Browser} from "puppeteer";
import {LookbookError} from "../../core/errors.js";
import {hashOf, sha256File} from "../../core/hash.js";
import {browserFile, isSameBrowser, type Print} from "./boundNote.js";
import {type Commit, dateOf} from "./commit.js";
import type {ReportConfig} from "./config.js";
import {renderCode} from "./reportKey.js";

/** Options for {@link printReport}. */
export interface PrintReportOptions {
  readonly config: Pick<ReportConfig, "title" | "subtitle" | "authors" | "language">;
  readonly commit: Commit;
  /** SHA-256 of the page. */
  readonly digest: string;
  /** Folder of the report before. */
  readonly folder: string;
  /** How its PDF was made. */
  readonly before: Print | undefined;
  /** Opening since before the page was written; left open. */
  readonly browser: Promise<Browser>;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** What came of printing. */
export interface Printed {
  readonly print?: Print;
  /** No browser was found; the rest of the report is good. */
  readonly failure?: LookbookError;
  /** The PDF before is that of this page. */
  readonly kept?: boolean;
}

/** Prints `report.html` in a folder beside itself, or takes the PDF before, where the same browser printed it from the same page. */
export async function printReport(aside: string, options: PrintReportOptions): Promise<Printed> {
  const {config, commit, digest, folder, before, browser: opening, env, signal} = options;
  const {title, subtitle, authors, language} = config;
  const date = dateOf(commit) ?? new Date(0).toISOString();
  const metadata = {title, authors, subject: subtitle, date, language};
  const key = hashOf([digest, metadata, renderCode()]);
  const target = join(aside, "report.pdf");
  if (before?.key === key && (await isSameBrowser(before.browser, env))) {
    await copyFile(join(folder, "report.pdf"), target).catch(() => undefined);
    if ((await sha256File(target).catch(() => "")) === before.sha256) return {print: before, kept: true};
  }
  const [{printPdf}, {browserLadder}] = await Promise.all([
    import("../render/pdf/printPdf.js"),
    import("../render/pdf/browserLadder.js"),
  ]);
  try {
    const pdf = await printPdf(join(aside, "report.html"), target, {
      ...metadata,
      browser: opening,
      ...(signal && {signal}),
    });
    const path = browserLadder({env}).find((rung) => rung.path !== undefined)?.path ?? "";
    const browser = (await browserFile(path)) ?? {path, size: 0, time: 0};
    return {print: {key, sha256: await sha256File(target), browser, pdf}};
  } catch (failure) {
    if (failure instanceof LookbookError && failure.code === "no-browser") return {failure};
    throw failure;
  }
}
