/** A point of a garment: x to the right, y downwards; a garment fills about [-1, 1] in both. */
export type Point = readonly [x: number, y: number];

/** A closed polygon; the last point is joined to the first. */
export type Outline = readonly Point[];

/** Closes the right half of a symmetric garment, given from top to bottom, by its mirror image. */
export function mirrored(half: readonly Point[]): Outline {
  const left = half.map(([x, y]): Point => [-x, y]).reverse();
  return [...half, ...left];
}

/**
 * Rounds the corners of a closed polygon.
 * Source: G. Chaikin, "An algorithm for high-speed curve generation", Computer Graphics and Image Processing 3 (1974).
 * @param times each one doubles the points; corners are cut at a quarter of their sides
 */
export function rounded(outline: Outline, times = 1): Outline {
  let points = outline;
  for (let round = 0; round < times; round++) {
    points = points.flatMap(([x, y], i): Point[] => {
      const [nextX, nextY] = points[(i + 1) % points.length]!;
      return [
        [0.75 * x + 0.25 * nextX, 0.75 * y + 0.25 * nextY],
        [0.25 * x + 0.75 * nextX, 0.25 * y + 0.75 * nextY],
      ];
    });
  }
  return points;
}

/** A straight band of even width from one point to another: a seam, a strap. */
export function band([x1, y1]: Point, [x2, y2]: Point, width: number): Outline {
  const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) || 1;
  const dx = ((y1 - y2) / length) * (width / 2);
  const dy = ((x2 - x1) / length) * (width / 2);
  return [
    [x1 + dx, y1 + dy],
    [x2 + dx, y2 + dy],
    [x2 - dx, y2 - dy],
    [x1 - dx, y1 - dy],
  ];
}

/** An upright rectangle between two corners. */
export function box([left, top]: Point, [right, bottom]: Point): Outline {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}
