import type {Interval, Value} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import {seconds} from "../../../core/progress.js";
import type {ValueStrings} from "../proseStrings.js";
import {date, period} from "./dates.js";
import type {Measured} from "./numbers.js";
import {bytes, fixed, integer, ordinal, percent, si, signed, spare} from "./numbers.js";
import type {Format} from "./parseFormat.js";
import {FormatProblem, quote} from "./parseFormat.js";

/** Writes a value in the words of a language. @throws FormatProblem where the format is not for such a value */
export function formatValue(value: Value | null, format: Format, words: ValueStrings): string {
  if (format.withInterval) {
    if (!isInterval(value)) throw new FormatProblem(`an interval is wanted, but the value is ${describe(value)}`);
    return formatWithInterval(value, format, words);
  }
  const plain = isInterval(value) ? value.value : value;
  switch (format.name) {
    case "auto":
      return automatic(plain, words);
    case "list":
      if (!Array.isArray(plain)) throw mismatch("a list", value, format);
      return inWords(
        plain.map((item) => automatic(item, words)),
        words,
      );
    case "date": {
      const written = writtenDate(plain, words);
      if (written === undefined) throw mismatch("a date (ISO 8601), or a list of two in order", value, format);
      return written;
    }
    default: {
      const {digits, unit} = measure(numberIn(plain, value, format), format, words);
      return digits + unit;
    }
  }
}

/** An estimate and its bounds: `91.2 % (95 % CI 90.6 to 91.8)`. @throws FormatProblem */
export function formatWithInterval(interval: Interval, format: Format, words: ValueStrings): string {
  const {estimate, bounds} = formatInterval(interval, format, words);
  return `${estimate} (${formatConfidence(interval.level, bounds, words)})`;
}

/** Writes an interval in two parts: `91.2 %` and `90.6 to 91.8`, the unit once where it is the same. */
export function formatInterval(
  interval: Interval,
  format: Format,
  words: ValueStrings,
): {estimate: string; bounds: string} {
  const [value, low, high] = [interval.value, interval.low, interval.high].map((number) =>
    measure(numberIn(number, interval, format), format, words),
  ) as [Measured, Measured, Measured];
  const sameUnit = value.unit === low.unit && low.unit === high.unit;
  const bound = ({digits, unit}: Measured): string => (sameUnit ? digits : digits + unit);
  return {estimate: value.digits + value.unit, bounds: `${bound(low)} ${words.to} ${bound(high)}`};
}

/** Bounds with their level: `95 % CI 90.6 to 91.8`. */
export function formatConfidence(level: number, bounds: string, words: ValueStrings): string {
  return words.confidence.replace("{percent}", spare(level * 100, 4, words)).replace("{bounds}", () => bounds);
}

/** A confidence level, `95 %`. */
export function formatLevel(level: number, words: ValueStrings): string {
  return `${spare(level * 100, 4, words)}\u00a0%`;
}

/** A p-value with its relation: `= 0.012`, or `< 0.001`. */
export function formatPValue(value: number, words: ValueStrings): string {
  return value < 0.001 ? `<${nbsp}${fixed(0.001, 3, words)}` : `=${nbsp}${spare(value, 2, words)}`;
}

function measure(value: number, {name, options}: Format, words: ValueStrings): Measured {
  const places = options[0] === undefined ? undefined : Number(options[0]);
  switch (name) {
    case "percent":
      return percent(value, places ?? 1, words);
    case "points":
      return {digits: fixed(value * 100, places ?? 1, words), unit: nbsp + words.percentagePoints};
    case "fixed":
      return {digits: fixed(value, places ?? 2, words), unit: ""};
    case "signed":
      return {digits: signed(value, places ?? 2, words), unit: ""};
    case "integer":
      return {digits: integer(value, words), unit: ""};
    case "ordinal":
      if (value < 0 || !Number.isInteger(value))
        throw new FormatProblem(`format "ordinal" takes a whole number from 0, got ${value}`);
      return {digits: ordinal(value, words), unit: ""};
    case "si":
      return si(value, places, words);
    case "pvalue":
      if (value < 0 || value > 1) throw new FormatProblem(`format "pvalue" takes 0 to 1, got ${value}`);
      return {digits: formatPValue(value, words), unit: ""};
    case "bytes":
      return bytes(value, places, words);
    case "duration":
      return {digits: seconds(value).replaceAll(" ", nbsp).replace(".", words.decimal), unit: ""};
    case "plural":
      return {digits: integer(value, words), unit: `${nbsp}${value === 1 ? options[0] : options[1]}`};
    case "auto":
    case "list":
    case "date":
      return {digits: automatic(value, words), unit: ""};
  }
}

const nbsp = "\u00a0";

function automatic(value: Value | null, words: ValueStrings): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return Number.isInteger(value) ? integer(value, words) : spare(value, 3, words);
  if (value !== null && Array.isArray(value)) {
    return inWords(
      value.map((item) => automatic(item, words)),
      words,
    );
  }
  if (isInterval(value)) return automatic(value.value, words);
  throw new FormatProblem(`the value is ${describe(value)} and cannot be shown`);
}

function inWords(items: readonly string[], {and, none}: ValueStrings): string {
  return items.length < 2 ? (items[0] ?? none) : `${items.slice(0, -1).join(", ")} ${and} ${items.at(-1)}`;
}

function writtenDate(value: unknown, words: ValueStrings): string | undefined {
  if (typeof value === "string") return date(value, words);
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [first, last] = value as readonly unknown[];
  return typeof first === "string" && typeof last === "string" ? period(first, last, words) : undefined;
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
