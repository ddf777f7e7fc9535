import {onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, numberAt, textAt} from "../spec/read.js";
import {n, rectPath} from "../svg.js";
import {dashArray} from "../trace/dash.js";
import type {Arranged} from "./arrange.js";
import type {Plot} from "./references.js";
import {pixelOf} from "./references.js";

/** A line, rectangle or ellipse of the layout; cut off at its panel by the caller. */
export function shapeMarkup(shape: Json, arranged: Arranged, plot: Plot): string {
  if (at(shape, "visible") === false) return "";
  const place = (name: "x0" | "x1" | "y0" | "y1"): number => {
    const letter = name[0] as "x" | "y";
    const reference = textAt(shape, `${letter}ref`) ?? letter;
    const {type, toLine} = arranged.axes.get(reference)?.scale.plan ?? {};
    // Unlike annotations, shapes are given by value on logarithmic axes.
    const value = type === "log" && toLine ? toLine(at(shape, name)) : at(shape, name);
    return pixelOf(value, reference, letter, arranged, plot);
  };
  const [x0, x1, y0, y1] = [place("x0"), place("x1"), place("y0"), place("y1")];
  if (![x0, x1, y0, y1].every(Number.isFinite)) return "";
  const width = numberAt(shape, "line.width") ?? 2;
  const stroke =
    width > 0 ? ` stroke="${onGround(at(shape, "line.color"), "var(--soft)")}" stroke-width="${n(width)}"` : "";
  const dash = dashArray(textAt(shape, "line.dash"), width);
  const faint = numberAt(shape, "opacity");
  const look = `${stroke}${dash}${faint === undefined || faint === 1 ? "" : ` opacity="${n(faint)}"`}`;
  const fill = onGround(at(shape, "fillcolor"), "none");
  switch (textAt(shape, "type") ?? "rect") {
    case "line":
      return `<path d="M${n(x0)} ${n(y0)}L${n(x1)} ${n(y1)}" fill="none"${look}/>`;
    case "circle":
      return `<ellipse cx="${n((x0 + x1) / 2)}" cy="${n((y0 + y1) / 2)}" rx="${n(Math.abs(x1 - x0) / 2)}" ry="${n(Math.abs(y1 - y0) / 2)}" fill="${fill}"${look}/>`;
    default:
      return `<path d="${rectPath(x0, y0, x1, y1)}" fill="${fill}"${look}/>`;
  }
}
