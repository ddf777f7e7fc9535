import {LookbookError} from "../../../core/errors.js";
import {isRecord} from "../../../core/isRecord.js";
import {suggestion} from "../../../core/nearest.js";
import {labelKinds} from "../labels.js";

/** An entry of CSL-JSON (https://docs.citationstyles.org): what is cited. */
export interface Source {
  readonly id: string;
  readonly type: string;
  readonly [variable: string]: unknown;
}

/**
 * Checks what a file of CSL-JSON holds.
 * @param path of the file, for messages
 * @throws LookbookError `bad-file` naming the entry and the field
 */
export function checkSources(raw: unknown, path: string): readonly Source[] {
  if (!Array.isArray(raw)) throw bad(path, `expected a list of CSL-JSON entries, got ${describe(raw)}`);
  const seen = new Set<string>();
  raw.forEach((entry: unknown, i) => {
    const id = checkEntry(entry, i + 1, path);
    if (seen.has(id)) throw bad(path, `the id "${id}" is used twice; ids are unique`);
    seen.add(id);
  });
  return raw as readonly Source[];
}

function checkEntry(entry: unknown, position: number, path: string): string {
  if (!isRecord(entry)) throw bad(path, `entry ${position} must be an object, got ${describe(entry)}`);
  const {id, type} = entry;
  const fail = (field: string, expected: string, got: unknown): never => {
    const name = typeof id === "string" ? ` ("${id}")` : "";
    throw bad(path, `entry ${position}${name}, "${field}": expected ${expected}, got ${describe(got)}`);
  };
  if (typeof id !== "string" || !idPattern.test(id)) return fail("id", "letters and digits, joined by - _ . : /", id);
  if (labelPattern.test(id))
    return fail("id", `a name that does not begin like a reference (${labelKinds.join("-, ")}-)`, id);
  if (typeof type !== "string" || !types.has(type)) {
    const hint = suggestion(String(type), types);
    throw bad(
      path,
      `entry ${position} ("${id}"), "type": expected a type of CSL such as "article-journal", got ${describe(type)}${hint}`,
    );
  }
  for (const [field, value] of Object.entries(entry)) checkField(field, value, fail);
  return id;
}

type Fail = (field: string, expected: string, got: unknown) => never;

function checkField(field: string, value: unknown, fail: Fail): void {
  if (names.has(field)) checkNames(field, value, fail);
  else if (dates.has(field)) checkDate(field, value, fail);
  else if (field !== "custom" && field !== "categories" && !isPlain(value)) fail(field, "text or a number", value);
}

function checkNames(field: string, value: unknown, fail: Fail): void {
  if (!Array.isArray(value)) throw fail(field, 'a list of names such as [{"family": "Guo", "given": "Chuan"}]', value);
  value.forEach((name: unknown, i) => {
    const at = `${field}[${i}]`;
    if (!isRecord(name)) throw fail(at, 'an object with "family" and "given", or "literal"', name);
    if (name["family"] === undefined && name["literal"] === undefined) fail(at, 'a "family" or a "literal" name', name);
    for (const [part, text] of Object.entries(name)) if (!isPlain(text)) fail(`${at}.${part}`, "text", text);
  });
}

function checkDate(field: string, value: unknown, fail: Fail): void {
  if (!isRecord(value)) throw fail(field, 'a date such as {"date-parts": [[2017, 5, 21]]}', value);
  const {"date-parts": parts, raw, literal} = value;
  if (parts === undefined) {
    if (typeof raw !== "string" && typeof literal !== "string")
      fail(field, 'a date with "date-parts", "raw" or "literal"', value);
    return;
  }
  const isDate = (date: unknown): boolean =>
    Array.isArray(date) && date.length >= 1 && date.length <= 3 && date.every(isWhole);
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 2 || !parts.every(isDate)) {
    fail(`${field}.date-parts`, "one or two dates of year, month and day, such as [[2017, 5, 21]]", parts);
  }
}

/** An id ends in a letter or digit, so that the full stop after a citation is none of it. */
const idPattern = /^[\p{L}\p{N}_]+(?:[-_.:/]+[\p{L}\p{N}]+)*$/u;
const labelPattern = new RegExp(`^(${labelKinds.join("|")})-`);

const types: ReadonlySet<string> = new Set(
  `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry
  entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture
  musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report
  review review-book software song speech standard thesis treaty webpage`.split(/\s+/),
);
const names: ReadonlySet<string> = new Set(
  `author chair collection-editor compiler composer container-author contributor curator director editor editorial-director
  executive-producer guest host illustrator interviewer narrator organizer original-author performer producer recipient
  reviewed-author script-writer series-creator translator`.split(/\s+/),
);
const dates: ReadonlySet<string> = new Set([
  "accessed",
  "available-date",
  "event-date",
  "issued",
  "original-date",
  "submitted",
]);

function isPlain(value: unknown): boolean {
  return (
    typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
  );
}

function isWhole(value: unknown): boolean {
  return (typeof value === "number" || (typeof value === "string" && value !== "")) && Number.isInteger(Number(value));
}

function describe(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}

function bad(path: string, message: string): LookbookError {
  return new LookbookError("bad-file", `${path}: ${message}`);
}
