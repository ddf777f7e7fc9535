import {labelKinds} from "../labels.js";

/** One work in a citation, as CSL has it. */
export interface Cite {
  readonly key: string;
  /** Text before it, such as `see`. */
  readonly prefix: string;
  /** Text after it. */
  readonly suffix: string;
  /** A part of the work: `3-5`, and what it counts: `page`. */
  readonly locator?: {readonly label: string; readonly text: string};
  /** `-@key`: the sentence has named the author. */
  readonly withoutAuthor: boolean;
}

/** What a citation of prose says. */
export interface Citation {
  /** The characters it takes. */
  readonly length: number;
  /** `@key` in the sentence itself, rather than `[@key]`. */
  readonly inText: boolean;
  readonly cites: readonly Cite[];
}

/**
 * Reads `[@a]`, `[see @a, pp. 3-5; -@b]` or `@a` at the start of a text (Pandoc's notation). Undefined where there is none: a
 * reference to a figure, or a link.
 */
export function parseCitation(text: string): Citation | undefined {
  if (text.startsWith("@")) {
    const [whole, key] = bare.exec(text) ?? [];
    if (key === undefined || isLabel(key)) return undefined;
    return {length: whole!.length, inText: true, cites: [{key, prefix: "", suffix: "", withoutAuthor: false}]};
  }
  const [whole, inner] = /^\[([^[\]]*@[^[\]]*)\](?![([{])/.exec(text) ?? [];
  if (inner === undefined) return undefined;
  const cites = inner.split(";").map(parseCite);
  return cites.every((cite) => cite !== undefined) ? {length: whole!.length, inText: false, cites} : undefined;
}

/** A key ends in a letter or digit: the full stop after it is none of it. */
const keyPattern = "[\\p{L}\\p{N}_]+(?:[-_.:/]+[\\p{L}\\p{N}]+)*";
const bare = new RegExp(`^@(${keyPattern})`, "u");
const one = new RegExp(`^((?:.*\\s)?)(-?)@(${keyPattern})(.*)$`, "su");

function parseCite(text: string): Cite | undefined {
  const [, prefix, minus, key, after] = one.exec(text.trim()) ?? [];
  if (key === undefined || isLabel(key)) return undefined;
  return {key, prefix: prefix!, withoutAuthor: minus === "-", ...parseSuffix(after!)};
}

function parseSuffix(text: string): Pick<Cite, "suffix" | "locator"> {
  const [, word, place, rest] = locatorPattern.exec(text) ?? [];
  if (place === undefined) return {suffix: text};
  const label = Object.entries(locators).find(([, words]) => words.includes(word!.toLowerCase()))?.[0] ?? "page";
  return {locator: {label, text: place.trim()}, suffix: rest!};
}

/** Words for parts of a work, in English and German, to CSL's names for them. */
const locators: Readonly<Record<string, readonly string[]>> = {
  page: ["", "p.", "pp.", "page", "pages", "s.", "seite", "seiten"],
  chapter: ["chap.", "chaps.", "chapter", "chapters", "kap.", "kapitel"],
  section: ["sec.", "secs.", "section", "sections", "§", "abschn.", "abschnitt"],
  figure: ["fig.", "figs.", "figure", "figures", "abb.", "abbildung"],
  line: ["l.", "ll.", "line", "lines", "z.", "zeile", "zeilen"],
  note: ["n.", "nn.", "note", "notes", "anm."],
  paragraph: ["para.", "paras.", "paragraph", "abs.", "absatz"],
  part: ["pt.", "pts.", "part", "teil"],
  volume: ["vol.", "vols.", "volume", "bd.", "band"],
};
const words = Object.values(locators)
  .flat()
  .filter(Boolean)
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace(".", "\\."));
const locatorPattern = new RegExp(
  `^,?\\s+(${words.join("|")}|)\\s*(\\d[\\d\\s,–-]*\\d|\\d|[ivxlc]+(?![\\p{L}\\p{N}]))(.*)$`,
  "isu",
);

function isLabel(key: string): boolean {
  return labelKinds.some((kind) => key.startsWith(`${kind}-`));
}
