import type {Random} from "../../../core/random.js";
import type {Paint, Part} from "./canvas.js";
import {drawBody, longSleeve, neckBand, silhouette} from "./cut.js";
import {plain, shaded} from "./fabric.js";
import {band, box} from "./outline.js";

/** Short sleeves, round or pointed neck, no opening. */
export function tShirt(random: Random, fabric: Paint): Part[] {
  const cut = {
    ...drawBody(random),
    neckDepth: random.between(0.08, 0.34),
    sleeve: random.between(0.3, 0.6),
    spread: random.between(0.55, 1.3),
    cuff: random.between(0.24, 0.36),
  };
  const trim = random.next() < 0.4 ? [neckBand(cut, shaded(fabric, random.between(0.55, 1.3)))] : [];
  return [{outline: silhouette(cut), paint: fabric}, ...trim];
}

/** Long sleeves with ribbed cuffs and hem, closed front, sometimes a high collar. */
export function pullover(random: Random, fabric: Paint): Part[] {
  const cut = {...drawBody(random), neckDepth: random.between(0.04, 0.2), ...longSleeve(random)};
  const rib = shaded(fabric, random.between(0.7, 1.2));
  const hem = box([-cut.hem, cut.bottom - 0.1], [cut.hem, cut.bottom]);
  const parts = [{outline: silhouette(cut), paint: fabric}, {outline: hem, paint: rib}, neckBand(cut, rib)];
  if (random.next() < 0.25) parts.push({outline: box([-cut.neck, -1], [cut.neck, -0.78]), paint: rib});
  return parts;
}

/** Long sleeves, a front that opens all the way, lapels or a hood, sometimes buttons and a belt. */
export function coat(random: Random, fabric: Paint): Part[] {
  const body = drawBody(random);
  const long = random.between(0, 0.12);
  const cut = {...body, hem: body.hem + long, bottom: 0.97, neckDepth: 0.06, ...longSleeve(random)};
  const lapel = random.between(0.25, 0.6);
  const dark = shaded(fabric, random.between(0.3, 0.6));
  const parts: Part[] = [
    {outline: silhouette(cut), paint: fabric},
    {outline: band([0, -0.85], [random.between(-0.04, 0.04), 1], random.between(0.05, 0.1)), paint: dark},
    {
      outline: [
        [-cut.neck, -0.88],
        [0, -0.85 + lapel],
        [-cut.neck - 0.08, -0.5],
      ],
      paint: shaded(fabric, 0.75),
    },
    {
      outline: [
        [cut.neck, -0.88],
        [0, -0.85 + lapel],
        [cut.neck + 0.08, -0.5],
      ],
      paint: shaded(fabric, 0.8),
    },
    {
      outline: [
        [-cut.neck, -0.88],
        [cut.neck, -0.88],
        [0, -0.85 + lapel * 0.8],
      ],
      paint: dark,
    },
  ];
  if (random.next() < 0.4) parts.push({outline: band([-cut.chest, 0.15], [cut.chest, 0.15], 0.1), paint: dark});
  if (random.next() < 0.5) parts.push(...buttons(0.12, 0.3, plain(random.between(0, 1))));
  return parts;
}

/** Long or short sleeves, a pointed collar, a thin button strip, a curved hem. */
export function shirt(random: Random, fabric: Paint): Part[] {
  const short = {sleeve: random.between(0.3, 0.6), spread: random.between(0.5, 1.1), cuff: random.between(0.24, 0.34)};
  const sleeve = random.next() < 0.35 ? short : longSleeve(random);
  const cut = {...drawBody(random), neckDepth: random.between(0.1, 0.25), ...sleeve};
  const collar = shaded(fabric, random.between(1.1, 1.35));
  const strip = shaded(fabric, random.between(0.65, 0.85));
  const reach = random.between(0.2, 0.34);
  return [
    {outline: silhouette(cut), paint: fabric},
    {outline: band([0.01, -0.8 + cut.neckDepth], [0.01, cut.bottom], 0.05), paint: strip},
    {
      outline: [
        [-cut.neck, -0.9],
        [-0.02, -0.82 + cut.neckDepth],
        [-0.16, -0.85 + reach],
        [-cut.neck - 0.08, -0.75],
      ],
      paint: collar,
    },
    {
      outline: [
        [cut.neck, -0.9],
        [0.02, -0.82 + cut.neckDepth],
        [0.16, -0.85 + reach],
        [cut.neck + 0.08, -0.75],
      ],
      paint: collar,
    },
    ...(random.next() < 0.6 ? buttons(0.01, 0.25, plain(random.between(0, 0.25))) : []),
  ];
}

function buttons(x: number, gap: number, paint: Paint): Part[] {
  const part = (y: number): Part => ({outline: box([x - 0.035, y], [x + 0.035, y + 0.07]), paint});
  return Array.from({length: 5}, (_, i) => part(-0.5 + i * gap));
}
