import type {ValueStrings} from "../proseStrings.js";

const space = "\u00a0";

/** An ISO 8601 date or date-time as `21 November 2026`; undefined where it is none. */
export function date(text: string, words: ValueStrings): string | undefined {
  const day = read(text);
  return day && `${dayAndMonth(day, words)} ${day.year}`;
}

/** A period between two dates, what both share said once: `21 to 28 November 2026`; undefined where one of them is none. */
export function period(first: string, last: string, words: ValueStrings): string | undefined {
  const [from, to] = [read(first), read(last)];
  if (!from || !to || from.time > to.time) return undefined;
  if (from.time === to.time) return date(first, words);
  const sameYear = from.year === to.year;
  const start = sameYear && from.month === to.month ? `${from.day}${words.dayMark}` : dayAndMonth(from, words);
  return `${start}${sameYear ? "" : ` ${from.year}`} ${words.to} ${date(last, words)}`;
}

interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

function read(text: string): Day | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)(?:$|T|\s)/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const time = Date.UTC(year, month - 1, day);
  // 31 February would be 3 March.
  const exists = new Date(time).getUTCDate() === day && new Date(time).getUTCMonth() === month - 1;
  return exists ? {year, month, day, time} : undefined;
}

function dayAndMonth({day, month}: Day, {months, dayMark}: ValueStrings): string {
  return `${day}${dayMark}${space}${months[month - 1]}`;
}
