import {isInterval} from "../../../core/payload.js";

/** A value on one line: numbers with as many digits as they have, up to `digits`. */
export function plain(value: unknown, digits = 6): string {
  if (value === undefined) return "–";
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
  if (isInterval(value)) {
    const [estimate, low, high] = [value.value, value.low, value.high].map((number) => plain(number, digits));
    return `${estimate} (${low} to ${high})`;
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Two values that differ, with enough digits to see it. */
export function plainPair(old: unknown, now: unknown): readonly [string, string] {
  // An interval's bounds say how few digits count.
  for (const digits of isInterval(old) && isInterval(now) ? [4, 6, 9] : [6, 9, 12]) {
    const pair = [plain(old, digits), plain(now, digits)] as const;
    if (pair[0] !== pair[1]) return pair;
  }
  return [plain(old, 17), plain(now, 17)];
}

/** A difference with its sign. */
export function signed(difference: number): string {
  return `${difference > 0 ? "+" : difference < 0 ? "−" : ""}${plain(Math.abs(difference), 3)}`;
}

/** `1 claim`, `3 claims`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const longest = 90;
