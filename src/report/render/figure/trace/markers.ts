import {groupsOf} from "../groups.js";
import {n} from "../svg.js";
import {dotsPath} from "./dots.js";

/** A marker to be drawn, in pixels. */
export interface Marker {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
}

/** How the markers of a trace look beside their colour and size. */
export interface MarkerLook {
  /** One of Plotly's names: `circle`, `square-open`. */
  readonly symbol: string;
  /** In 0 to 1. */
  readonly opacity: number;
  readonly outline: {readonly colour: string; readonly width: number};
}

/**
 * Markers as few paths: one for all that share colour and size. Where they are translucent or outlined, markers that overlap go
 * into different paths, so that they darken each other as single elements would.
 */
export function markerPaths(markers: readonly Marker[], look: MarkerLook): string {
  const alike = groupsOf(markers, ({colour, radius}) => `${colour} ${n(radius)}`);
  const paths = [...alike.values()].flatMap((list) => {
    const apart = look.opacity < 1 || look.outline.width > 0 ? layers(list) : [list];
    return apart.map((layer) => pathOf(layer, look));
  });
  return paths.join("");
}

/** One marker alone, as the legend shows it. */
export function pathOf(markers: readonly Marker[], {symbol, opacity, outline}: MarkerLook): string {
  const {radius, colour} = markers[0]!;
  const [shape, open] = [symbol.replace("-open", ""), symbol.endsWith("-open")];
  const faint = opacity < 1 ? ` opacity="${n(opacity)}"` : "";
  if (shape === "circle" && !open && outline.width === 0) {
    return `<path d="${dotsPath(markers)}" fill="none" stroke="${colour}" stroke-width="${n(2 * radius)}" stroke-linecap="round"${faint}/>`;
  }
  const d = markers.map(({x, y}) => symbolPath(shape, x, y, radius)).join("");
  if (open) return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(outline.width || 1.5)}"${faint}/>`;
  const edge = outline.width > 0 ? ` stroke="${outline.colour}" stroke-width="${n(outline.width)}"` : "";
  return `<path d="${d}" fill="${colour}"${edge}${faint}/>`;
}

/** Plotly's shapes (src/components/drawing/symbol_defs.js). */
function symbolPath(shape: string, x: number, y: number, r: number): string {
  switch (shape) {
    case "square":
      return `M${n1(x - r)} ${n1(y - r)}h${n(2 * r)}v${n(2 * r)}h${n(-2 * r)}z`;
    case "diamond": {
      const d = n(1.3 * r);
      return `M${n1(x - 1.3 * r)} ${n1(y)}l${d}-${d} ${d} ${d}-${d} ${d}z`;
    }
    case "triangle-up":
    case "triangle-down": {
      const side = (2 * r) / Math.sqrt(3);
      const up = shape === "triangle-up" ? 1 : -1;
      return `M${n1(x - side)} ${n1(y + (up * r) / 2)}h${n(2 * side)}l${n(-side)} ${n(-1.5 * up * r)}z`;
    }
    case "cross": {
      const [arm, long] = [0.4 * r, 1.2 * r];
      const [w, l] = [n(2 * arm), n(long - arm)];
      return `M${n1(x - long)} ${n1(y - arm)}h${l}v-${l}h${w}v${l}h${l}v${w}h-${l}v${l}h-${w}v-${l}h-${l}z`;
    }
    case "x": {
      const a = 0.4 * r * Math.SQRT2;
      const e = (1.2 * r) / Math.SQRT2;
      const s = n(e);
      const k = n(a);
      return `M${n1(x)} ${n1(y - a)}l${s}-${s} ${k} ${k}-${s} ${s} ${s} ${s}-${k} ${k}-${s}-${s}-${s} ${s}-${k}-${k} ${s}-${s}-${s}-${s} ${k}-${k}z`;
    }
    default: {
      const [arc, d] = [n(r), n(2 * r)];
      return `M${n1(x - r)} ${n1(y)}a${arc} ${arc} 0 1 0 ${d} 0a${arc} ${arc} 0 1 0-${d} 0z`;
    }
  }
}

const mostLayers = 12;

/** Divides markers into layers without overlaps; what would need a thirteenth goes into the last. */
function layers(markers: readonly Marker[]): Marker[][] {
  const size = Math.max(1, 2 * markers[0]!.radius);
  const out: Marker[][] = [];
  const cells = new Map<string, {x: number; y: number; layer: number}[]>();
  for (const marker of markers) {
    const [i, j] = [Math.floor(marker.x / size), Math.floor(marker.y / size)];
    const taken = new Set<number>();
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) {
        for (const other of cells.get(`${i + di},${j + dj}`) ?? []) {
          if (Math.hypot(other.x - marker.x, other.y - marker.y) < size) taken.add(other.layer);
        }
      }
    }
    let layer = 0;
    while (taken.has(layer) && layer < mostLayers - 1) layer++;
    if (layer === out.length) out.push([]);
    out[layer]!.push(marker);
    const cell = cells.get(`${i},${j}`);
    if (cell) cell.push({x: marker.x, y: marker.y, layer});
    else cells.set(`${i},${j}`, [{x: marker.x, y: marker.y, layer}]);
  }
  return out;
}

/** Tenths of a pixel are enough for thousands of markers. */
function n1(value: number): string {
  return n(Math.round(value * 10) / 10);
}
