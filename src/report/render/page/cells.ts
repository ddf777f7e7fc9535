import type {CodeCell, NotebookCell} from "../../notebook/nbformat.js";
import type {ChapterInput} from "../input.js";
import type {Place} from "../place.js";

/** The cells of a chapter and their places, numbered as a reader of the notebook counts: the injected one is not there. */
export function placesOf({name, path, notebook}: ChapterInput): readonly (readonly [NotebookCell, Place])[] {
  let count = 0;
  return notebook.cells.map((cell) => {
    if (!tagged(cell, "injected-parameters")) count++;
    return [cell, {chapter: name, path, cell: Math.max(1, count)}] as const;
  });
}

/** What a report shows of a code cell. */
export interface Visibility {
  /** `folded` opens at a click and is not printed. */
  readonly code: "shown" | "folded" | "hidden";
  readonly outputs: boolean;
}

/** Reads the tags `hide-cell`, `hide-input`, `hide-output`, `show-input` and `parameters`. */
export function visibilityOf(cell: CodeCell): Visibility {
  const gone = ["hide-cell", "remove-cell"].some((tag) => tagged(cell, tag));
  const secret = ["hide-input", "parameters", "injected-parameters"].some((tag) => tagged(cell, tag));
  const code = gone || secret || cell.source.trim() === "" ? "hidden" : tagged(cell, "show-input") ? "shown" : "folded";
  return {code, outputs: !gone && !tagged(cell, "hide-output")};
}

/** Whether a cell of prose stands on the summary's page rather than in its chapter. */
export function isSummary(cell: NotebookCell): boolean {
  return cell.cell_type === "markdown" && tagged(cell, "summary");
}

/** The pictures that were dropped into a Markdown cell, by the address that its prose uses. */
export function attachmentsOf(cell: NotebookCell): Record<string, string> {
  const attachments = (cell as {attachments?: Record<string, Record<string, string>>}).attachments ?? {};
  return Object.fromEntries(
    Object.entries(attachments).flatMap(([name, bundle]) =>
      Object.entries(bundle)
        .filter(([mime, data]) => /^image\/(png|jpeg|gif|webp)$/.test(mime) && /^[\w+/=\s]+$/.test(data))
        .map(([mime, data]) => [`attachment:${name}`, `data:${mime};base64,${data.replaceAll(/\s/g, "")}`]),
    ),
  );
}

function tagged(cell: NotebookCell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}
