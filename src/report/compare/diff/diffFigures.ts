import {hashOf} from "../../../core/hash.js";
import type {PageFigure} from "../page/readFigure.js";
import {diffData} from "./diffData.js";
import type {FigureChange} from "./reportDiff.js";

/** Figures and tables that differ, in the order of the new report; those that are gone come last. Their numbers do not count. */
export function diffFigures(old: readonly PageFigure[], now: readonly PageFigure[]): FigureChange[] {
  const before = new Map(old.map((figure) => [figure.anchor, figure]));
  const kept = new Set(now.map(({anchor}) => anchor));
  return [
    ...now.flatMap((figure) => change(before.get(figure.anchor), figure)),
    ...old.filter(({anchor}) => !kept.has(anchor)).flatMap((figure) => change(figure, undefined)),
  ];
}

function change(old: PageFigure | undefined, now: PageFigure | undefined): FigureChange[] {
  const {anchor} = (now ?? old)!;
  if (!old || !now) return [{anchor, old, new: now, captionChanged: false, details: [], detailCount: 0}];
  const captionChanged = old.caption !== now.caption;
  const same = hashOf(old.content) === hashOf(now.content);
  if (same && !captionChanged) return [];
  const {details, count} = same ? {details: [], count: 0} : diffData(dataOf(old), dataOf(now));
  return [{anchor, old, new: now, captionChanged, details, detailCount: count}];
}

/** The part whose paths an author knows: `data[0].y[3]` of a plot, `rows[2][1]` of a table. */
function dataOf({content}: PageFigure): unknown {
  if (content.kind !== "plot") return content;
  const {specification, alt} = content;
  return typeof specification === "object" && specification !== null ? {...specification, alt} : content;
}
