import {regular, semibold} from "./advances.js";

/** The two weights that figures are set in. */
export type Weight = 400 | 600;

/**
 * The width of a line of text as a browser sets it in the report's sans-serif, in CSS pixels, kerning left out: it narrows a
 * line by about one per cent, so that the sum errs on the safe side.
 */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  let thousandths = 0;
  for (const char of text) thousandths += advanceOf(char.codePointAt(0)!, weight);
  return (thousandths * size) / 1000;
}

/** How far text reaches above and below its baseline, in ems: Source Sans 3's ascenders, and its descenders. */
export const ascent = 0.75;
export const descent = 0.22;
/** From baseline to baseline, in ems. */
export const leading = 1.25;

const tables = {400: decode(regular), 600: decode(semibold)};

function decode(encoded: string): Map<number, number> {
  const widths = new Map<number, number>();
  for (const run of encoded.split(",")) {
    const [first, list] = run.split(":") as [string, string];
    for (const [i, width] of list.split(" ").entries())
      widths.set(Number.parseInt(first, 16) + i, Number.parseInt(width, 36));
  }
  return widths;
}

/** Signs that the page takes from KaTeX's upright font, and what other fonts need at most. */
function advanceOf(code: number, weight: Weight): number {
  const known = tables[weight].get(code);
  if (known !== undefined) return known;
  if (code < 32 || (code >= 0x300 && code < 0x370) || (code >= 0x200b && code <= 0x200f)) return 0;
  return code >= 0x2e80 || (code >= 0x2190 && code <= 0x21ff) ? 1000 : 800;
}
