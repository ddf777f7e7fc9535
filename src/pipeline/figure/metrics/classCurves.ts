import type {PlotTrace} from "../../../core/payload.js";
import {classColours} from "../theme.js";
import {thinned} from "../thinned.js";
import type {DirectLabel} from "./directLabels.js";

/** The curve of one class. */
export interface ClassCurve {
  readonly name: string;
  /** Area under it: the lowest are the ones to look at. */
  readonly area: number;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
}

/** The window that is drawn, in plotted units (decades on a logarithmic axis). */
export interface CurveWindow {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly log?: boolean;
}

/** The curves with the lowest areas in the colours of their classes, the others thin and grey: all of these lie in the corner. */
export function curveTraces(
  curves: readonly ClassCurve[],
  shown: readonly ClassCurve[],
  window: CurveWindow,
): PlotTrace[] {
  const order = [...curves].sort((a, b) => Number(shown.includes(a)) - Number(shown.includes(b)));
  return order.map((curve) => {
    const points = pointsOf(curve, window);
    const isShown = shown.includes(curve);
    return {
      type: "scatter",
      mode: "lines",
      name: curve.name,
      x: points.map(({x}) => x),
      y: points.map(({y}) => y),
      line: {color: isShown ? colourOf(curve, curves) : "#b5b5b5", width: isShown ? 2 : 1},
      hovertemplate: `${curve.name}<br>%{x:.2%}, %{y:.2%}<extra></extra>`,
    };
  });
}

/** The `count` curves with the lowest areas, lowest first. */
export function lowest(curves: readonly ClassCurve[], count: number): ClassCurve[] {
  return [...curves].sort((a, b) => a.area - b.area).slice(0, count);
}

/** A label with name and area at the point of the curve whose x is nearest. */
export function labelAt(curve: ClassCurve, x: number, curves: readonly ClassCurve[]): DirectLabel {
  let nearest = 0;
  for (let i = 0; i < curve.xs.length; i++) {
    if (Math.abs(curve.xs[i]! - x) < Math.abs(curve.xs[nearest]! - x)) nearest = i;
  }
  const text = `${curve.name} ${curve.area.toFixed(3)}`;
  return {text, color: colourOf(curve, curves), x: curve.xs[nearest]!, y: curve.ys[nearest]!};
}

function colourOf(curve: ClassCurve, curves: readonly ClassCurve[]): string {
  return classColours[curves.indexOf(curve) % classColours.length]!;
}

/** Points inside the window, as many as its pixels can show, evenly along the line. */
function pointsOf({xs, ys}: ClassCurve, {x: [left, right], y: [low, high], log = false}: CurveWindow): Point[] {
  const points: Point[] = [];
  let path = 0;
  for (let i = 0; i < xs.length; i++) {
    const [x, y] = [Math.max(xs[i]!, log ? 10 ** left : left), Math.max(ys[i]!, low)];
    const previous = points.at(-1);
    const place = log ? Math.log10(x) : x;
    if (previous) {
      path += Math.abs(place - previous.place) / (right - left) + Math.abs(y - previous.y) / (high - low);
    }
    points.push({x, y, place, path});
  }
  return thinned(points, (point) => point.path, 250);
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly place: number;
  readonly path: number;
}
