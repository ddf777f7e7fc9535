import {pageDifference} from "../page/pageDifference.js";
import type {ReadReport} from "../report.js";
import {diffClaims} from "./diffClaims.js";
import {diffFigures} from "./diffFigures.js";
import {diffProse} from "./diffProse.js";
import {diffProvenance} from "./diffProvenance.js";
import {diffValues} from "./diffValues.js";
import type {ReportDiff} from "./reportDiff.js";

/** Compares what two reports say: claims, values, figures and tables, prose, provenance. What one of them lacks is noted, not counted. */
export function diffReports(old: ReadReport, now: ReadReport): ReportDiff {
  const notes: string[] = [];
  const both = <T, R>(what: string, of: (report: ReadReport) => T | undefined, compare: (a: T, b: T) => R[]): R[] => {
    const [a, b] = [of(old), of(now)];
    if (a !== undefined && b !== undefined) return compare(a, b);
    const lacking = a === undefined && b === undefined ? "both lack" : `${a === undefined ? old.name : now.name} lacks`;
    notes.push(`${what} are not compared: ${lacking} them`);
    return [];
  };
  const changes = {
    claims: claimsKnown(old, now) ? both("claims", ({claims}) => claims, diffClaims) : [],
    values: both("values", ({values}) => values, diffValues),
    figures: both("figures and tables", ({page}) => page?.figures, diffFigures),
    prose: both("sentences", ({page}) => page?.chapters, diffProse),
    provenance: both("facts of provenance", ({provenance}) => provenance, diffProvenance),
  };
  const same = Object.values(changes).every((list) => list.length === 0);
  const elsewhere = same && old.html && now.html ? pageDifference(old.html, now.html) : undefined;
  return {
    old: old.name,
    new: now.name,
    equal: same && elsewhere === undefined,
    ...changes,
    elsewhere,
    notes,
    counts: {
      claims: size(now.claims),
      values: size(now.values),
      figures: now.page?.figures.length ?? 0,
    },
  };
}

/** Reports without any claims are no reports that lack them. */
function claimsKnown(old: ReadReport, now: ReadReport): boolean {
  return old.claims !== undefined || now.claims !== undefined;
}

function size(record: object | undefined): number {
  return Object.keys(record ?? {}).length;
}
