import {paper} from "../paper.js";
import type {Box} from "../read/box.js";
import type {Mark} from "../read/content.js";
import {destinationsOf} from "../read/destinations.js";
import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";

/** A page filled less looks like a mistake. */
export const nearlyEmpty = 0.25;

/** How far down a page's text area something stands, 0 to 1. */
export function fillOf(marks: readonly Mark[], {top, bottom}: Box = paper.area): number {
  const foot = marks.reduce((lowest, mark) => Math.max(lowest, mark.bottom), top);
  return Math.min(1, (foot - top) / (bottom - top));
}

/**
 * Pages that are nearly empty by accident. The cover, the summary, a turned table and the last chapter, where it is short and the
 * page before it is full, have a page each by right.
 */
export function emptyPages(layout: Layout): Finding[] {
  const {pages, areas, file} = layout;
  const rightful = new Set([1, destinationsOf(file).get("summary")?.page, ...chapterPages(layout)]);
  return pages.flatMap((marks, i): Finding[] => {
    const fill = fillOf(marks, areas[i]);
    if (rightful.has(i + 1) || isTurned(areas[i]!) || fill >= nearlyEmpty) return [];
    const percent = Math.round(fill * 100);
    return [{rule: "empty-page", page: i + 1, message: `the page is nearly empty: ${percent} % of it is used`}];
  });
}

/** Pages that begin with the title of a chapter. */
function chapterPages({pages, elements, shown}: Layout): number[] {
  return elements
    .filter(({type}) => type === "H1")
    .flatMap((title) => [...shown(title)])
    .filter(([page, marks]) => {
      const top = Math.min(...marks.map((mark) => mark.top));
      return !pages[page - 1]!.some(({bottom}) => bottom < top - 1);
    })
    .map(([page]) => page);
}

/** Whether a page lies on its side. */
export function isTurned({left, right, top, bottom}: Box): boolean {
  return right - left > bottom - top;
}
