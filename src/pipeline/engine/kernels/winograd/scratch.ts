import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {addressOf} from "../heap.js";

/** Memory that is lent on the heap. */
export interface Scratch<Part extends PropertyKey> {
  /** The whole heap, full of zeros where memory was lent. Valid as long as nothing is allocated. */
  readonly heap: Float32Array;
  /** Where each part begins, in bytes; at the beginning of a cache line. */
  readonly place: Readonly<Record<Part, number>>;
}

/**
 * Lends memory on the heap while `work` runs.
 * @param sizes bytes of each part, multiples of four
 * @param cleared parts that must be zero at first
 */
export function withScratch<Sizes extends Readonly<Record<string, number>>>(
  backend: BackendWasm,
  {sizes, cleared = []}: {readonly sizes: Sizes; readonly cleared?: readonly (keyof Sizes)[]},
  work: (scratch: Scratch<keyof Sizes>) => void,
): void {
  const parts: [keyof Sizes, number][] = Object.entries(sizes);
  const total = parts.reduce((sum, [, bytes]) => sum + wholeLines(bytes), cacheLine);
  const memory = backend.makeOutput([total / 4], "float32");
  const heap = new Float32Array(backend.typedArrayFromHeap(memory).buffer);
  let next = wholeLines(addressOf(backend, memory));
  const place: Record<keyof Sizes, number> = {...sizes};
  for (const [part, bytes] of parts) {
    place[part] = next;
    if (cleared.includes(part)) heap.fill(0, next / 4, (next + bytes) / 4);
    next += wholeLines(bytes);
  }
  try {
    work({heap, place});
  } finally {
    backend.disposeData(memory.dataId);
  }
}

const cacheLine = 64;

function wholeLines(bytes: number): number {
  return cacheLine * Math.ceil(bytes / cacheLine);
}
