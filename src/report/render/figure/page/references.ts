import {layoutPlace} from "../axis/plan.js";
import {toNumber} from "../spec/read.js";
import type {Arranged} from "./arrange.js";

/** The plot as a whole: all panels together, in the figure's pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The pixel of a coordinate of an annotation or a shape: on an axis (`x2`), a share of its stretch (`x2 domain`) or of the plot (`paper`). */
export function pixelOf(
  value: unknown,
  reference: string,
  letter: "x" | "y",
  {axes, spans}: Arranged,
  plot: Plot,
): number {
  const [id, domain] = reference.split(" ");
  const axis = axes.get(id!);
  if (axis !== undefined && domain === undefined) return axis.scale.px(layoutPlace(axis.scale.plan, value));
  const [from, to] = spans.get(id!) ?? (letter === "x" ? [plot.left, plot.right] : [plot.top, plot.bottom]);
  const share = toNumber(value) ?? Number.NaN;
  return letter === "x" ? from + share * (to - from) : to - share * (to - from);
}

export function plotOf({spans}: Arranged): Plot {
  const of = (letter: string): (readonly [number, number])[] =>
    [...spans].filter(([id]) => id[0] === letter).map(([, span]) => span);
  const [xs, ys] = [of("x"), of("y")];
  return {
    left: Math.min(...xs.map(([from]) => from)),
    right: Math.max(...xs.map(([, to]) => to)),
    top: Math.min(...ys.map(([from]) => from)),
    bottom: Math.max(...ys.map(([, to]) => to)),
  };
}
