import {LookbookError} from "../../../core/errors.js";
import {declaredParameters} from "../../notebook/parameters.js";
import type {Problem} from "../finding.js";
import type {ReadSource} from "../source.js";

/** A cell of parameters whose declarations a build could not read, or a second one. */
export function checkParameters({notebook, path}: ReadSource): Problem[] {
  try {
    declaredParameters(notebook, path);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof LookbookError)) throw thrown;
    const text = thrown.message.slice(`notebook ${path}`.length);
    const [, cell, message = text.replace(/^[,:] /, "")] = /^, cell (\d+): ([\s\S]*)$/.exec(text) ?? [];
    return [{rule: "parameters", cell: cell === undefined ? undefined : Number(cell), message}];
  }
}
