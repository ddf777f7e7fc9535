import {writeAtomic} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";
import type {MimeBundle, Notebook, NotebookCell, Output} from "./nbformat.js";

/** Writes a notebook as nbformat 4.5, whole or not at all. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await writeAtomic(path, formatNotebook(notebook));
}

/**
 * A notebook as Jupyter saves it: nbformat 4.5, keys sorted, one space of indent, text as lists of lines, a final newline.
 * Byte for byte what Python's nbformat writes, so that opening and saving it there changes nothing.
 */
export function formatNotebook({metadata, cells}: Notebook): string {
  return `${canonicalJson({cells: cells.map(formatCell), metadata, nbformat: 4, nbformat_minor: 5}, 1)}\n`;
}

function formatCell(cell: NotebookCell): object {
  const source = linesOf(cell.source);
  if (cell.cell_type === "code") return {...cell, source, outputs: cell.outputs.map(formatOutput)};
  const attachments = "attachments" in cell ? {attachments: formatAttachments(cell.attachments)} : {};
  return {...cell, source, ...attachments};
}

function formatOutput(output: Output): object {
  switch (output.output_type) {
    case "stream":
      return {...output, text: linesOf(output.text)};
    case "display_data":
    case "execute_result":
      return {...output, data: formatBundle(output.data)};
    case "error":
      return output;
  }
}

function formatAttachments(attachments: unknown): unknown {
  if (typeof attachments !== "object" || attachments === null) return attachments;
  return Object.fromEntries(Object.entries(attachments).map(([name, bundle]) => [name, formatBundle(bundle)]));
}

function formatBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, data]) => [
      mime,
      typeof data === "string" && isSplit(mime) ? linesOf(data) : data,
    ]),
  );
}

/** The types whose text nbformat keeps as lines. */
function isSplit(mime: string): boolean {
  return mime.startsWith("text/") || mime === "application/javascript" || mime === "image/svg+xml";
}

/** Every line with its end, cut where Python's `str.splitlines` cuts. */
function linesOf(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Python's line ends are control characters
  return text.split(/(?<=\r\n|[\n\v\f\x1c-\x1e\x85\u2028\u2029]|\r(?!\n))/).filter((line) => line !== "");
}
