/** A written number and its unit, kept apart so that an interval can write the unit once. */
export interface Measured {
  readonly digits: string;
  /** With its space, which does not break. */
  readonly unit: string;
}

const minus = "\u2212";
const space = "\u00a0";

/** Fixed decimal places, thousands separated, a true minus sign and never a negative zero. */
export function fixed(value: number, places: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(places).split(".");
  const digits = whole!.replaceAll(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? minus + digits : digits;
}

/** Rounded to a whole number: `60,000`. */
export function integer(value: number): string {
  return fixed(value, 0);
}

/** At most so many significant digits, without trailing zeros; exponents for the very small and very large. */
export function spare(value: number, significant: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "undefined" : `${value < 0 ? minus : ""}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return exponential(value, significant);
  if (size >= 10 ** significant) return integer(value);
  const places = size === 0 ? 0 : Math.max(0, significant - 1 - Math.floor(Math.log10(size)));
  const written = fixed(value, Math.min(places, 20));
  return written.includes(".") ? written.replace(/\.?0+$/, "") : written;
}

/** A share as per cent: `91.2 %`. */
export function percent(share: number, places: number): Measured {
  return {digits: fixed(share * 100, places), unit: `${space}%`};
}

/** With a prefix of the SI: `292 k`, `16.3 M`, `4.2 m`; three digits where `places` is absent. */
export function si(value: number, places?: number): Measured {
  return prefixed(value, siPrefixes, places);
}

/** Decimal multiples of a byte: `29.5 MB`. */
export function bytes(value: number, places?: number): Measured {
  return prefixed(value, bytePrefixes, places);
}

/** An ISO 8601 date or date-time as `21 November 2026`; undefined where it is none. */
export function date(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:$|T|\s)/.exec(text) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined || Number(day) < 1 || Number(day) > 31
    ? undefined
    : `${Number(day)}${space}${name} ${year}`;
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
const bytePrefixes: readonly (readonly [number, string])[] = [
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
  [1, "bytes"],
];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function prefixed(value: number, prefixes: typeof siPrefixes, places: number | undefined): Measured {
  const size = Math.abs(value);
  const write = (scaled: number): string => (places === undefined ? spare(scaled, 3) : fixed(scaled, places));
  // 999,950 is 1 M to three digits, not 1,000 k: the prefix is chosen after rounding.
  const rounded = size === 0 ? 1 : Number(size.toPrecision(3));
  const [scale, prefix] = prefixes.find(([least]) => rounded >= least) ?? (size === 0 ? [1, ""] : prefixes.at(-1)!);
  return {digits: write(value / scale), unit: prefix === "" ? "" : space + prefix};
}

function exponential(value: number, significant: number): string {
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(significant - 1)
    .split("e") as [string, string];
  const power = exponent.replace("+", "").replace("-", minus).replaceAll(/\d/g, superscript).replace(minus, "⁻");
  return `${value < 0 ? minus : ""}${mantissa.replace(/\.?0+$/, "")}${space}×${space}10${power}`;
}

function superscript(digit: string): string {
  return "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]!;
}
