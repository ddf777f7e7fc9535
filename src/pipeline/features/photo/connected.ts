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
  const open = inside.map((own) => Number(own === value));
  const parts: Part[] = [];
  for (let start = 0; start < open.length; start++) {
    if (open[start] === 1) parts.push(flood(open, start, height, width));
  }
  return parts.sort((a, b) => b.pixels.length - a.pixels.length || a.pixels[0]! - b.pixels[0]!);
}

/** Collects what is connected with `start`, and closes it. */
function flood(open: Uint8Array, start: number, height: number, width: number): Part {
  const pixels = [start];
  let touchesEdge = false;
  const enter = (pixel: number): void => {
    if (open[pixel] === 0) return;
    open[pixel] = 0;
    pixels.push(pixel);
  };
  open[start] = 0;
  for (let next = 0; next < pixels.length; next++) {
    const pixel = pixels[next]!;
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (y === 0 || x === 0 || y === height - 1 || x === width - 1) touchesEdge = true;
    if (y > 0) enter(pixel - width);
    if (x > 0) enter(pixel - 1);
    if (x < width - 1) enter(pixel + 1);
    if (y < height - 1) enter(pixel + width);
  }
  return {pixels, touchesEdge};
}
