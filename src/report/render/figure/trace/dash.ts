import {n} from "../svg.js";

/** The attribute for one of Plotly's dashes at a line's width; empty for a solid line (src/components/drawing/index.js). */
export function dashArray(name: string | undefined, width: number): string {
  const unit = Math.max(width, 3);
  const own = /^\d+(?:\.\d+)?(?:px|%)?(?:[\s,]+\d+(?:\.\d+)?(?:px|%)?)*$/.test(name ?? "")
    ? name!.split(/[\s,]+/).map(Number.parseFloat)
    : undefined;
  const lengths = own ?? patterns[name ?? "solid"]?.map((part) => part * unit) ?? [];
  return lengths.length === 0 ? "" : ` stroke-dasharray="${lengths.map(n).join(" ")}"`;
}

const patterns: Readonly<Record<string, readonly number[]>> = {
  dot: [1, 1],
  dash: [3, 3],
  longdash: [5, 5],
  dashdot: [3, 1, 1, 1],
  longdashdot: [5, 2, 2, 2],
};
