import {paper} from "../paper.js";
import type {Box, Mark} from "../read/content.js";
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

/** Pages with next to nothing on them; the cover, the summary and a turned table have one each by right. */
export function emptyPages({pages, areas, file}: Layout): Finding[] {
  const summary = destinationsOf(file).get("summary")?.page;
  return pages.flatMap((marks, i): Finding[] => {
    const fill = fillOf(marks, areas[i]);
    if (i === 0 || i + 1 === summary || isTurned(areas[i]!) || fill >= nearlyEmpty) return [];
    return [
      {rule: "empty-page", page: i + 1, message: `the page is nearly empty: ${Math.round(fill * 100)} % of it is used`},
    ];
  });
}

/** Whether a page lies on its side. */
export function isTurned({left, right, top, bottom}: Box): boolean {
  return right - left > bottom - top;
}
