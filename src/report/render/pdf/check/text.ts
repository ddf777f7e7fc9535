import type {Mark} from "../read/content.js";
import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";
import {textIn} from "./layout.js";

/** Headings that stand at the foot of a page, with what they announce on the next. */
export function lonelyHeadings({elements, shown, pages}: Layout): Finding[] {
  return elements
    .filter(({type}) => /^H[1-6]$/.test(type))
    .flatMap((heading): Finding[] => {
      const marks = shown(heading);
      const [page] = [...marks.keys()].slice(-1);
      if (page === undefined || page === pages.length) return [];
      const foot = Math.max(...marks.get(page)!.map(({bottom}) => bottom));
      const own = new Set(marks.get(page));
      if (pages[page - 1]!.some((mark) => !own.has(mark) && mark.bottom > foot + 1)) return [];
      return [
        {rule: "lonely-heading", page, message: `the heading "${textIn(marks)}" stands alone at the foot of the page`},
      ];
    });
}

/** Paragraphs of which one line alone stands on a page. */
export function loneLines({elements, shown}: Layout): Finding[] {
  return elements
    .filter(({type}) => type === "P")
    .flatMap((paragraph): Finding[] => {
      const marks = shown(paragraph);
      if (marks.size < 2) return [];
      const pages = [...marks.keys()];
      return [pages[0]!, pages.at(-1)!]
        .filter((page) => lineCount(marks.get(page)!) === 1)
        .map((page) => ({rule: "lone-line", page, message: `one line of "${textIn(marks)}" stands alone on the page`}));
    });
}

/** Lines by their feet; what is raised or lowered a little belongs to its line. */
function lineCount(marks: readonly Mark[]): number {
  const feet = marks.flatMap(({kind, bottom}) => (kind === "text" ? [bottom] : [])).sort((a, b) => a - b);
  return feet.filter((foot, i) => i === 0 || foot - feet[i - 1]! > 7).length;
}
