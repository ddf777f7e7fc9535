import type {Interval, Value} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import {seconds} from "../../../core/progress.js";
import type {Measured} from "./numbers.js";
import {bytes, date, fixed, integer, percent, si, spare} from "./numbers.js";
import type {Format} from "./parseFormat.js";
import {FormatProblem, quote} from "./parseFormat.js";

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
    case "pvalue":
      if (value < 0 || value > 1) throw new FormatProblem(`format "pvalue" takes 0 to 1, got ${value}`);
      return {digits: value < 0.001 ? `<${nbsp}0.001` : `=${nbsp}${spare(value, 2)}`, unit: ""};
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

const nbsp = "\u00a0";

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
