import type {ValueStrings} from "../proseStrings.js";

/** A written number and its unit, kept apart so that an interval can write the unit once. */
export interface Measured {
  readonly digits: string;
  /** With its space, which does not break. */
  readonly unit: string;
}

const minus = "\u2212";
const space = "\u00a0";

/** Fixed decimal places, thousands separated, a true minus sign and never a negative zero. */
export function fixed(value: number, places: number, {decimal, group}: ValueStrings): string {
  const [whole, fraction] = Math.abs(value).toFixed(places).split(".");
  const digits = whole!.replaceAll(/\B(?=(\d{3})+$)/g, group) + (fraction === undefined ? "" : decimal + fraction);
  return value < 0 && /[1-9]/.test(digits) ? minus + digits : digits;
}

/** Like {@link fixed}, with a sign in any case but zero's. */
export function signed(value: number, places: number, words: ValueStrings): string {
  const digits = fixed(value, places, words);
  return value > 0 && /[1-9]/.test(digits) ? `+${digits}` : digits;
}

/** Rounded to a whole number: `60,000`. */
export function integer(value: number, words: ValueStrings): string {
  return fixed(value, 0, words);
}

/** A place in an order: `1st`, `12th`; in German `1.`. */
export function ordinal(value: number, words: ValueStrings): string {
  const [last, teen] = [value % 10, Math.floor(value / 10) % 10 === 1];
  return integer(value, words) + words.ordinals[last <= 3 && !teen ? (last as 0 | 1 | 2 | 3) : 0];
}

/** At most so many significant digits, without trailing zeros; exponents for the very small and very large. */
export function spare(value: number, significant: number, words: ValueStrings): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? words.undefined : `${value < 0 ? minus : ""}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return exponential(value, significant, words);
  if (size >= 10 ** significant) return integer(value, words);
  const places = size === 0 ? 0 : Math.max(0, significant - 1 - Math.floor(Math.log10(size)));
  return withoutZeros(fixed(value, Math.min(places, 20), words), words);
}

/** A share as per cent: `91.2 %`. */
export function percent(share: number, places: number, words: ValueStrings): Measured {
  return {digits: fixed(share * 100, places, words), unit: `${space}%`};
}

/** With a prefix of the SI: `292 k`, `16.3 M`, `4.2 m`; three digits where `places` is absent. */
export function si(value: number, places: number | undefined, words: ValueStrings): Measured {
  return prefixed(value, siPrefixes, places, words);
}

/** Decimal multiples of a byte: `29.5 MB`. */
export function bytes(value: number, places: number | undefined, words: ValueStrings): Measured {
  return prefixed(value, [...bytePrefixes, [1, words.bytes]], places, words);
}

const siPrefixes: readonly (readonly [number, string])[] = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
  [1, ""],
  [1e-3, "m"],
  [1e-6, "µ"],
  [1e-9, "n"],
];
const bytePrefixes: typeof siPrefixes = [
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
];

function prefixed(
  value: number,
  prefixes: typeof siPrefixes,
  places: number | undefined,
  words: ValueStrings,
): Measured {
  const size = Math.abs(value);
  const write = (scaled: number): string =>
    places === undefined ? spare(scaled, 3, words) : fixed(scaled, places, words);
  // 999,950 is 1 M to three digits, not 1,000 k: the prefix is chosen after rounding.
  const rounded = size === 0 ? 1 : Number(size.toPrecision(3));
  const [scale, prefix] = prefixes.find(([least]) => rounded >= least) ?? (size === 0 ? [1, ""] : prefixes.at(-1)!);
  return {digits: write(value / scale), unit: prefix === "" ? "" : space + prefix};
}

function exponential(value: number, significant: number, words: ValueStrings): string {
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(significant - 1)
    .replace(".", words.decimal)
    .split("e") as [string, string];
  const power = exponent
    .replace("+", "")
    .replace("-", "⁻")
    .replaceAll(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]!);
  return `${value < 0 ? minus : ""}${withoutZeros(mantissa, words)}${space}×${space}10${power}`;
}

function withoutZeros(digits: string, {decimal}: ValueStrings): string {
  return digits.includes(decimal) ? digits.replace(/0+$/, "").replace(/[.,]$/, "") : digits;
}
