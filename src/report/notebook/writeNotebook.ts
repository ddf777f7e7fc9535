import {writeAtomic} from "../../core/files.js";
import type {MimeBundle, Notebook, NotebookCell, Output} from "./nbformat.js";
import {isJsonMime} from "./readNotebook.js";

/** Writes a notebook as nbformat 4.5, whole or not at all. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await writeAtomic(path, formatNotebook(notebook));
}

/** A notebook as Jupyter saves it: nbformat 4.5, keys sorted, one space of indent, text as lists of lines, a final newline. */
export function formatNotebook({metadata, cells}: Notebook): string {
  const document = {cells: cells.map(formatCell), metadata: sorted(metadata), nbformat: 4, nbformat_minor: 5};
  return `${JSON.stringify(document, null, 1)}\n`;
}

function formatCell(cell: NotebookCell): unknown {
  const {source, metadata, ...rest} = cell;
  const outputs = cell.cell_type === "code" ? {outputs: cell.outputs.map(formatOutput)} : {};
  return sorted({...rest, ...outputs, metadata: sorted(metadata), source: linesOf(source)});
}

function formatOutput(output: Output): unknown {
  switch (output.output_type) {
    case "stream":
      return sorted({...output, text: linesOf(output.text)});
    case "display_data":
    case "execute_result":
      return sorted({...output, data: formatBundle(output.data)});
    case "error":
      return sorted({...output});
  }
}

function formatBundle(bundle: MimeBundle): Record<string, unknown> {
  return sorted(
    Object.fromEntries(
      Object.entries(bundle).map(([mime, data]) => [
        mime,
        typeof data === "string" && !isJsonMime(mime) && !mime.startsWith("image/png") ? linesOf(data) : data,
      ]),
    ),
  );
}

/** Every line with its newline, as nbformat splits text. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== "");
}

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
