import type {Points} from "../points.js";
import {type Block, openSquaredDistances} from "./squaredDistances.js";

/** What a search for neighbours works on; in shared memory where workers do it. */
export interface Search {
  readonly known: Points;
  /** Undefined asks each known point for its neighbours among the others. */
  readonly asked?: Points | undefined;
  /** Neighbours of each point. */
  readonly size: number;
  /** [asked, size], filled in. */
  readonly rows: Int32Array;
  /** [asked, size], filled in: squared distances. */
  readonly squares: Float64Array;
}

/** Points in one call: few enough to be interrupted soon. */
export const askedBlock = 64;
const knownBlock = 256;

export type BlockSearch = (block: Block) => void;

/** What finds the neighbours of a block of points: the nearest first, of equally near ones the lower row. */
export function openSearch({known, asked, size, rows, squares}: Search): BlockSearch {
  const distances = openSquaredDistances(asked ?? known, known, {asked: askedBlock, known: knownBlock});
  return (block) => {
    const near = squares.subarray(block.start * size, block.end * size).fill(Number.POSITIVE_INFINITY);
    const who = rows.subarray(block.start * size, block.end * size);
    for (let start = 0; start < known.count; start += knownBlock) {
      const columns = {start, end: Math.min(known.count, start + knownBlock)};
      const found = distances(block, columns);
      const n = columns.end - start;
      for (let i = 0; i < block.end - block.start; i++) {
        const itself = asked === undefined ? block.start + i - start : -1;
        let most = near[(i + 1) * size - 1]!;
        for (let j = 0; j < n; j++) {
          const square = found[i * n + j]!;
          if (!(square < most) || j === itself) continue;
          insert(near, who, {first: i * size, size, square, row: start + j});
          most = near[(i + 1) * size - 1]!;
        }
      }
    }
  };
}

interface Found {
  readonly first: number;
  readonly size: number;
  readonly square: number;
  readonly row: number;
}

/** Keeps a list of the nearest in order; behind those that are equally near. */
function insert(near: Float64Array, who: Int32Array, {first, size, square, row}: Found): void {
  let place = first + size - 1;
  for (; place > first && near[place - 1]! > square; place--) {
    near[place] = near[place - 1]!;
    who[place] = who[place - 1]!;
  }
  near[place] = square;
  who[place] = row;
}
