import {escapeHtml} from "../../../../core/html.js";
import type {Weight} from "./measure.js";
import {widthOf} from "./measure.js";

/** A stretch of text in one dress. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** 1 for a superscript, -1 for a subscript. */
  readonly shift: -1 | 0 | 1;
}

export type Line = readonly Run[];

/** Super- and subscripts are set at this share of the size. */
const small = 0.7;

/**
 * Reads the small HTML of Plotly's texts: `<b>`, `<i>`, `<br>`, `<sub>`, `<sup>` and entities; other tags vanish, their text
 * stays.
 */
export function parseRich(source: string): Line[] {
  const lines: Run[][] = [[]];
  const open = {b: 0, i: 0, sub: 0, sup: 0};
  for (const [, close, tag, text] of source.matchAll(/<(\/?)([a-zA-Z]+)[^<>]*>|([^<]+|<)/g)) {
    if (tag === undefined) {
      const shift = open.sup > 0 ? 1 : open.sub > 0 ? -1 : 0;
      lines.at(-1)!.push({text: decode(text!), bold: open.b > 0, italic: open.i > 0, shift});
      continue;
    }
    const name = synonyms[tag.toLowerCase()] ?? tag.toLowerCase();
    if (name === "br") lines.push([]);
    else if (name in open) open[name as keyof typeof open] += close ? -1 : 1;
  }
  return lines;
}

/** A line of plain text. */
export function plain(text: string): Line {
  return [{text, bold: false, italic: false, shift: 0}];
}

export function lineWidth(line: Line, size: number, weight: Weight): number {
  return line.reduce((sum, run) => sum + widthOf(run.text, run.shift ? small * size : size, weightOf(run, weight)), 0);
}

/** The markup of a line inside a text element; `size` in CSS pixels. */
export function lineMarkup(line: Line, size: number): string {
  return line
    .map(({text, bold, italic, shift}) => {
      const dress = `${bold ? ' font-weight="600"' : ""}${italic ? ' font-style="italic"' : ""}`;
      const words = escapeHtml(text);
      if (shift === 0) return dress ? `<tspan${dress}>${words}</tspan>` : words;
      const rise = Math.round(shift * 35 * size) / 100;
      const back = `<tspan dy="${rise}">\u200b</tspan>`;
      return `<tspan dy="${-rise}" font-size="${Math.round(100 * small * size) / 100}"${dress}>${words}</tspan>${back}`;
    })
    .join("");
}

/**
 * Breaks lines at spaces so that none is wider than `room`; a word or line too many ends in an ellipsis.
 * @param most lines at the most
 */
export function wrap(lines: readonly Line[], room: number, {size, weight, most = 3}: Wrapping): Line[] {
  const broken = lines.flatMap((line) => breakLine(line, room, size, weight));
  const kept = broken.slice(0, most);
  return kept.map((line, i) => {
    const cut = i === most - 1 && broken.length > most;
    return cut || lineWidth(line, size, weight) > room ? shorten(line, room, {size, weight, cut}) : line;
  });
}

export interface Wrapping {
  readonly size: number;
  readonly weight: Weight;
  readonly most?: number;
}

function breakLine(line: Line, room: number, size: number, weight: Weight): Line[] {
  if (lineWidth(line, size, weight) <= room) return [line];
  const words = line.flatMap((run) => run.text.split(/(?<=[ /\u2013-])/).map((text) => ({...run, text})));
  const lines: Run[][] = [[]];
  for (const word of words) {
    const current = lines.at(-1)!;
    const next = [...current, {...word, text: word.text.trimEnd()}];
    if (current.length > 0 && lineWidth(next, size, weight) > room) lines.push([word]);
    else current.push(word);
  }
  return lines.map((runs) => joined(runs));
}

/** Neighbours in the same dress as one run; no space at the end. */
function joined(runs: readonly Run[]): Line {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const same = last && last.bold === run.bold && last.italic === run.italic && last.shift === run.shift;
    if (same) out[out.length - 1] = {...last, text: last.text + run.text};
    else out.push(run);
  }
  const end = out.at(-1);
  if (end) out[out.length - 1] = {...end, text: end.text.trimEnd()};
  return out;
}

function shorten(
  line: Line,
  room: number,
  {size, weight, cut}: {readonly size: number; readonly weight: Weight; readonly cut: boolean},
): Line {
  const runs = [...line];
  if (cut) runs.push({...(runs.at(-1) ?? plain("")[0]!), text: "\u2026"});
  while (runs.length > 0 && lineWidth(runs, size, weight) > room) {
    const last = runs.at(-1)!;
    const text = last.text
      .replace(/\u2026$/, "")
      .slice(0, -1)
      .trimEnd();
    if (text === "" && runs.length > 1) runs.pop();
    else if (text === "") return plain(widthOf("\u2026", size, weight) <= room ? "\u2026" : "");
    const end = runs.at(-1)!;
    runs[runs.length - 1] = {...end, text: `${text === "" ? end.text.replace(/\u2026$/, "") : text}\u2026`};
  }
  return runs;
}

function weightOf(run: Run, weight: Weight): Weight {
  return run.bold ? 600 : weight;
}

const synonyms: Readonly<Record<string, string>> = {em: "i", strong: "b"};

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: "\u00a0",
  times: "×",
  plusmn: "±",
  deg: "°",
  mu: "μ",
};

function decode(text: string): string {
  return (
    text
      .replaceAll(/&(?:#(\d{1,6})|#x([\da-fA-F]{1,5})|([a-z]+));/g, (whole, decimal, hex, name) => {
        const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
        return code !== undefined ? String.fromCodePoint(Math.min(code, 0x10ffff)) : (named[name] ?? whole);
      })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no markup may hold them
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
      .replaceAll(/\s*\n\s*/g, " ")
  );
}
