import type {Outcome, Value} from "../../core/payload.js";
import type {ReportDigests} from "../build/digests.js";
import type {ReportPage} from "./page/readPage.js";

/** A report as far as it lies there: reports of other versions, and released ones, lack parts. */
export interface ReadReport {
  /** How it was asked for, such as `report/dist` or `HEAD~1`. */
  readonly name: string;
  readonly values: Readonly<Record<string, RecordedValue>> | undefined;
  readonly claims: Readonly<Record<string, RecordedClaim>> | undefined;
  /** Title of a group to the names and values in it. */
  readonly provenance: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly digests: ReportDigests | undefined;
  /** SHA-256 of the files that lie there, the PDF apart: a release holds fewer than it has digests of. */
  readonly files: Readonly<Record<string, string>>;
  /** The whole page; undefined where a release keeps its content alone. */
  readonly html: Uint8Array | undefined;
  readonly page: ReportPage | undefined;
  readonly pdf: Uint8Array | undefined;
}

/** A value as `values.json` has it; NaN has become null. */
export interface RecordedValue {
  readonly value: Value | null;
  readonly chapter: string;
  readonly cell: number;
}

/** A claim as `values.json` has it. */
export interface RecordedClaim {
  readonly outcome: Outcome;
  readonly evidence?: unknown;
  readonly statement?: string;
  readonly chapter: string;
  readonly cell: number;
}
