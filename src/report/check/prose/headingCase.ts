/** Words that title case leaves small within a heading (Chicago Manual of Style, 8.159). */
const small = new Set(["a", "an", "and", "but", "nor", "of", "or", "the", "to"]);

/** Words that are small as prepositions, large as adverbs: nobody can tell by the word alone. */
const either = new Set("as at by down for from in into off on onto out over per through up via vs with".split(" "));

/**
 * The first word of a heading that is not in sentence case, or undefined. Only the first word has a capital, and what
 * follows a question or an exclamation mark; what follows a colon may.
 * @param names words that keep their capitals; words with digits, or with a capital inside (`CNN`, `Grad-CAM`), do in any case
 */
export function notSentenceCase(heading: string, names: ReadonlySet<string>): string | undefined {
  const words = wordsOf(heading);
  const culprit = words.find((word, i) => {
    const [bare, before] = [bareWord(word), words[i - 1]];
    if (bare === "" || isName(bare, names) || before?.endsWith(":")) return false;
    return before === undefined || /[?!]$/.test(before) ? startsSmall(bare) : startsLarge(bare);
  });
  return culprit && bareWord(culprit);
}

/** The first word of a heading that is not in title case, or undefined: all but small words, and these too at both ends, have a capital. */
export function notTitleCase(heading: string, names: ReadonlySet<string>): string | undefined {
  const words = wordsOf(heading).map(bareWord);
  return words.find((word, i) => {
    if (word === "" || isName(word, names)) return false;
    const isEnd = i === 0 || i === words.length - 1;
    if (isEnd) return startsSmall(word);
    if (either.has(word.toLowerCase())) return false;
    return small.has(word.toLowerCase()) ? startsLarge(word) : startsSmall(word);
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
