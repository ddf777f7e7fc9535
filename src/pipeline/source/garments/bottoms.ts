import type {Random} from "../../../core/random.js";
import type {Paint, Part} from "./canvas.js";
import {shaded} from "./fabric.js";
import {band, box, mirrored, type Point, rounded} from "./outline.js";

/** Two legs under a waistband: narrow, straight or flared. */
export function trouser(random: Random, fabric: Paint): Part[] {
  const hip = random.between(0.3, 0.44);
  const waist = hip - random.between(0.02, 0.1);
  const leg = random.between(0.16, 0.28);
  const stance = random.between(0.03, 0.16);
  const crotch = random.between(-0.45, -0.1);
  const knee = (hip + stance + leg) / 2;
  const outline = rounded(
    mirrored([
      [0, -0.95],
      [waist, -0.95],
      [hip, -0.5],
      [knee + 0.04, 0.25],
      [stance + leg, 0.96],
      [stance, 0.96],
      [stance * 0.6 + 0.02, 0.2],
      [0, crotch],
    ]),
  );
  const parts: Part[] = [
    {outline, paint: fabric},
    {outline: box([-waist, -0.96], [waist, -0.84]), paint: shaded(fabric, random.between(0.6, 1.25))},
  ];
  if (random.next() < 0.5) parts.push({outline: band([0, -0.85], [0, crotch], 0.05), paint: shaded(fabric, 0.6)});
  return parts;
}

/** A bodice with or without sleeves, a waist, a skirt from pencil to wide. */
export function dress(random: Random, fabric: Paint): Part[] {
  const chest = random.between(0.22, 0.36);
  const waist = chest - random.between(0, 0.1);
  const waistY = random.between(-0.3, 0.1);
  const hem = waist + random.between(0.02, 0.38);
  const neck = random.between(0.12, 0.22);
  const half: Point[] = [
    [0, -0.92 + random.between(0.08, 0.35)],
    [neck, -0.95],
    ...arm(random, chest),
    [chest, -0.5],
    [waist, waistY],
    [(waist + hem) / 2 + 0.05, 0.4],
    [hem, 0.96],
    [0, 0.96],
  ];
  const parts: Part[] = [{outline: rounded(mirrored(half)), paint: fabric}];
  if (random.next() < 0.5) {
    parts.push({
      outline: band([-waist, waistY], [waist, waistY], 0.1),
      paint: shaded(fabric, random.between(0.4, 1.3)),
    });
  }
  return parts;
}

/** Shoulder to armpit: a strap, a short sleeve or a long one. */
function arm(random: Random, chest: number): Point[] {
  const kind = random.next();
  const shoulder = chest + 0.02;
  if (kind < 0.55) return [[chest - 0.04, -0.93]];
  const length = kind < 0.8 ? random.between(0.25, 0.5) : random.between(0.8, 1.2);
  const spread = random.between(0.1, 0.4) + (kind < 0.8 ? 0.3 : 0);
  return [
    [shoulder, -0.85],
    [shoulder + length * spread + 0.06, -0.85 + length],
    [shoulder + length * spread - 0.1, -0.83 + length + 0.06],
  ];
}
