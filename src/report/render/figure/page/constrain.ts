import type {AxisPlan} from "../axis/plan.js";
import {numberAt, textAt} from "../spec/read.js";
import type {Span} from "./tracks.js";

type Ranges = ReadonlyMap<string, readonly [number, number]>;

/**
 * Gives axes that are tied to another (`scaleanchor`) the same pixels for a unit: the one with more of them shows a wider range,
 * or, where its `constrain` is "domain", becomes shorter, about its middle.
 */
export function constrained(
  plans: ReadonlyMap<string, AxisPlan>,
  spans: ReadonlyMap<string, Span>,
  ranges: Ranges,
): {readonly spans: ReadonlyMap<string, Span>; readonly ranges: Ranges} {
  const [newSpans, newRanges] = [new Map(spans), new Map(ranges)];
  for (const [id, {options}] of plans) {
    const other = textAt(options, "scaleanchor");
    if (other === undefined || !plans.has(other) || other === id) continue;
    const ratio = numberAt(options, "scaleratio") ?? 1;
    const unit = (axis: string): number => length(newSpans.get(axis)!) / Math.abs(length(newRanges.get(axis)!));
    const [own, anchor] = [unit(id) / ratio, unit(other)];
    if (Math.abs(own / anchor - 1) < 1e-6) continue;
    const [long, share] = own > anchor ? [id, anchor / own] : [other, own / anchor];
    if (textAt(plans.get(long)!.options, "constrain") === "domain")
      newSpans.set(long, aboutMiddle(newSpans.get(long)!, share));
    else newRanges.set(long, aboutMiddle(newRanges.get(long)!, 1 / share));
  }
  return {spans: newSpans, ranges: newRanges};
}

function length([from, to]: readonly [number, number]): number {
  return to - from;
}

function aboutMiddle([from, to]: readonly [number, number], share: number): [number, number] {
  const [middle, half] = [(from + to) / 2, ((to - from) / 2) * share];
  return [middle - half, middle + half];
}
