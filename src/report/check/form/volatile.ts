import {isRecord} from "../../../core/isRecord.js";
import type {Metadata} from "../../notebook/nbformat.js";

/** Metadata of cells that says how a front end showed or ran them last. */
const ofCells = [
  "collapsed",
  "scrolled",
  "execution",
  "ExecuteTime",
  "papermill",
  "pycharm",
  "trusted",
  "vscode",
  "widgets",
];

/** Metadata of notebooks that changes with each save or run. */
const ofNotebooks = ["widgets", "papermill", "signature", "orig_nbformat", "interpreter", "varInspector", "vscode"];

/** Parts of a cell's `jupyter` metadata that fold it on the screen. */
const ofJupyter = ["outputs_hidden", "source_hidden", "outputs_collapsed"];

/** A cell's metadata without what changes by looking at it. */
export function lastingCell(metadata: Metadata): Metadata {
  const {jupyter, ...rest} = without(metadata, ofCells);
  if (!isRecord(jupyter)) return without(metadata, ofCells);
  const kept = without(jupyter, ofJupyter);
  return Object.keys(kept).length === 0 ? rest : {...rest, jupyter: kept};
}

/** A notebook's metadata without what changes by saving it. The version of the kernel's language is kept empty: nbformat wants the key. */
export function lastingNotebook(metadata: Metadata): Metadata {
  const kept = without(metadata, ofNotebooks);
  const {language_info: info} = kept;
  return isRecord(info) && info["version"] ? {...kept, language_info: {...info, version: ""}} : kept;
}

/** Names of what the functions above would take away, as `jupyter.source_hidden`. */
export function volatileNames(metadata: Metadata, scope: "cell" | "notebook"): string[] {
  if (scope === "notebook") {
    const info = metadata["language_info"];
    const version = isRecord(info) && info["version"] ? ["language_info.version"] : [];
    return [...ofNotebooks.filter((name) => name in metadata), ...version];
  }
  const {jupyter} = metadata;
  const inside = isRecord(jupyter) ? ofJupyter.filter((name) => name in jupyter).map((name) => `jupyter.${name}`) : [];
  return [...ofCells.filter((name) => name in metadata), ...inside];
}

function without(metadata: Metadata, names: readonly string[]): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !names.includes(name)));
}
