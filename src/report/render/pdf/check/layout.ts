import {paper} from "../paper.js";
import type {Box} from "../read/box.js";
import type {Mark} from "../read/content.js";
import {marksOf, sizeOf} from "../read/content.js";
import type {PdfFile} from "../read/pdfFile.js";
import type {Element} from "../read/structure.js";
import {structureOf} from "../read/structure.js";

/** A printed report as its readers see it: what lies where, and what it is. */
export interface Layout {
  readonly file: PdfFile;
  /** What each page shows of the report itself; heads and page numbers are left out. */
  readonly pages: readonly (readonly Mark[])[];
  /** The area that the margins leave on each page, which may be turned. */
  readonly areas: readonly Box[];
  /** Points. */
  readonly heights: readonly number[];
  /** Every element of the structure, in reading order. */
  readonly elements: readonly Element[];
  /** What an element and all inside it show: page from 1 to its marks. */
  readonly shown: (element: Element) => ReadonlyMap<number, readonly Mark[]>;
}

/** Reads the pages and the structure of a PDF. */
export function layoutOf(file: PdfFile): Layout {
  const sizes = file.pages.map((page) => sizeOf(file, page));
  const areas = sizes.map(({width, height}) => areaIn(width, height));
  const all = file.pages.map((page) => marksOf(file, page));
  const tagged = all.some((marks) => marks.some(({content}) => content !== undefined));
  const pages = all.map((marks, i) =>
    marks.filter((mark) => (tagged ? mark.content !== undefined : isInside(mark, areas[i]!))),
  );
  const byContent = pages.map(grouped);
  let elements: Element[] | undefined;
  return {
    file,
    pages,
    areas,
    heights: sizes.map(({height}) => height),
    get elements(): readonly Element[] {
      elements ??= elementsOf(file);
      return elements;
    },
    shown: (element) => {
      const parts = within(element).flatMap(({contents}) => contents);
      const found = new Map<number, Mark[]>();
      for (const {page, content} of parts) {
        const marks = byContent[page - 1]?.get(content) ?? [];
        if (marks.length > 0) found.set(page, [...(found.get(page) ?? []), ...marks]);
      }
      return new Map([...found].sort(([a], [b]) => a - b));
    },
  };
}

function elementsOf(file: PdfFile): Element[] {
  const root = structureOf(file);
  return root ? within(root) : [];
}

/** The margins are the same on a page that is turned. */
function areaIn(width: number, height: number): Box {
  const {left, top, right, bottom} = paper.area;
  return {left, top, right: width - (paper.width - right), bottom: height - (paper.height - bottom)};
}

/** Whether a mark is no head, no page number and no ground of the page; for prints without tags. */
function isInside({top, bottom}: Box, area: Box): boolean {
  return bottom > area.top && top < area.bottom && bottom - top < 0.98 * (area.bottom - area.top);
}

function grouped(marks: readonly Mark[]): Map<number, Mark[]> {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const group = groups.get(mark.content!);
    if (group) group.push(mark);
    else groups.set(mark.content!, [mark]);
  }
  return groups;
}

/** An element and all elements inside it, in reading order. */
export function within(element: Element): Element[] {
  return [element, ...element.children.flatMap(within)];
}

/** What marks say, shortened for a message. */
export function textIn(shown: ReadonlyMap<number, readonly Mark[]>): string {
  const text = [...shown.values()]
    .flat()
    .map((mark) => mark.text)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
