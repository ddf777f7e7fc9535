import type {NotebookCell} from "../../notebook/nbformat.js";
import type {ChapterInput} from "../../render/input.js";
import {placesOf} from "../../render/page/cells.js";
import type {Place} from "../../render/place.js";

/** What a cell is in a deck: it begins a slide, comes onto the one before it at once or at a key, is said rather than shown, or is left out. */
export type Role = "slide" | "part" | "fragment" | "notes" | "skip";

/**
 * The part that each cell of a chapter plays. A tag says it (`slide`, `fragment`, `notes`), or Jupyter's own metadata
 * (`{"slideshow": {"slide_type": "slide"}}`; a subslide is a slide). A cell of which nothing is said is left out, unless the chapter
 * uses Jupyter's metadata: there it goes on with the slide, as in Jupyter.
 */
export function rolesOf(chapter: ChapterInput): readonly (readonly [NotebookCell, Place, Role])[] {
  const cells = placesOf(chapter);
  const isJupyter = cells.some(([cell]) => ["slide", "subslide"].includes(typeOf(cell) ?? ""));
  let hasBegun = false;
  return cells.map(([cell, place]) => {
    const role = said(cell) ?? (isJupyter && hasBegun ? "part" : "skip");
    if (role === "slide") hasBegun = true;
    return [cell, place, role === "part" && !hasBegun ? "skip" : role];
  });
}

function said(cell: NotebookCell): Role | undefined {
  const tags = cell.metadata.tags ?? [];
  if (tags.includes("injected-parameters") || tags.includes("parameters")) return "skip";
  const tag = (["slide", "fragment", "notes"] as const).find((name) => tags.includes(name));
  if (tag !== undefined) return tag;
  switch (typeOf(cell)) {
    case "slide":
    case "subslide":
      return "slide";
    case "fragment":
      return "fragment";
    case "notes":
      return "notes";
    case "skip":
      return "skip";
    case "-":
      return "part";
    default:
      return undefined;
  }
}

function typeOf({metadata}: NotebookCell): string | undefined {
  const show = metadata["slideshow"];
  const type = typeof show === "object" && show !== null ? (show as {slide_type?: unknown}).slide_type : undefined;
  return typeof type === "string" ? type : undefined;
}
