import {LookbookError} from "../../core/errors.js";

/**
 * Parses CSV as RFC 4180 has it: commas, lines, and quotes around a field that holds either, doubled where it holds quotes.
 * Nothing is trimmed and no type is guessed; an empty line is passed over.
 *
 * @param file what messages call the text
 * @returns rows of fields, the head first, each with the line it begins on
 * @throws LookbookError `bad-file` for a quote that is never closed or has text behind it, naming the line
 */
export function parseCsv(text: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let [line, began, at] = [1, 1, 0];
  while (at < text.length) {
    const {field, next} = text[at] === '"' ? quoted(text, at, `${file}, line ${line}`) : plain(text, at);
    fields.push(field);
    line += field.split("\n").length - 1;
    at = next;
    if (text[at] === ",") {
      at += 1;
      if (at < text.length) continue;
      fields.push("");
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    if (fields.length > 1 || fields[0] !== "") rows.push({line: began, fields});
    fields = [];
    line += 1;
    began = line;
  }
  return rows;
}

/** One record of a CSV file. */
export interface CsvRow {
  /** Counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

interface Scanned {
  readonly field: string;
  /** Where the scan stopped: at a comma, the end of a line or the end. */
  readonly next: number;
}

function plain(text: string, start: number): Scanned {
  let next = start;
  while (next < text.length && text[next] !== "," && text[next] !== "\n" && text[next] !== "\r") next++;
  return {field: text.slice(start, next), next};
}

function quoted(text: string, start: number, where: string): Scanned {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) throw new LookbookError("bad-file", `${where}: a quote is opened and never closed`);
  const next = end + 1;
  if (next < text.length && !/[,\r\n]/.test(text[next]!)) {
    throw new LookbookError("bad-file", `${where}: expected a comma or the end of the line behind a quoted field`);
  }
  return {field: text.slice(start + 1, end).replaceAll('""', '"'), next};
}
