import type {NotebookCell} from "./nbformat.js";

/** The first line of a cell that is neither blank nor a comment. */
export function firstLineOf({source}: Pick<NotebookCell, "source">): string {
  const lines = source.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith("//")) ?? lines[0] ?? "";
}
