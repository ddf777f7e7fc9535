import {fillOf, isTurned, nearlyEmpty} from "./check/fill.js";
import type {Layout} from "./check/layout.js";
import {paper} from "./paper.js";
import type {Destination} from "./read/destinations.js";
import {destinationsOf} from "./read/destinations.js";

/** What a page says of itself when it is ready for print. */
export interface Outline {
  /** The summary, the chapters and what follows them, in order. */
  readonly chapters: readonly {readonly anchor: string; readonly head: string}[];
  /** Whether chapters begin where the one before them ends. */
  readonly flows: boolean;
}

/** What the page is told after a print. */
export interface Plan {
  /** Anchor to number. */
  readonly pages: Readonly<Record<string, number>>;
  /** The running head of each page. */
  readonly heads: readonly string[];
  /** Chapters that need no page of their own; grows from print to print. */
  readonly follows: readonly string[];
  /** Chapters set a little tighter, so that their last lines need no page of their own; grows, too. */
  readonly tight: readonly string[];
}

interface Start extends Destination {
  readonly anchor: string;
  readonly head: string;
}

/** A chapter joins a page that is filled less: the rest of it would look forgotten. */
const mostlyEmpty = 1 / 3;

/** Share of a page that two chapters may fill together; a little room parts them. */
const roomy = 0.8;

/** Plans the next print from the last: numbers for the contents, running heads, and no page nearly empty before a chapter. */
export function planNext(layout: Layout, {chapters, flows}: Outline, before?: Plan): Plan {
  const places = destinationsOf(layout.file);
  const starts = chapters.flatMap(({anchor, head}): Start[] => {
    const place = places.get(anchor);
    return place ? [{anchor, head, ...place}] : [];
  });
  const body = starts.filter(({anchor}) => anchor !== "summary");
  const alone = new Set([1, places.get("summary")?.page]);
  const joins = (start: Start, i: number): boolean => {
    const {page, anchor} = start;
    if (flows || before?.follows.includes(anchor) || alone.has(page - 1) || !isAtTop(layout, start)) return false;
    if (isTurned(layout.areas[page - 2]!)) return false;
    const [above, own] = [page - 1, page].map((number) => fillOf(layout.pages[number - 1]!, layout.areas[number - 1]));
    const end = body[i + 1]?.page ?? layout.pages.length + 1;
    const isShort = end === page + 1 && own! < mostlyEmpty;
    return above! < mostlyEmpty || (isShort && above! + own! < roomy);
  };
  return {
    pages: Object.fromEntries([...places].map(([name, {page}]) => [name, page])),
    heads: layout.pages.map((_, i) => headOf(i + 1, layout, starts)),
    follows: [...(before?.follows ?? []), ...body.filter(joins).map(({anchor}) => anchor)],
    tight: [...new Set([...(before?.tight ?? []), ...tooLong(layout, body)])],
  };
}

/** The last chapter, where a few lines of it alone stand on the last page; those of others are joined by the next chapter. */
function tooLong({pages, areas}: Layout, body: readonly Start[]): string[] {
  const last = body.at(-1);
  const alone = last !== undefined && last.page < pages.length && !isTurned(areas.at(-1)!);
  return alone && fillOf(pages.at(-1)!) < nearlyEmpty ? [last.anchor] : [];
}

/** The chapter that a page begins with; none before the first, save on the summary's page. */
function headOf(page: number, layout: Layout, starts: readonly Start[]): string {
  const summary = starts.find(({anchor}) => anchor === "summary");
  if (page === summary?.page) return summary.head;
  const begun = starts.filter(
    (start) => start !== summary && (start.page < page || (start.page === page && isAtTop(layout, start))),
  );
  return begun.at(-1)?.head ?? "";
}

/** Whether a place is where a page's text begins: nothing of the report stands above it. */
function isAtTop({pages, heights}: Layout, {page, y}: Destination): boolean {
  // Chromium counts a place's height from the area inside the margins, not from the paper's edge.
  const top = heights[page - 1]! - y + paper.area.top;
  return !pages[page - 1]!.some(({bottom}) => bottom < top - 1);
}
