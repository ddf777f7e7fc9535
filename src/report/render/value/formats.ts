import {suggestion} from "../../../core/nearest.js";
import type {Interval, Value} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import {seconds} from "../../../core/progress.js";
import type {Measured} from "./numbers.js";
import {bytes, date, fixed, integer, percent, si, spare} from "./numbers.js";

/**
 * How a value is written, as in `{{path | percent(1)}}`:
 *
 * | format | shows |
 * |---|---|
 * | `auto` (default) | whole numbers with separators, others to three digits, yes or no, lists in words |
 * | `percent(d)` | a share, `91.2 %` |
 * | `points(d)` | a difference of shares, `1.2 percentage points` |
 * | `fixed(d)`, `integer`, `si(d)` | `0.912`, `60,000`, `292 k` |
 * | `bytes`, `duration` | `29.5 MB`; seconds as `3 min 20 s` |
 * | `plural(image, images)` | `1 image`, `60,000 images` |
 * | `list`, `date` | `a, b and c`; `21 November 2026` |
 *
 * A number format shows an interval's value; followed by `±` or `| interval` it shows both:
 * `{{path | percent(1) ±}}` gives `91.2 % (95 % CI 90.6 to 91.8)`.
 */
export interface Format {
  readonly name: FormatName;
  readonly options: readonly string[];
  /** Whether an interval is written out. */
  readonly withInterval: boolean;
}

export type FormatName = (typeof names)[number];

/** A format that cannot be: unknown, or not for this value. The caller says where. */
export class FormatProblem extends Error {}

/** Reads `percent(1)`, `fixed(2) ±`, `percent(1) | interval`; empty is `auto`. @throws FormatProblem */
export function parseFormat(text: string): Format {
  const stages = text.split("|").map((stage) => stage.trim());
  const marked = stages.some((stage) => stage === "interval" || stage === "±" || stage.endsWith("±"));
  const forms = stages
    .map((stage) => stage.replace(/\s*±$/, ""))
    .filter((stage) => stage !== "" && stage !== "interval");
  if (forms.length > 1) throw new FormatProblem(`one format is allowed, got ${forms.map(quote).join(" and ")}`);
  const [, name = "auto", list = ""] = /^([\w-]+)\s*(?:\((.*)\))?$/.exec(forms[0] ?? "auto") ?? [undefined, forms[0]];
  if (!isName(name)) throw new FormatProblem(`unknown format ${quote(name)}${suggestion(name, names)}`);
  const options = list === "" ? [] : list.split(",").map((option) => option.trim().replaceAll(/^["']|["']$/g, ""));
  checkOptions(name, options);
  return {name, options, withInterval: marked};
}

/** Writes a value. @throws FormatProblem where the format is not for such a value */
export function formatValue(value: Value | null, format: Format): string {
  if (format.withInterval) {
    if (!isInterval(value)) throw new FormatProblem(`an interval is wanted, but the value is ${describe(value)}`);
    const {estimate, bounds} = formatInterval(value, format);
    return `${estimate} (${formatLevel(value.level)} CI ${bounds})`;
  }
  const plain = isInterval(value) ? value.value : value;
  switch (format.name) {
    case "auto":
      return automatic(plain);
    case "list":
      if (!Array.isArray(plain)) throw mismatch("a list", value, format);
      return inWords(plain.map(automatic));
    case "date":
      if (typeof plain !== "string" || date(plain) === undefined) throw mismatch("a date (ISO 8601)", value, format);
      return date(plain)!;
    default: {
      const {digits, unit} = measure(numberIn(plain, value, format), format);
      return digits + unit;
    }
  }
}

/** Writes an interval in two parts: `91.2 %` and `90.6 to 91.8`, the unit once where it is the same. */
export function formatInterval(interval: Interval, format: Format): {estimate: string; bounds: string} {
  const [value, low, high] = [interval.value, interval.low, interval.high].map((number) =>
    measure(numberIn(number, interval, format), format),
  ) as [Measured, Measured, Measured];
  const sameUnit = value.unit === low.unit && low.unit === high.unit;
  const bound = ({digits, unit}: Measured): string => (sameUnit ? digits : digits + unit);
  return {estimate: value.digits + value.unit, bounds: `${bound(low)} to ${bound(high)}`};
}

/** A confidence level, `95 %`. */
export function formatLevel(level: number): string {
  return `${spare(level * 100, 4)}\u00a0%`;
}

const names = [
  "auto",
  "percent",
  "points",
  "fixed",
  "integer",
  "si",
  "bytes",
  "duration",
  "plural",
  "list",
  "date",
] as const;
const optionCounts: Partial<Record<FormatName, readonly [number, number]>> = {
  percent: [0, 1],
  points: [0, 1],
  fixed: [0, 1],
  si: [0, 1],
  bytes: [0, 1],
  plural: [2, 2],
};

function isName(name: string): name is FormatName {
  return (names as readonly string[]).includes(name);
}

function checkOptions(name: FormatName, options: readonly string[]): void {
  const [least, most] = optionCounts[name] ?? [0, 0];
  if (options.length < least || options.length > most) {
    const wanted = name === "plural" ? "the singular and the plural, as in plural(image, images)" : `at most ${most}`;
    throw new FormatProblem(`format ${quote(name)} takes ${wanted}, got (${options.join(", ")})`);
  }
  if (name !== "plural" && options[0] !== undefined && !/^([0-9]|10)$/.test(options[0])) {
    throw new FormatProblem(`format ${quote(name)} takes a number of digits from 0 to 10, got ${quote(options[0])}`);
  }
}

function measure(value: number, {name, options}: Format): Measured {
  const places = options[0] === undefined ? undefined : Number(options[0]);
  switch (name) {
    case "percent":
      return percent(value, places ?? 1);
    case "points":
      return {digits: fixed(value * 100, places ?? 1), unit: "\u00a0percentage points"};
    case "fixed":
      return {digits: fixed(value, places ?? 2), unit: ""};
    case "integer":
      return {digits: integer(value), unit: ""};
    case "si":
      return si(value, places);
    case "bytes":
      return bytes(value, places);
    case "duration":
      return {digits: seconds(value).replaceAll(" ", "\u00a0"), unit: ""};
    case "plural":
      return {digits: integer(value), unit: `\u00a0${value === 1 ? options[0] : options[1]}`};
    case "auto":
    case "list":
    case "date":
      return {digits: automatic(value), unit: ""};
  }
}

function automatic(value: Value | null): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return Number.isInteger(value) ? integer(value) : spare(value, 3);
  if (value !== null && Array.isArray(value)) return inWords(value.map(automatic));
  if (isInterval(value)) return automatic(value.value);
  throw new FormatProblem(`the value is ${describe(value)} and cannot be shown`);
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "none") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function numberIn(plain: unknown, value: unknown, format: Format): number {
  if (typeof plain !== "number" || !Number.isFinite(plain)) throw mismatch("a finite number", value, format);
  return plain;
}

function mismatch(wanted: string, value: unknown, {name}: Format): FormatProblem {
  return new FormatProblem(`format ${quote(name)} takes ${wanted}, but the value is ${describe(value)}`);
}

function describe(value: unknown): string {
  if (value === null) return "null (NaN or infinite when it was published)";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isInterval(value)) return `the interval ${value.value} (${value.low} to ${value.high})`;
  return `the ${typeof value} ${JSON.stringify(value)}`;
}

function quote(text: string | undefined): string {
  return `"${text ?? ""}"`;
}
