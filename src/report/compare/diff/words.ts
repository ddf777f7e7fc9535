import {diffSequence, type Edit} from "./diffSequence.js";

/** The difference of two sentences, word by word; the items of an edit, joined, are its text. */
export function diffWords(old: string, now: string): Edit<string>[] {
  return diffSequence(pieces(old), pieces(now));
}

/** Share of words that two sentences have in common, in [0, 1]. Source: L. R. Dice, Ecology 26 (1945), over sets of words. */
export function likeness(a: string, b: string): number {
  const [left, right] = [new Set(words(a)), new Set(words(b))];
  const common = [...left].filter((word) => right.has(word)).length;
  return left.size + right.size === 0 ? 1 : (2 * common) / (left.size + right.size);
}

/** Words with the space behind them, signs apart. */
function pieces(text: string): string[] {
  return text.match(/[\p{L}\p{N}_'’-]+\s*|[^\p{L}\p{N}_'’-]\s*/gu) ?? [];
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
