import type {ReportDiff} from "../diff/reportDiff.js";
import {counted, plain, plainPair, signed} from "./plain.js";
import {changeOf, labelOf, outcomeOf, overlapOf, summaryOf} from "./summary.js";

/** A difference as Markdown for a comment or a release's notes: short, the rest counted. */
export function diffMarkdown(diff: ReportDiff, {limit = 12}: {readonly limit?: number} = {}): string {
  const flipped = diff.claims.filter((claim) => claim.flipped);
  const parts = [
    `**${escaped(diff.old)} → ${escaped(diff.new)}**: ${summaryOf(diff)}.`,
    flipped.length > 0 ? `> [!WARNING]\n> ${flipped.map(({id}) => code(id)).join(", ")}: the outcome is another.` : "",
    table(
      ["Claim", "Outcome"],
      diff.claims.map((claim) => [code(claim.id), escaped(outcomeOf(claim))]),
      limit,
    ),
    table(["Value", "Old", "New", "Difference", ""], diff.values.map(valueRow), limit),
    table(["Figure or table", "What", "Caption"], diff.figures.map(figureRow), limit),
    proseOf(diff),
    factsOf(diff),
    ...diff.notes.map((note) => `_${escaped(note)}._`),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function valueRow(change: ReportDiff["values"][number]): string[] {
  const {path, old, new: now, difference} = change;
  const [before, after] = old && now ? plainPair(old.value, now.value) : [plain(old?.value), plain(now?.value)];
  const mark = change.overlap === false ? `**${overlapOf(change)}**` : overlapOf(change);
  return [code(path), escaped(before), escaped(after), difference === undefined ? "" : signed(difference), mark];
}

function figureRow(change: ReportDiff["figures"][number]): string[] {
  const {anchor, old, new: now} = change;
  const caption = (now ?? old)?.caption ?? "";
  return [
    escaped(`${labelOf(change)} (${anchor})`),
    changeOf(change),
    escaped(caption.length > 80 ? `${caption.slice(0, 79)}…` : caption),
  ];
}

function proseOf({prose}: ReportDiff): string {
  const chapters = prose.map(({chapter, kind, sentences, valuesOnly}) => {
    if (kind !== "changed") return `${code(chapter)} ${kind}`;
    const counts = [
      sentences.length > 0 && counted(sentences.length, "sentence"),
      valuesOnly > 0 && `${counted(valuesOnly, "sentence")} with other values alone`,
    ];
    return `${code(chapter)} ${counts.filter(Boolean).join(", ")}`;
  });
  return chapters.length > 0 ? `Prose: ${chapters.join("; ")}.` : "";
}

function factsOf({provenance}: ReportDiff): string {
  const facts = provenance.map(({group, name, old, new: now}) => {
    const [before, after] = [old, now].map((text) =>
      text === undefined ? "–" : code(text.length > 40 ? `${text.slice(0, 12)}…` : text),
    );
    return `- ${escaped(group)}, ${escaped(name)}: ${before} → ${after}`;
  });
  if (facts.length === 0) return "";
  return `<details><summary>Provenance: ${counted(facts.length, "fact")}</summary>\n\n${facts.join("\n")}\n\n</details>`;
}

/** @param rows of Markdown */
function table(head: readonly string[], rows: readonly (readonly string[])[], limit: number): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  const more = rows.length > limit ? [`\nand ${rows.length - limit} more`] : [];
  return [line(head), line(head.map(() => "---")), ...rows.slice(0, limit).map(line), ...more].join("\n");
}

/** A stroke would end the cell, in code as well. */
function cell(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)\|/g, "\\|");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\|*_<>[\]`]/g, "\\$&").replaceAll("\n", " ");
}
