import {LookbookError} from "../../core/errors.js";
import {cellNumber, type Notebook, type NotebookCell} from "../notebook/nbformat.js";
import {parseNotebook} from "../notebook/readNotebook.js";
import type {Problem} from "./finding.js";
import {parseRaw, type RawNotebook, repairIds} from "./form/ids.js";

/** A notebook as it lies in the repository. */
export interface NotebookSource {
  /** Of the file, for imports and links. */
  readonly file: string;
  /** Relative to the folder of the project, for messages. */
  readonly path: string;
  readonly text: string;
}

/** A notebook that could be read. */
export interface ReadSource extends NotebookSource {
  readonly notebook: Notebook;
  /** As it was written, before missing ids were made up. */
  readonly raw: RawNotebook;
}

/** A cell with the number that messages call it by. */
export interface NumberedCell {
  readonly cell: NotebookCell;
  readonly number: number;
}

/** Reads a notebook, or says why it is none. Cells whose ids are missing or twins get ids, so that all else can be looked at. */
export function readSource(source: NotebookSource): ReadSource | Problem {
  try {
    return {...source, notebook: parseNotebook(repairIds(source.text), source.path), raw: parseRaw(source.text)!};
  } catch (thrown) {
    if (!(thrown instanceof LookbookError)) throw thrown;
    const message = thrown.message.slice(`notebook ${source.path}`.length);
    const [, cell, rest] = /^, cell (\d+)(?:, |: )([\s\S]*)$/.exec(message) ?? [];
    if (cell !== undefined) return {rule: "format", cell: Number(cell), message: rest!};
    return {rule: "format", message: message.replace(/^[,:] /, "")};
  }
}

/** The cells with their numbers; cells of injected parameters are another rule's matter, and left out. */
export function numberedCells({cells}: Notebook): NumberedCell[] {
  return cells.flatMap((cell, i) =>
    cell.metadata.tags?.includes("injected-parameters") ? [] : [{cell, number: cellNumber(cells, i)}],
  );
}

/** Whether a notebook could be read. */
export function isRead(source: ReadSource | Problem): source is ReadSource {
  return "notebook" in source;
}

/** Name of the chapter: of the file, without folder and extension. */
export function nameOf({path}: NotebookSource): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.ipynb$/, "");
}
