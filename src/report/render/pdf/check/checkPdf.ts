import {figureFindings} from "./figures.js";
import {emptyPages} from "./fill.js";
import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";
import {outsideMargins, shrunk} from "./margins.js";
import {tableFindings} from "./tables.js";
import {loneLines, lonelyHeadings} from "./text.js";
import {deadLinks, foreignFonts} from "./wholeFile.js";

/** Looks at every page of a printed report as a typographer would; what it finds, by page. */
export function checkPdf(layout: Layout): Finding[] {
  return [
    ...shrunk(layout),
    ...outsideMargins(layout),
    ...figureFindings(layout),
    ...lonelyHeadings(layout),
    ...loneLines(layout),
    ...tableFindings(layout),
    ...emptyPages(layout),
    ...foreignFonts(layout),
    ...deadLinks(layout),
  ].sort((a, b) => a.page - b.page);
}
