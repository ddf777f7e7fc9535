/** A mask: 1 inside, 0 outside. */
export interface Mask {
  readonly height: number;
  readonly width: number;
  /** [height, width] */
  readonly inside: Uint8Array;
}

/** One connected part of a mask. */
export interface Part {
  /** Pixel numbers, row-major. */
  readonly pixels: readonly number[];
  readonly touchesEdge: boolean;
}

/** Connected parts of the pixels with the given value, larger ones first; corners do not connect. */
export function partsOf({height, width, inside}: Mask, value: 0 | 1): Part[] {
  const seen = new Uint8Array(inside.length);
  const parts: Part[] = [];
  for (let start = 0; start < inside.length; start++) {
    if (seen[start] || inside[start] !== value) continue;
    const pixels = [start];
    let touchesEdge = false;
    seen[start] = 1;
    for (let next = 0; next < pixels.length; next++) {
      const pixel = pixels[next]!;
      const [y, x] = [Math.floor(pixel / width), pixel % width];
      if (y === 0 || x === 0 || y === height - 1 || x === width - 1) touchesEdge = true;
      const near = [
        y > 0 && pixel - width,
        x > 0 && pixel - 1,
        x < width - 1 && pixel + 1,
        y < height - 1 && pixel + width,
      ];
      for (const other of near) {
        if (other === false || seen[other] || inside[other] !== value) continue;
        seen[other] = 1;
        pixels.push(other);
      }
    }
    parts.push({pixels, touchesEdge});
  }
  return parts.sort((a, b) => b.pixels.length - a.pixels.length || a.pixels[0]! - b.pixels[0]!);
}
