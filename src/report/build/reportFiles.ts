import {mkdir, readdir, rename, rm} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {systemCode} from "../../core/errors.js";
import {diskError, writeAtomic} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";
import {isRunning} from "../../core/isRunning.js";
import {formatNotebook} from "../notebook/writeNotebook.js";
import type {ProvenanceGroup} from "../render/input.js";
import {type CellTiming, renderTimings} from "../render/page/timings.js";
import type {BoundReport} from "./boundNote.js";
import type {ExecutedChapter} from "./executedChapter.js";

/** What a build has made. */
export interface Made {
  readonly html: string;
  readonly report: BoundReport;
  readonly provenance: readonly ProvenanceGroup[];
  readonly executed: readonly ExecutedChapter[];
  /** BCP 47. */
  readonly language: string;
}

/**
 * Gives `work` an empty folder and removes it afterwards, whatever happens; those of processes that were killed go, too.
 * @param aside ends in the number of this process
 */
export async function withAside<T>(aside: string, work: (aside: string) => Promise<T>): Promise<T> {
  try {
    await sweep(aside);
    await rm(aside, {recursive: true, force: true});
    await mkdir(aside, {recursive: true});
    return await work(aside);
  } catch (cause) {
    // What no disk has said, nobody foresaw: it must not pass for a matter of files.
    throw systemCode(cause) === undefined ? cause : diskError("write", aside, cause);
  } finally {
    await rm(aside, {recursive: true, force: true}).catch(() => undefined);
  }
}

async function sweep(aside: string): Promise<void> {
  const stem = basename(aside).replace(/\d+$/, "");
  for (const name of await readdir(dirname(aside)).catch((): string[] => [])) {
    const pid = name.startsWith(stem) ? name.slice(stem.length) : "";
    if (!/^\d+$/.test(pid) || isRunning(Number(pid))) continue;
    await rm(join(dirname(aside), name), {recursive: true, force: true}).catch(() => undefined);
  }
}

/** Writes all files of a report but the PDF. */
export async function writeFiles(aside: string, made: Made): Promise<void> {
  const {html, report, provenance, executed, language} = made;
  const timings = timingsOf(executed);
  await writeAtomic(join(aside, "report.html"), html);
  await writeAtomic(join(aside, "values.json"), valuesJson(report, provenance));
  await writeAtomic(join(aside, "timings.html"), renderTimings(timings, language));
  await writeAtomic(join(aside, "timings.json"), `${canonicalJson(timings, 2)}\n`);
  for (const {name, execution} of executed) {
    await writeAtomic(join(aside, "notebooks", `${name}.ipynb`), formatNotebook(execution.notebook));
  }
}

/** Moves a report into its folder. A PDF of an earlier report must not lie beside this one's HTML, so it goes where there is no new one. */
export async function putInPlace(aside: string, folder: string, withPdf: boolean): Promise<void> {
  await mkdir(folder, {recursive: true});
  await rm(join(folder, "notebooks"), {recursive: true, force: true});
  if (!withPdf) await rm(join(folder, "report.pdf"), {force: true});
  for (const name of ["report.html", "values.json", "digests.json", "timings.html", "timings.json", "notebooks"]) {
    await rename(join(aside, name), join(folder, name));
  }
  if (withPdf) await rename(join(aside, "report.pdf"), join(folder, "report.pdf"));
}

/** What programs read: every published value and claim with its cell, and what the report was made of. */
function valuesJson({values, claims}: BoundReport, provenance: readonly ProvenanceGroup[]): string {
  const groups = provenance.map(({title, rows}) => [
    title,
    Object.fromEntries(rows.map(({name, value}) => [name, value])),
  ]);
  return `${canonicalJson({provenance: Object.fromEntries(groups), values, claims}, 2)}\n`;
}

function timingsOf(executed: readonly ExecutedChapter[]): CellTiming[] {
  return executed.flatMap(({name, execution, cached}) =>
    execution.cells.map(({firstLine, status, duration, peakMemory, number}) => ({
      chapter: name,
      cell: number,
      firstLine,
      status: cached ? "cached" : status === "timed-out" ? "timed out" : status,
      seconds: duration / 1000,
      peakMemory,
    })),
  );
}
