import type {Random} from "../../../core/random.js";
import type {Paint, Part} from "./canvas.js";
import {shaded} from "./fabric.js";
import {band, box, mirrored, type Outline, type Point, rounded} from "./outline.js";

/** A box, pouch or tote with one handle, two or none, a flap or a zip. */
export function bag(random: Random, fabric: Paint): Part[] {
  const width = random.between(0.5, 0.92);
  const top = random.between(-0.35, 0.05);
  const bottom = top + random.between(0.6, 0.95);
  const taper = random.between(-0.18, 0.12);
  const body = mirrored([
    [0, top],
    [width + taper, top],
    [width, (top + bottom) / 2],
    [width - 0.03, bottom],
    [0, bottom],
  ]);
  const trim = shaded(fabric, random.between(0.45, 0.8));
  const handle = drawHandle(random, {width: width + taper, top});
  const parts: Part[] = handle ? [{outline: handle, paint: shaded(fabric, random.between(0.7, 1.1))}] : [];
  parts.push({outline: rounded(body), paint: fabric});
  if (random.next() < 0.5) {
    const flap = top + (bottom - top) * random.between(0.25, 0.6);
    parts.push({outline: band([-width + 0.05, flap], [width - 0.05, flap], 0.06), paint: trim});
    parts.push({outline: box([-0.07, flap - 0.05], [0.07, flap + 0.09]), paint: shaded(fabric, 1.6)});
  } else if (random.next() < 0.6) {
    parts.push({outline: band([-width + 0.06, top + 0.08], [width - 0.06, top + 0.08], 0.05), paint: trim});
  }
  return parts;
}

/** An arch; the inner edge runs back, so that the even-odd rule leaves the hole open. */
function drawHandle(random: Random, {width, top}: {readonly width: number; readonly top: number}): Outline | undefined {
  if (random.next() < 0.15) return undefined;
  const reach = width * random.between(0.4, 1);
  const height = random.between(0.2, Math.max(0.25, top + 0.95));
  const thick = random.between(0.07, 0.14);
  const arch = (x: number, y: number): Point[] => [
    [-x, top + 0.05],
    [-x, top - y * 0.5],
    [-x * 0.65, top - y],
    [x * 0.65, top - y],
    [x, top - y * 0.5],
    [x, top + 0.05],
  ];
  return [...arch(reach, height), ...arch(reach - thick, height - thick).reverse()];
}
