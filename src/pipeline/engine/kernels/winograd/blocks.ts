import type {ProductEngine} from "../products.js";
import {points, side, type Winograd} from "./winograd.js";

/** Rows of tiles that are worked on at once, so that their points stay in the second cache. */
export interface Block {
  /** Index of each row of tiles among those of all pictures. */
  readonly lines: readonly number[];
  readonly tiles: number;
  /** Bytes from one of the 36 points to the next, on both sides of the products. */
  readonly inputPlane: number;
  readonly outputPlane: number;
}

/** Cuts pictures into rows of tiles, and these into blocks. */
export function blocksOf(
  {batchSize, outHeight, outWidth, inChannels, outChannels}: Winograd,
  {gapless, blockBytes}: ProductEngine,
): Block[] {
  const across = Math.ceil(outWidth / side);
  const lines = batchSize * Math.ceil(outHeight / side);
  const lineBytes = 4 * points * across * (inChannels + outChannels);
  const fitting = Math.max(1, Math.min(lines, Math.floor(blockBytes / lineBytes)));
  // Even, because the loops take two tiles at a time.
  const most = fitting > 1 ? fitting - (fitting % 2) : 1;
  const plane = gapless ? tightPlane : sparsePlane;
  return Array.from({length: Math.ceil(lines / most)}, (_, block) => {
    const start = block * most;
    const count = Math.min(most, lines - start);
    const tiles = count * across;
    return {
      lines: Array.from({length: count}, (_, i) => start + i),
      tiles,
      inputPlane: plane(tiles, inChannels),
      outputPlane: plane(tiles, outChannels),
    };
  });
}

function tightPlane(tiles: number, channels: number): number {
  return 4 * tiles * channels;
}

/** An odd number of cache lines: planes a power of two apart would fight for the same places in the cache. */
function sparsePlane(tiles: number, channels: number): number {
  const cacheLines = Math.ceil((4 * tiles * channels) / 64);
  return 64 * (cacheLines + ((cacheLines + 1) % 2));
}
