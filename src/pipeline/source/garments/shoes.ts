import type {Random} from "../../../core/random.js";
import type {Paint, Part} from "./canvas.js";
import {plain, shaded} from "./fabric.js";
import {band, box, type Point, rounded} from "./outline.js";

/** A low shoe seen from the side, toe to the left: thick sole, laces, sometimes a stripe. */
export function sneaker(random: Random, fabric: Paint): Part[] {
  const opening = random.between(-0.42, -0.2);
  const toe = random.between(0, 0.16);
  const sole = random.between(0.1, 0.18);
  const upper: Point[] = [
    [-0.95, 0.4],
    [-0.92, toe],
    [-0.55, toe - 0.1],
    [-0.12, opening + 0.12],
    [0.1, opening - 0.08],
    [0.4, opening + 0.08],
    [0.8, opening - random.between(0, 0.16)],
    [0.9, 0.1],
    [0.92, 0.4],
  ];
  const parts: Part[] = [
    {outline: rounded(upper), paint: fabric},
    {outline: rounded(box([-0.97, 0.4 - sole / 2], [0.95, 0.4 + sole / 2])), paint: plain(random.between(0.25, 1))},
  ];
  const lace = plain(random.between(0, 1));
  for (let i = 0; i < 3; i++) {
    const x = -0.4 + i * 0.14;
    const y = toe - 0.1 + ((opening - toe + 0.2) * (i + 0.6)) / 3.2;
    parts.push({outline: band([x - 0.04, y - 0.05], [x + 0.1, y + 0.12], 0.05), paint: lace});
  }
  if (random.next() < 0.5) {
    const from = random.between(0, 0.35);
    parts.push({outline: band([from, 0.3], [from + 0.25, opening + 0.2], 0.13), paint: plain(random.between(0, 1))});
  }
  return parts;
}

/** A shoe with a shaft, seen from the side, toe to the left: flat sole, block heel or high heel. */
export function ankleBoot(random: Random, fabric: Paint): Part[] {
  const top = random.between(-0.95, -0.55);
  const front = random.between(-0.12, 0.15);
  const heel = random.between(0.06, 0.4);
  const toe = random.between(0.3, 0.48);
  const ground = 0.78;
  const upper: Point[] = [
    [-0.88, ground - 0.06],
    [-0.86, toe],
    [-0.5, toe - 0.14],
    [front - 0.06, toe - 0.42],
    [front, top + random.between(0, 0.1)],
    [0.72, top],
    [0.68, 0.1],
    [0.76, ground - heel],
    [0.15, ground - heel * 0.75],
    [-0.2, ground - 0.06],
  ];
  const sole = plain(random.between(0.15, 0.9));
  const heelFoot = random.between(0.15, 0.36);
  const parts: Part[] = [
    {
      outline: [
        [0.78, ground - heel - 0.04],
        [0.76, ground + 0.03],
        [0.76 - heelFoot, ground + 0.03],
        [0.36, ground - heel],
      ],
      paint: sole,
    },
    {outline: rounded(upper), paint: fabric},
    {outline: band([-0.9, ground - 0.02], [-0.15, ground - 0.02], 0.08), paint: sole},
  ];
  if (random.next() < 0.4)
    parts.push({outline: band([front, top + 0.3], [0.7, top + 0.34], 0.1), paint: shaded(fabric, 0.55)});
  if (random.next() < 0.3) parts.push({outline: box([0.3, top + 0.15], [0.42, 0.25]), paint: shaded(fabric, 0.5)});
  return parts;
}

/** A sole with straps and the gaps between them, seen from the side, toe to the left: flat, wedge or high heel. */
export function sandal(random: Random, fabric: Paint): Part[] {
  const heel = random.next() < 0.5 ? random.between(0, 0.15) : random.between(0.4, 0.85);
  const ground = 0.35 + heel * 0.45;
  const back = ground - heel;
  const sole = random.between(0.1, 0.18);
  const footbed: Point[] = [
    [-0.93, ground - sole],
    [-0.45, ground - sole - 0.02],
    [0.35, back - sole * 0.6],
    [0.88, back - sole * 0.8],
    [0.9, back + 0.04],
    [0.3, back + sole * 0.8],
    [-0.4, ground],
    [-0.92, ground],
  ];
  const parts: Part[] = [{outline: footbed, paint: plain(random.between(0.3, 1))}];
  if (heel > 0.3)
    parts.push(random.next() < 0.4 ? wedge(ground, back, fabric) : stiletto(random, ground, back, fabric));
  return [...parts, ...straps(random, {ground, back, fabric})];
}

function wedge(ground: number, back: number, fabric: Paint): Part {
  return {
    outline: [
      [0.9, back],
      [0.88, ground],
      [-0.45, ground],
      [0.3, back + 0.1],
    ],
    paint: shaded(fabric, 0.7),
  };
}

function stiletto(random: Random, ground: number, back: number, fabric: Paint): Part {
  const foot = random.between(0.08, 0.2);
  return {
    outline: [
      [0.9, back],
      [0.88, ground],
      [0.88 - foot, ground],
      [0.6, back],
    ],
    paint: shaded(fabric, 0.8),
  };
}

function straps(
  random: Random,
  {ground, back, fabric}: {readonly ground: number; readonly back: number; readonly fabric: Paint},
): Part[] {
  const count = 2 + random.int(2);
  const width = random.between(0.1, 0.2);
  const height = random.between(0.26, 0.42);
  const front = Array.from({length: count}, (_, i): Part => {
    const x = -0.75 + i * (0.75 / count) + random.between(0, 0.08);
    const y = ground - 0.12 + ((back - ground) * Math.max(0, x + 0.45)) / 1.2;
    return {outline: band([x, y], [x + random.between(0.18, 0.4), y - height], width), paint: fabric};
  });
  if (random.next() < 0.25) return front;
  const lift = back - height - random.between(0, 0.15);
  return [
    ...front,
    {outline: band([0.84, back - 0.05], [0.74, lift], width), paint: fabric},
    {outline: band([0.78, lift + 0.04], [0.2, lift + random.between(-0.05, 0.12)], width * 0.9), paint: fabric},
    {outline: band([0.26, lift], [-0.05, back + (ground - back) * 0.4 - 0.06], width * 0.9), paint: fabric},
  ];
}
