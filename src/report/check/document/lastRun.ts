import {readText} from "../../../core/files.js";
import {type CodeCell, hasTag, type Notebook, type NotebookCell} from "../../notebook/nbformat.js";
import {parseNotebook} from "../../notebook/readNotebook.js";

/**
 * A notebook as it reads today with the outputs of its last run.
 * @param file the executed notebook that the last build left
 * @returns undefined where there is none, or where its code was another
 */
export async function lastRun(notebook: Notebook, file: string): Promise<Notebook | undefined> {
  const ran = await readText(file, "executed notebook").then(
    (text) => parseNotebook(text, file),
    () => undefined,
  );
  if (!ran) return undefined;
  const [now, then] = [codeCells(notebook), codeCells(ran)];
  const isSame = now.length === then.length && now.every(({source}, i) => source === then[i]!.source);
  if (!isSame) return undefined;
  const outputs = new Map<NotebookCell, CodeCell>(now.map((cell, i) => [cell, then[i]!]));
  return {
    ...notebook,
    cells: notebook.cells
      .filter((cell) => !isInjected(cell))
      .map((cell) => ({...cell, ...(outputs.has(cell) && {outputs: outputs.get(cell)!.outputs})}) as NotebookCell),
  };
}

function codeCells({cells}: Notebook): CodeCell[] {
  return cells.filter((cell): cell is CodeCell => cell.cell_type === "code" && !isInjected(cell));
}

function isInjected(cell: NotebookCell): boolean {
  return hasTag(cell, "injected-parameters");
}
