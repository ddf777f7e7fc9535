import {isRecord} from "../../core/isRecord.js";
import type {ChapterStart, KeyNumber, ListKind, SummaryConfig} from "../render/input.js";

/** The keys of report.json that shape the document: `summary`, `lists`, `chapterStart`, `references`, `citationStyle`, `brand`, `logo`. */
export interface DocumentConfig {
  readonly summary?: SummaryConfig;
  readonly lists?: readonly ListKind[];
  readonly chapterStart?: ChapterStart;
  /** The file of sources (CSL-JSON) beside report.json; defaults to `references.json`, where there is one. */
  readonly references?: string;
  /** `numeric` (the default), `author-date`, or a CSL file beside report.json. */
  readonly citationStyle?: string;
  /** A style sheet beside report.json; see `readBrand`. */
  readonly brand?: string;
  /** A picture beside report.json. */
  readonly logo?: string;
}

/** Says of a key what was expected and what came; throws. */
type Fail = (key: string, expected: string, got: unknown) => never;

/** Reads and checks them; what is absent stays absent. @throws whatever `fail` throws */
export function readDocumentConfig(raw: Readonly<Record<string, unknown>>, fail: Fail): DocumentConfig {
  const {summary, lists, chapterStart, references, citationStyle, brand, logo} = raw;
  return {
    ...(summary !== undefined && {summary: readSummary(summary, fail)}),
    ...(lists !== undefined && {lists: readLists(lists, fail)}),
    ...(chapterStart !== undefined && {chapterStart: oneOf(starts, "chapterStart", chapterStart, fail)}),
    ...(references !== undefined && {references: fileIn("references", references, fail)}),
    ...(citationStyle !== undefined && {citationStyle: fileIn("citationStyle", citationStyle, fail)}),
    ...(brand !== undefined && {brand: fileIn("brand", brand, fail)}),
    ...(logo !== undefined && {logo: fileIn("logo", logo, fail)}),
  };
}

const kinds: readonly ListKind[] = ["figures", "tables", "listings"];
const starts: readonly ChapterStart[] = ["page", "flow"];

function fileIn(key: string, raw: unknown, fail: Fail): string {
  return typeof raw === "string" && /^(?![/\\])(?!.*\.\.)[^:]+$/.test(raw)
    ? raw
    : fail(key, "a file beside report.json", raw);
}

function readSummary(raw: unknown, fail: Fail): SummaryConfig {
  if (!isRecord(raw)) return fail("summary", 'an object with "numbers" and "claims"', raw);
  const known = ["numbers", "claims"];
  const other = Object.keys(raw).find((key) => !known.includes(key));
  if (other !== undefined) fail(`summary.${other}`, `left out; "summary" has ${known.join(" and ")}`, raw[other]);
  const {numbers = [], claims} = raw;
  if (!Array.isArray(numbers)) return fail("summary.numbers", "a list", numbers);
  return {
    numbers: numbers.map((number, i) => readNumber(number, `summary.numbers[${i}]`, fail)),
    ...(claims !== undefined && {claims: texts("summary.claims", claims, fail)}),
  };
}

function readNumber(raw: unknown, key: string, fail: Fail): KeyNumber {
  if (!isRecord(raw)) return fail(key, 'an object with "label" and "value"', raw);
  const {label, value} = raw;
  if (typeof label !== "string" || label.trim() === "") return fail(`${key}.label`, "text", label);
  if (typeof value !== "string" || !/^\{\{[^{}\n]+\}\}$/.test(value))
    return fail(`${key}.value`, 'one live value, such as "{{path | percent(1) ±}}"', value);
  return {label, value};
}

function readLists(raw: unknown, fail: Fail): readonly ListKind[] {
  return texts("lists", raw, fail).map((kind) => oneOf(kinds, "lists", kind, fail));
}

function texts(key: string, raw: unknown, fail: Fail): readonly string[] {
  return Array.isArray(raw) && raw.every((text) => typeof text === "string") ? raw : fail(key, "a list of texts", raw);
}

function oneOf<T extends string>(known: readonly T[], key: string, raw: unknown, fail: Fail): T {
  return known.find((name) => name === raw) ?? fail(key, `one of ${known.join(", ")}`, raw);
}
