import type {ErrorCode} from "../../core/errors.js";
import {LookbookError} from "../../core/errors.js";

/** Where in the notebooks something stands. */
export interface Place {
  /** Name of the chapter, such as `03-baseline`. */
  readonly chapter: string;
  /** Path of the notebook, for messages. */
  readonly path: string;
  /** Number of the cell from 1, as a reader of the notebook counts: an injected cell of parameters is not counted; 0: no cell. */
  readonly cell: number;
}

/** A place in words: `notebooks/03-baseline.ipynb, cell 4`. */
export function nameOf({path, cell}: Place): string {
  return cell === 0 ? path : `${path}, cell ${cell}`;
}

/** The id of a cell in the document; a link to the place. */
export function anchorOf({chapter, cell}: Place): string {
  return `cell-${chapter}-${cell}`;
}

/** An error that says where it stands. */
export function errorAt(place: Place, code: ErrorCode, message: string): LookbookError {
  return new LookbookError(code, `${nameOf(place)}: ${message}`);
}
