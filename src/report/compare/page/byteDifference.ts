/** The stretch in which two files differ: what lies before and behind it is equal. */
export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly oldEnd: number;
  /** Exclusive. */
  readonly newEnd: number;
}

/** From the first byte that differs to the last; undefined where the files are equal. */
export function byteRange(old: Uint8Array, now: Uint8Array): ByteRange | undefined {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  if (start === old.length && start === now.length) return undefined;
  let tail = 0;
  while (tail < shorter - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return {start, oldEnd: old.length - tail, newEnd: now.length - tail};
}

/** The text around a place, one line, at most `reach` characters to each side. */
export function excerpt(text: string, at: number, reach = 40): string {
  const [from, to] = [Math.max(0, at - reach), Math.min(text.length, at + reach)];
  const shown = text.slice(from, to).replaceAll(/\s+/g, " ");
  return `${from > 0 ? "…" : ""}${shown}${to < text.length ? "…" : ""}`;
}
