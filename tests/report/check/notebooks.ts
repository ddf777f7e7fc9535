import {resolve} from "node:path";
import {typescriptKernel} from "../../../src/report/check/form/strip.js";
import {isRead, type NotebookSource, type ReadSource, readSource} from "../../../src/report/check/source.js";

/** A cell, as short as a test can say it: prose is a text, code an object. */
export type CellText = string | {readonly code: string; readonly tags?: readonly string[]; readonly metadata?: object};

/** The JSON of a clean notebook. */
export function notebookOf(cells: readonly CellText[], metadata: object = typescriptKernel): Record<string, unknown> {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map((cell, i) =>
      typeof cell === "string"
        ? {id: `cell-${i + 1}`, cell_type: "markdown", metadata: {}, source: cell}
        : {
            id: `cell-${i + 1}`,
            cell_type: "code",
            metadata: {...cell.metadata, ...(cell.tags && {tags: cell.tags})},
            source: cell.code,
            execution_count: null,
            outputs: [],
          },
    ),
  };
}

/** A notebook of this repository's folder, whether it lies there or not: imports are found as from there. */
export function sourceOf(notebook: object, name = "01-test"): NotebookSource {
  const path = `notebooks/${name}.ipynb`;
  return {file: resolve(path), path, text: JSON.stringify(notebook)};
}

/** A notebook that can be read. */
export function readOf(cells: readonly CellText[], name?: string): ReadSource {
  const read = readSource(sourceOf(notebookOf(cells), name));
  if (!isRead(read)) throw new Error(read.message);
  return read;
}

/** `code` cells from texts. */
export function codeCells(...sources: readonly string[]): CellText[] {
  return sources.map((code) => ({code}));
}
