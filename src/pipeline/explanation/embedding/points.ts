import {LookbookError} from "../../../core/errors.js";

/** Points of a space, one row each: features of pictures, or places in the plane. */
export interface Points {
  /** [count, width], row-major. */
  readonly values: Float32Array | Float64Array;
  readonly count: number;
  /** Numbers of one point. */
  readonly width: number;
}

/**
 * Checks points at the door.
 * @param least points at least
 * @throws LookbookError `bad-shape` where the numbers are no `count` rows, or too few; `bad-data` where one is no finite number
 */
export function assertPoints(what: string, {values, count, width}: Points, least = 1): void {
  if (values.length !== count * width || !(width >= 1) || count < least) {
    throw new LookbookError(
      "bad-shape",
      `${what}: expected at least ${least} points of ${width} numbers, got ${values.length} numbers for ${count} points`,
    );
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new LookbookError(
      "bad-data",
      `${what}: point ${Math.floor(bad / width)} holds ${values[bad]}; expected finite numbers`,
    );
  }
}

/** Some of the points, in the order given; a copy. */
export function pointsAt({values, width}: Points, rows: ArrayLike<number>): Points {
  const size = rows.length * width;
  const picked = values instanceof Float32Array ? new Float32Array(size) : new Float64Array(size);
  for (let i = 0; i < rows.length; i++)
    picked.set(values.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
  return {values: picked, count: rows.length, width};
}

/** Pictures as points, a grey level a number. @param images [count, ...], row-major */
export function pixelPoints({images, count}: {readonly images: Uint8Array; readonly count: number}): Points {
  return {values: Float32Array.from(images), count, width: count > 0 ? images.length / count : 1};
}

/** Places of a map as points. @param places [count, 2] */
export function planePoints(places: Float64Array): Points {
  return {values: places, count: places.length / 2, width: 2};
}
