import {sha256} from "../../../core/hash.js";
import {diffReports} from "../diff/diffReports.js";
import {keysOf} from "../diff/keys.js";
import type {ReportDiff} from "../diff/reportDiff.js";
import {type PageDifference, pageDifference} from "../page/pageDifference.js";
import type {ReadReport} from "../report.js";
import {expectations} from "./expectations.js";
import {type PdfDifference, pdfDifference} from "./pdfDifference.js";

/** What came out of building a report a second time. */
export interface Verification {
  /** Whether every file that can be compared is the same, byte for byte. */
  readonly equal: boolean;
  readonly files: readonly FileComparison[];
  /** Files that are no longer what the build wrote. */
  readonly altered: readonly string[];
  /** Why a difference is to be expected. */
  readonly expected: readonly string[];
  readonly diff: ReportDiff;
  /** Where the pages differ first, where both are there. */
  readonly page: PageDifference | undefined;
  /** Where the PDFs differ first, where both are there and can be compared. */
  readonly pdf: PdfDifference | undefined;
}

export interface FileComparison {
  /** Path inside the report. */
  readonly name: string;
  readonly outcome: "equal" | "differs" | "not compared";
  /** SHA-256 of the recorded file. */
  readonly old: string | undefined;
  readonly new: string | undefined;
  /** Why it was not compared. */
  readonly reason?: string;
}

/** Compares a recorded report with the one that was built from the same source now. */
export function verifyReports(recorded: ReadReport, rebuilt: ReadReport): Verification {
  const [old, now] = [filesOf(recorded), filesOf(rebuilt)];
  const files = keysOf(old, now)
    .filter((name) => old[name] !== undefined)
    .map((name): FileComparison => {
      const pair = {name, old: old[name], new: now[name]};
      if (now[name] === undefined) return {...pair, outcome: "not compared", reason: "it was not built again"};
      return {...pair, outcome: old[name] === now[name] ? "equal" : "differs"};
    });
  const pdf = comparePdf(recorded, rebuilt);
  const compared = [...files, ...(pdf ? [pdf] : [])];
  return {
    equal: compared.every(({outcome}) => outcome !== "differs"),
    files: compared,
    altered: alteredFiles(recorded),
    expected: expectations(recorded, rebuilt),
    diff: diffReports(recorded, rebuilt),
    page: recorded.html && rebuilt.html && pageDifference(recorded.html, rebuilt.html),
    pdf:
      pdf?.outcome === "differs" && recorded.pdf && rebuilt.pdf ? pdfDifference(recorded.pdf, rebuilt.pdf) : undefined,
  };
}

/** Digests of all files but the PDF: of those that lie there, else as recorded. */
function filesOf({digests, files}: ReadReport): Record<string, string> {
  return {...recordedFiles(digests), ...files};
}

function recordedFiles(digests: ReadReport["digests"]): Record<string, string> {
  const files = Object.entries(digests?.files ?? {});
  return Object.fromEntries(files.map(([name, {sha256: hash}]) => [name, hash]));
}

function comparePdf(recorded: ReadReport, rebuilt: ReadReport): FileComparison | undefined {
  const [then, now] = [recorded.digests?.machine.pdf, rebuilt.digests?.machine.pdf];
  const [old, made] = [recorded.pdf ? sha256(recorded.pdf) : then?.sha256, now?.sha256];
  if (old === undefined) return undefined;
  const pair = {name: "report.pdf", old, new: made};
  const reason =
    now === undefined
      ? "it was not printed again"
      : then === undefined
        ? "which browser printed it is not recorded"
        : then.browser === now.browser
          ? undefined
          : `it was printed by ${then.browser}, here is ${now.browser}: other versions write other bytes`;
  if (reason !== undefined) return {...pair, outcome: "not compared", reason};
  return {...pair, outcome: old === made ? "equal" : "differs"};
}

function alteredFiles({digests, files, pdf}: ReadReport): string[] {
  const recorded = recordedFiles(digests);
  const printed = digests?.machine.pdf;
  return [
    ...Object.keys(files).filter((name) => recorded[name] !== undefined && recorded[name] !== files[name]),
    ...(pdf && printed && sha256(pdf) !== printed.sha256 ? ["report.pdf"] : []),
  ];
}
