import {cellNumber, hasTag} from "../../notebook/nbformat.js";
import type {Problem} from "../finding.js";
import type {RuleName} from "../rules.js";
import type {ReadSource} from "../source.js";
import {badIds} from "./ids.js";
import {volatileNames} from "./volatile.js";

/** What a run or a front end left in the file of a notebook, and what nbformat 4.5 misses in it. */
export function checkForm({notebook, raw}: ReadSource): Problem[] {
  const problems: Problem[] = [];
  const {cells, metadata} = notebook;
  const add = (rule: RuleName, message: string, cell?: number): void => void problems.push({rule, cell, message});
  if (raw["nbformat_minor"] !== 5) add("format", `expected nbformat 4.5, got 4.${String(raw["nbformat_minor"])}`);
  for (const {index, twin} of badIds(raw)) {
    const got = twin === undefined ? "none" : `that of cell ${cellNumber(cells, twin)}`;
    add("cell-ids", `expected an id of its own, got ${got}`, cellNumber(cells, index));
  }
  const volatile = volatileNames(metadata, "notebook");
  if (volatile.length > 0) add("metadata", `the notebook's metadata changes with each save: ${volatile.join(", ")}`);
  problems.push(...checkKernel(metadata["kernelspec"]));
  for (const [i, cell] of cells.entries()) {
    const number = cellNumber(cells, i);
    for (const key of extraKeys(raw, i))
      add("format", `nbformat knows no "${key}" in a ${cell.cell_type} cell`, number);
    const names = volatileNames(cell.metadata, "cell");
    if (names.length > 0) add("metadata", `metadata that changes with each run: ${names.join(", ")}`, number);
    if (hasTag(cell, "injected-parameters"))
      add("injected-parameters", "a build's parameters were stored after this cell", number);
    else if (cell.cell_type === "code") {
      const {outputs, execution_count: count} = cell;
      if (outputs.length > 0) add("outputs", `${outputs.length} stored output${outputs.length > 1 ? "s" : ""}`, number);
      if (count !== null) add("execution-counts", `a stored execution count, ${count}`, number);
    }
  }
  return problems;
}

/** Whether tslab runs the cells of a notebook: one that names no kernel is taken for one of TypeScript. */
export function isTypeScript({notebook}: ReadSource): boolean {
  const {kernelspec} = notebook.metadata;
  return kernelspec === undefined || checkKernel(kernelspec).length === 0;
}

function checkKernel(kernelspec: unknown): Problem[] {
  if (kernelspec === undefined) return [{rule: "kernelspec", message: 'expected the kernel "tslab", got none'}];
  const {language, name} = (kernelspec ?? {}) as {language?: unknown; name?: unknown};
  if (language === "typescript" || name === "tslab") return [];
  const message = `expected the kernel "tslab", got ${JSON.stringify(name)}`;
  const remedy = "open it with the kernel TypeScript (lookbook kernel install), and save it";
  return [{rule: "kernelspec", message, remedy, fixable: false}];
}

const known = ["id", "cell_type", "metadata", "source"];

/** Keys of a cell that the schema does not allow; the reader drops them. */
function extraKeys(raw: ReadSource["raw"], index: number): string[] {
  const cell = (raw["cells"] as readonly Record<string, unknown>[])[index]!;
  const more = cell["cell_type"] === "code" ? ["outputs", "execution_count"] : ["attachments"];
  return Object.keys(cell).filter((key) => !known.includes(key) && !more.includes(key));
}
