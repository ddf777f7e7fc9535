/** Milliseconds since 1970 (UTC) of a date as Plotly writes them, `2026-11-21 14:05:00.5`; undefined for anything else. */
export function parseDate(value: unknown): number | undefined {
  const match = typeof value === "string" ? pattern.exec(value.trim()) : undefined;
  if (!match) return undefined;
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (month! > 12 || month! < 1 || day! > 31 || day! < 1 || hour! > 23 || minute! > 59 || second! >= 60)
    return undefined;
  const ms = Date.UTC(year!, month! - 1, day!, hour!, minute!) + Math.round(second! * 1000);
  return new Date(ms).getUTCMonth() === month! - 1 ? ms : undefined;
}

const pattern =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** Writes a date for Plotly: `2026-11-21`, with the time where it is not midnight. */
export function writeDate(ms: number): string {
  const text = new Date(Math.max(-8.64e15, Math.min(8.64e15, Math.round(ms * 10) / 10)))
    .toISOString()
    .replace("T", " ")
    .replace("Z", "");
  return text.replace(/ 00:00:00\.000$|\.000$/, "");
}

/** Adds months, as the calendar does. */
export function addMonths(ms: number, months: number): number {
  const threeDays = 3 * day;
  const time = ((ms % day) + day) % day;
  const date = new Date(ms - time + threeDays);
  return date.setUTCMonth(date.getUTCMonth() + months) + time - threeDays;
}

export const second = 1000;
export const minute: number = 60 * second;
export const hour: number = 60 * minute;
export const day: number = 24 * hour;
/** The average month and year, as Plotly counts them. */
export const month: number = day * 30.436875;
export const year: number = day * 365.2425;

/** Writes a date by d3's time format (https://d3js.org/d3-time-format); `%{n}f` is Plotly's fraction of a second. */
export function formatDate(ms: number, format: string): string {
  const date = new Date(ms);
  return format.replaceAll(/%([-_0]?)(\d?)([a-zA-Z%])/g, (whole, pad: string, digits: string, letter: string) => {
    const part = parts[letter]?.(date, digits);
    if (part === undefined) return whole;
    if (pad === "-") return part.replace(/^0+(?=\d)/, "");
    return pad === "_" ? part.replace(/^0+(?=\d)/, (zeros) => " ".repeat(zeros.length)) : part;
  });
}

const monthNames = "January February March April May June July August September October November December".split(" ");
const dayNames = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const two = (value: number): string => String(value).padStart(2, "0");

const parts: Readonly<Record<string, (date: Date, digits: string) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  b: (date) => monthNames[date.getUTCMonth()]!.slice(0, 3),
  B: (date) => monthNames[date.getUTCMonth()]!,
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2, " "),
  a: (date) => dayNames[date.getUTCDay()]!.slice(0, 3),
  A: (date) => dayNames[date.getUTCDay()]!,
  q: (date) => String(Math.floor(date.getUTCMonth() / 3) + 1),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  L: (date) => String(date.getUTCMilliseconds()).padStart(3, "0"),
  f: (date, digits) =>
    String(date.getUTCMilliseconds())
      .padStart(3, "0")
      .slice(0, Number(digits) || 3),
  "%": () => "%",
};
