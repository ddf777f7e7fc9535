import type {ImageSet} from "./imageSet.js";

/** Two equal pictures. */
export interface Duplicate {
  readonly first: {readonly set: string; readonly row: number};
  readonly second: {readonly set: string; readonly row: number};
}

/**
 * Finds pictures that are equal byte for byte, within a set and across sets; each is paired with the first one like it.
 * Buckets by a 32-bit hash and compares the bytes of what shares a bucket, so a collision is no duplicate.
 */
export function findDuplicates(sets: readonly ImageSet[]): Duplicate[] {
  const buckets = new Map<number, {readonly set: ImageSet; readonly row: number}[]>();
  const found: Duplicate[] = [];
  for (const set of sets) {
    for (let row = 0; row < set.count; row++) {
      const picture = pixels(set, row);
      const key = fingerprint(picture);
      const bucket = buckets.get(key);
      const twin = bucket?.find((other) => Buffer.compare(pixels(other.set, other.row), picture) === 0);
      if (twin) found.push({first: {set: twin.set.name, row: twin.row}, second: {set: set.name, row}});
      else if (bucket) bucket.push({set, row});
      else buckets.set(key, [{set, row}]);
    }
  }
  return found;
}

function pixels({images, height, width, channels}: ImageSet, row: number): Uint8Array {
  const size = height * width * channels;
  return images.subarray(row * size, (row + 1) * size);
}

/** FNV-1a, 32 bits. Source: http://www.isthe.com/chongo/tech/comp/fnv */
function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}
