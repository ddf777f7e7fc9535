import {drawFigure} from "../../../../src/report/render/figure/drawFigure.js";
import type {DrawnFigure, DrawOptions} from "../../../../src/report/render/figure/figure.js";

/** Draws traces, which must be ones that can be drawn. */
export function drawn(data: readonly object[], layout: object = {}, options: DrawOptions = {}): DrawnFigure {
  const drawing = drawFigure({data, layout}, options);
  if ("unsupported" in drawing) throw new Error(`cannot draw ${drawing.unsupported}`);
  return drawing;
}

/** The paths of a drawing, as lists of their numbers. */
export function pathsOf(svg: string): {readonly attributes: string; readonly numbers: number[]; readonly d: string}[] {
  return [...svg.matchAll(/<path ([^>]*?)d="([^"]*)"([^>]*)\/>/g)].map(([, before, d, behind]) => ({
    attributes: before! + behind!,
    d: d!,
    numbers: (d!.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number),
  }));
}

/** The boxes that closed `MxyHxVyHxz` pieces of a path cover. */
export function boxesOf(d: string): {left: number; top: number; right: number; bottom: number}[] {
  return [...d.matchAll(/M([\d.-]+) ([\d.-]+)H([\d.-]+)V([\d.-]+)H[\d.-]+z/g)].map(([, left, top, right, bottom]) => ({
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }));
}
