import {canonicalJson} from "../../../core/hash.js";
import {hasTag, kernelspec, type Notebook, type NotebookCell} from "../../notebook/nbformat.js";
import {parseNotebook} from "../../notebook/readNotebook.js";
import {formatNotebook} from "../../notebook/writeNotebook.js";
import {parseRaw, repairIds} from "./ids.js";
import {lastingCell, lastingNotebook} from "./volatile.js";

/** What the metadata of a notebook says whose cells tslab runs. */
export const typescriptKernel: Readonly<Record<string, unknown>> = {
  kernelspec,
  language_info: {
    codemirror_mode: {mode: "typescript", name: "javascript", typescript: true},
    file_extension: ".ts",
    mimetype: "text/typescript",
    name: "typescript",
    version: "",
  },
};

/**
 * A notebook as it belongs in git: nbformat 4.5, an id for each cell, and none of what a run or a front end left in it. Stripping twice
 * changes nothing more.
 * @param path for messages
 * @throws LookbookError `bad-notebook` naming the file and the cell
 */
export function stripNotebook(text: string, path: string): string {
  const notebook = parseNotebook(repairIds(text), path);
  return formatNotebook({
    ...notebook,
    metadata: withKernel(lastingNotebook(notebook.metadata)),
    cells: notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters")).map(stripCell),
  });
}

/** Like {@link stripNotebook}, but a notebook that is clean keeps its bytes, however a front end spaced and sorted them. */
export function stripped(text: string, path: string): string {
  const clean = stripNotebook(text, path);
  return canonicalJson(parseRaw(text)) === canonicalJson(parseRaw(clean)) ? text : clean;
}

function stripCell(cell: NotebookCell): NotebookCell {
  const metadata = lastingCell(cell.metadata);
  return cell.cell_type === "code" ? {...cell, metadata, execution_count: null, outputs: []} : {...cell, metadata};
}

/** A notebook that names no kernel at all is taken for one of TypeScript; one that names another keeps it. */
function withKernel(metadata: Notebook["metadata"]): Notebook["metadata"] {
  return metadata["kernelspec"] === undefined ? {...typescriptKernel, ...metadata} : metadata;
}
