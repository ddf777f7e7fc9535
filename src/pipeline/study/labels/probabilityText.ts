import {gunzipSync, gzipSync} from "node:zlib";
import {LookbookError, messageOf} from "../../../core/errors.js";

/**
 * Probabilities as a short text, for records in a repository: to a thousandth, and those below 0.02 only by what is left for them. The
 * 600,000 numbers of ten classes and 60,000 pictures take 220 kB so.
 *
 * The text is base64 of gzip of: a bit for each number, row by row, 1 where it is at least 0.02 (the first in the highest bit); then, for
 * each of these in the same order, its thousandths: all their high bytes, then all their low bytes.
 * @param probabilities [count, classCount], row-major, each row adding up to 1
 */
export function encodeProbabilities(probabilities: ArrayLike<number>): string {
  const bits = new Uint8Array(Math.ceil(probabilities.length / 8));
  const high: number[] = [];
  const low: number[] = [];
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i]! < least) continue;
    bits[i >> 3]! |= 0x80 >> (i & 7);
    const thousandths = Math.round(1000 * probabilities[i]!);
    high.push(thousandths >> 8);
    low.push(thousandths & 0xff);
  }
  const bytes = Buffer.concat([bits, Uint8Array.from(high), Uint8Array.from(low)]);
  return gzipSync(bytes, {level: 9}).toString("base64");
}

/**
 * Reads what {@link encodeProbabilities} wrote. What was below 0.02 gets an equal share of what the others of its row leave; each row is
 * scaled to add up to 1.
 * @returns [count, classCount], each number within 0.02 of what it was, and those of 0.02 and more within 0.002 but where the numbers of a row
 * that were left out are many
 * @throws LookbookError `bad-data` where the text is none, or of other sizes
 */
export function decodeProbabilities(text: string, count: number, classCount: number): Float32Array {
  const bytes = unpacked(text);
  const size = count * classCount;
  const start = Math.ceil(size / 8);
  const isKept = (i: number): boolean => (bytes[i >> 3]! & (0x80 >> (i & 7))) !== 0;
  let kept = 0;
  if (bytes.length >= start) for (let i = 0; i < size; i++) kept += Number(isKept(i));
  if (bytes.length !== start + 2 * kept) {
    throw new LookbookError(
      "bad-data",
      `probabilities: expected a record of ${count} x ${classCount}, got ${bytes.length} bytes`,
    );
  }
  const probabilities = new Float32Array(size);
  let next = start;
  for (let row = 0; row < count; row++) {
    let [sum, small] = [0, classCount];
    for (let i = row * classCount; i < (row + 1) * classCount; i++) {
      if (!isKept(i)) continue;
      probabilities[i] = (bytes[next]! * 256 + bytes[next + kept]!) / 1000;
      sum += probabilities[i]!;
      small--;
      next++;
    }
    const share = small > 0 ? Math.max(0, 1 - sum) / small : 0;
    const total = sum + small * share;
    for (let i = row * classCount; i < (row + 1) * classCount; i++) {
      probabilities[i] = Math.min(1, (isKept(i) ? probabilities[i]! : share) / total);
    }
  }
  return probabilities;
}

/** The least probability that is written. */
const least = 0.02;

function unpacked(text: string): Uint8Array {
  try {
    return gunzipSync(Buffer.from(text, "base64"));
  } catch (cause) {
    throw new LookbookError("bad-data", `probabilities: expected base64 of gzip: ${messageOf(cause)}`, {cause});
  }
}
