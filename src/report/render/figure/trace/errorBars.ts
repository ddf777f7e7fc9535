import {onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, objectAt, textAt, toNumber} from "../spec/read.js";
import {n} from "../svg.js";
import type {Panel} from "./prepared.js";

/** The two ends of each example's error bar, in values; undefined where there is none. */
export type Errors = readonly (readonly [number, number] | undefined)[];

/** Reads `error_x` or `error_y` (Plotly's src/components/errorbars/compute_error.js). */
export function errorsOf(trace: Json, letter: "x" | "y", values: readonly unknown[]): Errors | undefined {
  const spec = objectAt(trace, `error_${letter}`);
  const type = textAt(spec, "type") ?? (listAt(spec, "array") ? "data" : "percent");
  const given = listAt(spec, "array") !== undefined || numberAt(spec, "value") !== undefined || type === "sqrt";
  if (!(at(spec, "visible") ?? (Object.keys(spec).length > 0 && given))) return undefined;
  const uneven = listAt(spec, "arrayminus") !== undefined || numberAt(spec, "valueminus") !== undefined;
  const symmetric = at(spec, "symmetric") ?? !uneven;
  const sizeOf = (value: number, i: number, below: boolean): number => {
    const side = below && !symmetric ? "minus" : "";
    switch (type) {
      case "data":
        return toNumber(listAt(spec, `array${side}`)?.[i]) ?? Number.NaN;
      case "sqrt":
        return Math.sqrt(Math.abs(value));
      case "constant":
        return numberAt(spec, `value${side}`) ?? 10;
      default:
        return (Math.abs(value) * (numberAt(spec, `value${side}`) ?? 10)) / 100;
    }
  };
  return values.map((raw, i) => {
    const value = toNumber(raw);
    if (value === undefined) return undefined;
    const [low, high] = [value - Math.abs(sizeOf(value, i, true)), value + Math.abs(sizeOf(value, i, false))];
    return Number.isFinite(low) && Number.isFinite(high) ? ([low, high] as const) : undefined;
  });
}

interface ErrorLook {
  /** On the axis across. */
  readonly places: readonly number[];
  readonly panel: Panel;
  readonly colour: string;
  /** Sets the whiskers off from what they lie on; defaults to false. */
  readonly halo?: boolean;
}

/** Whiskers with caps, as one path. */
export function errorMarks(
  trace: Json,
  letter: "x" | "y",
  errors: Errors,
  {places, panel, colour, halo = false}: ErrorLook,
): string {
  const spec = objectAt(trace, `error_${letter}`);
  const cap = numberAt(spec, "width") ?? 4;
  const [along, across] = letter === "y" ? [panel.y, panel.x] : [panel.x, panel.y];
  const path = errors.map((ends, i) => {
    const middle = across.px(places[i] ?? Number.NaN);
    if (ends === undefined || !Number.isFinite(middle)) return "";
    const [low, high] = ends.map((end) => along.px(along.plan.toLine(end))) as [number, number];
    if (!Number.isFinite(high)) return "";
    // On a logarithmic axis, a bar down to zero or below has no end.
    const foot = Number.isFinite(low) ? low : along.ends[0];
    const capAt = (end: number): string =>
      letter === "y" ? `M${n(middle - cap)} ${n(end)}h${n(2 * cap)}` : `M${n(end)} ${n(middle - cap)}v${n(2 * cap)}`;
    const stem = letter === "y" ? `M${n(middle)} ${n(foot)}V${n(high)}` : `M${n(foot)} ${n(middle)}H${n(high)}`;
    return `${stem}${capAt(high)}${Number.isFinite(low) ? capAt(low) : ""}`;
  });
  if (path.join("") === "") return "";
  const ink = onGround(at(spec, "color"), colour);
  const width = numberAt(spec, "thickness") ?? 1.5;
  const whiskers = `<path d="${path.join("")}" fill="none" stroke="${ink}" stroke-width="${n(width)}"/>`;
  if (!halo) return whiskers;
  // On a dark bar, dark whiskers are seen by their edge.
  const edge = `stroke="var(--paper)" stroke-opacity="0.7" stroke-width="${n(width + 2)}"`;
  return `<path d="${path.join("")}" fill="none" ${edge}/>${whiskers}`;
}
