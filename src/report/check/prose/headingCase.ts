/** Words that title case leaves small: articles, conjunctions and short prepositions (Chicago Manual of Style, 8.159). */
const small = new Set(
  "a an and as at but by for from in into is it its nor of off on onto or over per so than that the to up via vs with yet".split(
    " ",
  ),
);

/**
 * The first word of a heading that is not in sentence case, or undefined. Only the first word, and what follows a colon, a question or an
 * exclamation mark, has a capital.
 * @param names words that keep their capitals; words with digits, or with a capital inside (`CNN`, `Grad-CAM`), do in any case
 */
export function notSentenceCase(heading: string, names: ReadonlySet<string>): string | undefined {
  let isStart = true;
  for (const word of wordsOf(heading)) {
    const begins = isStart;
    isStart = /[:?!]$/.test(word);
    const bare = bareWord(word);
    if (bare === "" || isName(bare, names)) continue;
    if (begins ? startsSmall(bare) : startsLarge(bare)) return bare;
  }
  return undefined;
}

/** The first word of a heading that is not in title case, or undefined: all but small words, and these too at both ends, have a capital. */
export function notTitleCase(heading: string, names: ReadonlySet<string>): string | undefined {
  const words = wordsOf(heading).map(bareWord);
  return words.find((word, i) => {
    if (word === "" || isName(word, names)) return false;
    const isEnd = i === 0 || i === words.length - 1;
    return small.has(word.toLowerCase()) && !isEnd ? startsLarge(word) : startsSmall(word);
  });
}

function wordsOf(heading: string): string[] {
  // Code, formulas and live values are nobody's words.
  return heading
    .replaceAll(/`[^`]*`|\$[^$]*\$|\{\{[^{}]*\}\}/g, " 0 ")
    .split(/\s+/)
    .filter((word) => word !== "");
}

function bareWord(word: string): string {
  return word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

function isName(word: string, names: ReadonlySet<string>): boolean {
  return names.has(word) || names.has(word.replace(/['’]s$/, "")) || /\d|.\p{Lu}/u.test(word) || word === "I";
}

function startsLarge(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function startsSmall(word: string): boolean {
  return /^\p{Ll}/u.test(word);
}
