import type {NotebookCell} from "../notebook/nbformat.js";
import type {ChapterInput, ReportInput} from "../render/input.js";

/** What {@link substitutes} knows of a cell that cannot be drawn. */
export interface Faulty {
  /** What was said of it. */
  readonly messages: readonly string[];
  /** The cell as it was last drawn. */
  readonly drawn: NotebookCell | undefined;
}

/**
 * What may stand in for a cell that cannot be drawn, best first: the cell without what the messages name, as it was last drawn, without
 * what refers to anything, as it was typed, nothing. Headings stay as long as they can: other chapters refer to them.
 */
export function substitutes(cell: NotebookCell, {messages, drawn}: Faulty): readonly NotebookCell[] {
  const earlier = drawn && JSON.stringify(drawn) !== JSON.stringify(cell) ? [drawn] : [];
  if (cell.cell_type === "code") return [...earlier, {...cell, outputs: []}, {...cell, source: "", outputs: []}];
  const {source} = cell;
  // What a message suggests instead is no part of the fault.
  const faults = messages.map((text) => text.replace(/; did you mean .*/, ""));
  const isNamed = (part: string): boolean => namesIn(part).some((name) => faults.some((text) => text.includes(name)));
  const sources = [without(source, isNamed), softened(source)].filter((other) => other !== source);
  const prose = (text: string): NotebookCell => ({...cell, source: text});
  const [first, ...more] = [...sources, asTyped(source), ""].map(prose);
  return [first!, ...earlier, ...more];
}

/** Prose whose values, references and citations are not known yet: each is an ellipsis. */
export function softened(source: string): string {
  return without(source, () => true);
}

/** A report with {@link softened} prose in some of its chapters: what those refer to that never ran cannot be known. */
export function softenedWhere(input: ReportInput, isUnknown: (chapter: ChapterInput) => boolean): ReportInput {
  const chapters = input.chapters.map((chapter) => {
    if (!isUnknown(chapter)) return chapter;
    const cells = chapter.notebook.cells.map((cell) =>
      cell.cell_type === "markdown" ? {...cell, source: softened(cell.source)} : cell,
    );
    return {...chapter, notebook: {...chapter.notebook, cells}};
  });
  return {...input, chapters};
}

/** What prose says by means of something else. */
const forms = {
  value: /\{\{[^{}\n]*\}\}/g,
  reference: /(?<![\w\\])@[a-z]+-[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu,
  citationOrClaim: /\[@[^\]\n]*\]|\[\[[^\]\n]*\]\]/g,
  note: /\[\^[^\]\s]+\](?!:)/g,
  id: /\{#[\w-]+\}/g,
  term: /\[([^\]\n]+)\]\{\.[^}\n]*\}/g,
};
const formula = /(\$\$?)([^$]+)\1/g;

function without(source: string, isMeant: (part: string) => boolean): string {
  const dots = (part: string): string => (isMeant(part) ? "…" : part);
  const nothing = (part: string): string => (isMeant(part) ? "" : part);
  return source
    .replaceAll(forms.value, dots)
    .replaceAll(forms.reference, dots)
    .replaceAll(forms.citationOrClaim, dots)
    .replaceAll(forms.note, nothing)
    .replaceAll(forms.id, nothing)
    .replaceAll(forms.term, (part, words: string) => (isMeant(words) ? words : part))
    .replaceAll(formula, (part) => (isMeant(part) ? `\`${part.replaceAll(/[`\n]+/g, " ")}\`` : part));
}

/** How messages may speak of a part of prose: `{{a.b | percent}}` as itself or as its path, `{#fig-a}` as `fig-a`. */
function namesIn(part: string): string[] {
  const inner = part.replaceAll(/^[{}[\]#^@$\s]+|[{}[\]$\s]+$/g, "");
  const path = inner.split("|")[0]!.trim();
  return [`"${part}"`, part, `"${inner}"`, `"${path}"`, `"@${inner}"`, `"fig-${inner}"`, `"sec-${inner}"`];
}

function asTyped(source: string): string {
  const heading = /^#{1,6} .*$/gm;
  const heads = (source.match(heading) ?? []).map((title) => softened(title).replaceAll(/[$<>`]/g, ""));
  const rest = source.replaceAll(heading, "").trim();
  const fence = "`".repeat(Math.max(3, ...[...source.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [...heads, ...(rest === "" ? [] : [`${fence}md\n${rest}\n${fence}`])].join("\n\n");
}
