import {type BlockSearch, openSearch, type Search} from "./search.js";
import type {Block} from "./squaredDistances.js";

let search: BlockSearch | undefined;

/** Begins a worker's search. */
export function open(next: Search): void {
  search = openSearch(next);
}

/** Finds the neighbours of a block of points, in memory that threads share. */
export function find(block: Block): void {
  search!(block);
}
