import type {Box} from "../read/box.js";
import type {Mark} from "../read/content.js";
import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";

/** Points that a letter may hang out of its box without anybody noticing. */
const slack = 2;

/** Text beyond the margins, or beyond the edge of what hides it. */
export function outsideMargins({pages, areas}: Layout): Finding[] {
  return pages.flatMap((marks, i) => {
    const stray = marks.filter((mark) => mark.kind === "text" && isOutside(mark, areas[i]!));
    if (stray.length === 0) return [];
    const words = [...new Set(stray.map(({text}) => text.trim()))].slice(0, 3).map((text) => `"${text.slice(0, 40)}"`);
    const more = stray.length > 3 ? ` and ${stray.length - 3} more` : "";
    return [{rule: "outside", page: i + 1, message: `text runs out of its place: ${words.join(", ")}${more}`}];
  });
}

function isOutside({left, right, top, bottom, clip}: Mark, area: Box): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  // What is wholly hidden was hidden on purpose: KaTeX and screen readers' texts do so.
  if (x < clip.left || x > clip.right || y < clip.top || y > clip.bottom) return false;
  const room = {
    left: Math.max(area.left, clip.left) - slack,
    right: Math.min(area.right, clip.right) + slack,
    top: area.top - slack,
    bottom: area.bottom + slack,
  };
  return left < room.left || right > room.right || top < room.top || bottom > room.bottom;
}

/** A page that was printed smaller, since something on some page is wider than the paper. */
export function shrunk({pages}: Layout): Finding[] {
  const counts = new Map<number, number>();
  for (const {kind, scale} of pages.flat()) if (kind === "text") counts.set(scale, (counts.get(scale) ?? 0) + 1);
  const [usual] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [pointsPerPixel];
  const percent = Math.round((usual / pointsPerPixel) * 100);
  const message = `the whole report was printed at ${percent} % of its size, since something in it is wider than the paper`;
  return percent >= 99 ? [] : [{rule: "shrunk", page: 1, message}];
}

const pointsPerPixel = 0.75;
