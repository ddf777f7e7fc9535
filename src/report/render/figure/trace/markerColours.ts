import {onGround} from "../colour/ground.js";
import type {ColourScale} from "../colour/scale.js";
import {scaleOf} from "../colour/scale.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, pick, textAt, toNumber} from "../spec/read.js";
import {Unsupported} from "../unsupported.js";

/** A colour scale with the values at its two ends. */
export interface ScaledColours {
  readonly scale: ColourScale;
  readonly low: number;
  readonly high: number;
}

/** The colour of each of a trace's marks: one for all, one each, or a number each on a colour scale. */
export function markerColours(spec: Json): (i: number) => string {
  const colour = at(spec, "marker.color");
  const scaled = markerScale(spec);
  if (scaled === undefined) return (i) => onGround(pick(colour, i), "var(--plot-1)");
  return (i) => {
    const value = toNumber(pick(colour, i));
    return value === undefined ? "var(--plot-axis)" : scaled.scale.colour(shareOf(value, scaled));
  };
}

/** The scale of a trace whose marks are coloured by number; undefined for any other. */
export function markerScale(spec: Json): ScaledColours | undefined {
  const list = listAt(spec, "marker.color");
  if (list === undefined || !list.some((value) => typeof value === "number")) return undefined;
  const values = list.flatMap((value) => toNumber(value) ?? []);
  return {
    scale: namedScale(at(spec, "marker.colorscale"), at(spec, "marker.reversescale") === true),
    ...bounds(values, numberAt(spec, "marker.cmin"), numberAt(spec, "marker.cmax"), numberAt(spec, "marker.cmid")),
  };
}

/** @throws Unsupported for a name that is no colour scale */
export function namedScale(spec: unknown, reversed: boolean): ColourScale {
  const scale = scaleOf(spec, reversed);
  if (scale === undefined) throw new Unsupported(`the colour scale ${textAt({spec}, "spec") ?? "given"}`);
  return scale;
}

/** The ends of a colour scale: the author's, or the data's, even about a middle where there is one. */
export function bounds(
  values: readonly number[],
  low: number | undefined,
  high: number | undefined,
  middle: number | undefined,
): {readonly low: number; readonly high: number} {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  if (!Number.isFinite(least)) [least, most] = [0, 1];
  if (middle !== undefined && low === undefined && high === undefined) {
    const reach = Math.max(most - middle, middle - least);
    [least, most] = [middle - reach, middle + reach];
  }
  return {low: low ?? least, high: high ?? most};
}

/** Where a value lies on a scale, in 0 to 1; a scale of one value is at its middle. */
export function shareOf(value: number, {low, high}: {readonly low: number; readonly high: number}): number {
  return high === low ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low)));
}
