import type {Edit} from "../diff/diffSequence.js";
import type {ChapterChange, FigureChange, ReportDiff, SentenceChange} from "../diff/reportDiff.js";
import {diffWords} from "../diff/words.js";
import {counted, plain, plainPair, signed} from "./plain.js";
import {changeOf, labelOf, outcomeOf, overlapOf, summaryOf} from "./summary.js";

/** Options for {@link diffText}. */
export interface TextOptions {
  /** Whether removed words are red and added ones green; defaults to false. */
  readonly colour?: boolean;
}

/** A difference for the terminal, by kind, what matters most first. */
export function diffText(diff: ReportDiff, {colour = false}: TextOptions = {}): string {
  const paint = colour ? ansi : bare;
  const sections = [
    section(
      "claims",
      diff.claims.map((claim) => [claim.id, outcomeOf(claim), placeOf(claim.new ?? claim.old)]),
    ),
    section("values", diff.values.map(valueRow)),
    section(
      "figures and tables",
      diff.figures.map((figure) => figureRow(figure, paint)),
    ),
    ...diff.prose.map((chapter) => proseOf(chapter, paint)),
    section(
      "provenance",
      diff.provenance.map(({group, name, old, new: now}) => [`${group}, ${name}`, `${plain(old)} → ${plain(now)}`]),
    ),
    section("elsewhere", elsewhereRows(diff)),
    section(
      "not compared",
      diff.notes.map((note) => [note]),
    ),
  ];
  const head = `${diff.old} → ${diff.new}: ${summaryOf(diff)}`;
  return `${[head, ...sections.filter((text) => text !== "")].join("\n\n")}\n`;
}

type Paint = Readonly<Record<"removed" | "added", (text: string) => string>>;

const ansi: Paint = {
  removed: (text) => `\u001b[31m${text}\u001b[39m`,
  added: (text) => `\u001b[32m${text}\u001b[39m`,
};
/** Without colour, marks as in a word diff of git. */
const bare: Paint = {removed: (text) => `[-${text}-]`, added: (text) => `{+${text}+}`};

function section(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const width = Math.min(44, Math.max(...rows.map(([name, ...rest]) => (rest.length > 0 ? name!.length : 0))));
  const lines = rows.map(([name, ...rest]) => `  ${[name!.padEnd(width), ...rest].join("  ").trimEnd()}`);
  return [title, ...lines].join("\n");
}

function valueRow(change: ReportDiff["values"][number]): string[] {
  const {path, old, new: now, difference} = change;
  if (!old) return [path, `new: ${plain(now?.value)}`];
  if (!now) return [path, `gone; it was: ${plain(old.value)}`];
  const pair = plainPair(old.value, now.value).join(" → ");
  return [path, pair, difference === undefined ? "" : signed(difference), overlapOf(change)].filter(Boolean);
}

function figureRow(change: FigureChange, paint: Paint): string[] {
  const {anchor, old, new: now, captionChanged, details, detailCount} = change;
  const caption = captionChanged && old && now ? [`"${marked(diffWords(old.caption, now.caption), paint)}"`] : [];
  const shown = details.slice(0, 3).map(({path, old: from, new: to}) => `${path}: ${plainPair(from, to).join(" → ")}`);
  const more = detailCount > shown.length ? [`and ${detailCount - shown.length} more`] : [];
  return [`${labelOf(change)} (${anchor})`, [changeOf(change), ...caption, ...shown, ...more].join("; ")];
}

function proseOf({chapter, kind, sentences, valuesOnly}: ChapterChange, paint: Paint): string {
  if (kind !== "changed") return `prose of ${chapter}: the whole chapter is ${kind}`;
  const others = valuesOnly > 0 ? [`  (${counted(valuesOnly, "sentence")} with other values or numbers alone)`] : [];
  return [`prose of ${chapter}`, ...sentences.map((sentence) => `  ${wordsOf(sentence, paint)}`), ...others].join("\n");
}

function wordsOf({old, new: now, words}: SentenceChange, paint: Paint): string {
  if (now === undefined) return `- ${paint.removed(old!)}`;
  if (old === undefined) return `+ ${paint.added(now)}`;
  return `~ ${marked(words, paint)}`;
}

/** The space behind a word stays outside of its mark. */
function marked(words: readonly Edit<string>[], paint: Paint): string {
  return words
    .map(({kind, items}) => {
      const [, text, space] = /^([\s\S]*?)(\s*)$/.exec(items.join(""))!;
      return kind === "same" ? items.join("") : `${paint[kind](text!)}${space}`;
    })
    .join("");
}

function elsewhereRows({elsewhere}: ReportDiff): string[][] {
  if (!elsewhere) return [];
  return [
    [`byte ${elsewhere.bytes.start}, in ${elsewhere.where}`],
    [`old: ${elsewhere.old}`],
    [`new: ${elsewhere.new}`],
  ];
}

function placeOf(place: {readonly chapter: string; readonly cell: number} | undefined): string {
  return place ? `${place.chapter}, cell ${place.cell}` : "";
}
