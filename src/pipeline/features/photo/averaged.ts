/** Numbers of a picture: [height, width, channels], row-major. */
export interface Raster {
  readonly values: ArrayLike<number>;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Resizes by area: each new pixel is the mean of what lies under it, pixels that it cuts counted by their share. Shrinking by a whole
 * number gives plain means of blocks, and a picture whose pixels were each repeated comes back exactly.
 * @returns [height, width, channels]
 */
export function averaged(raster: Raster, height: number, width: number): Float32Array {
  const {values, channels} = raster;
  const across = cover(raster.width, width);
  const down = cover(raster.height, height);
  const narrow = new Float32Array(raster.height * width * channels);
  weigh(values, narrow, {outer: raster.height, from: raster.width, inner: channels, cover: across});
  const result = new Float32Array(height * width * channels);
  weigh(narrow, result, {outer: 1, from: raster.height, inner: width * channels, cover: down});
  return result;
}

/** The pixels under one new pixel and their shares, which sum to 1. */
interface Span {
  readonly first: number;
  readonly shares: readonly number[];
}

function cover(from: number, to: number): Span[] {
  const scale = from / to;
  return Array.from({length: to}, (_, t) => {
    const [start, end] = [t * scale, t + 1 === to ? from : (t + 1) * scale];
    const first = Math.floor(start);
    const last = Math.min(from - 1, Math.max(first, Math.ceil(end) - 1));
    const shares: number[] = [];
    for (let i = first; i <= last; i++) shares.push((Math.min(end, i + 1) - Math.max(start, i)) / (end - start));
    return {first, shares};
  });
}

interface Weighing {
  readonly outer: number;
  readonly from: number;
  readonly inner: number;
  readonly cover: readonly Span[];
}

/** Weighted sums along the middle axis: [outer, from, inner] to [outer, to, inner]. */
function weigh(source: ArrayLike<number>, target: Float32Array, {outer, from, inner, cover}: Weighing): void {
  for (let o = 0; o < outer; o++) {
    for (const [t, {first, shares}] of cover.entries()) {
      const to = (o * cover.length + t) * inner;
      for (let n = 0; n < inner; n++) {
        let sum = 0;
        for (let k = 0; k < shares.length; k++) sum += source[(o * from + first + k) * inner + n]! * shares[k]!;
        target[to + n] = sum;
      }
    }
  }
}
