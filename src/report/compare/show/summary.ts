import type {FigureChange, ReportDiff} from "../diff/reportDiff.js";
import {counted} from "./plain.js";

/** What differs, in one line: `2 claims flipped, 3 values, 1 figure`. */
export function summaryOf({claims, values, figures, prose, provenance, elsewhere}: ReportDiff): string {
  const flipped = claims.filter((claim) => claim.flipped).length;
  const passages = prose.reduce((sum, {kind, sentences}) => sum + (kind === "changed" ? sentences.length : 1), 0);
  const valuesOnly = prose.reduce((sum, chapter) => sum + chapter.valuesOnly, 0);
  const tables = figures.filter(({anchor}) => anchor.startsWith("tab-")).length;
  const parts = [
    flipped > 0 && `${counted(flipped, "claim")} flipped`,
    claims.length > flipped && counted(claims.length - flipped, flipped > 0 ? "other claim" : "claim"),
    values.length > 0 && counted(values.length, "value"),
    figures.length > tables && counted(figures.length - tables, "figure"),
    tables > 0 && counted(tables, "table"),
    passages > 0 && counted(passages, "passage"),
    // Else the values say it.
    values.length + passages === 0 && valuesOnly > 0 && `${counted(valuesOnly, "sentence")} with other values`,
    elsewhere && "style, script, code or markup alone",
    provenance.length > 0 && `${counted(provenance.length, "fact")} of provenance`,
  ];
  return parts.filter(Boolean).join(", ") || "nothing differs";
}

/** `Figure 3`, or the anchor where the page gives it no number. */
export function labelOf({anchor, old, new: now}: FigureChange): string {
  return (now ?? old)?.label || anchor;
}

/** What happened to a figure: `added`, `data and caption changed`. */
export function changeOf({old, new: now, captionChanged, detailCount}: FigureChange): string {
  if (!old) return "added";
  if (!now) return "removed";
  const parts = [detailCount > 0 && "data", captionChanged && "caption"].filter(Boolean);
  return `${parts.join(" and ") || "drawing"} changed`;
}

/** What happened to a claim. */
export function outcomeOf({old, new: now}: ReportDiff["claims"][number]): string {
  if (!old) return `new: ${now?.outcome}`;
  if (!now) return `gone; it was: ${old.outcome}`;
  return old.outcome === now.outcome ? `${now.outcome}, on other evidence` : `${old.outcome} → ${now.outcome}`;
}

/** Whether two intervals overlap, in words; empty where there are none. */
export function overlapOf({overlap}: ReportDiff["values"][number]): string {
  return overlap === undefined ? "" : overlap ? "intervals overlap" : "intervals do not overlap";
}
