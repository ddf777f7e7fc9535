import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {inverseMap, type Turn} from "../../../../src/pipeline/features/augment/inverseMap.js";
import {moved} from "../../../../src/pipeline/features/augment/moved.js";
import type {PictureShape} from "../../../../src/pipeline/features/augment/types.js";
import {warped} from "../../../../src/pipeline/features/augment/warped.js";

interface Fixture {
  readonly shape: readonly [number, number];
  readonly fill: number;
  readonly picture: readonly number[];
  readonly cases: readonly {readonly turn: Turn; readonly result: readonly number[]}[];
}
const fixture = JSON.parse(
  readFileSync(new URL("../../../fixtures/augment/scipy.json", import.meta.url), "utf8"),
) as Fixture;
const still: Turn = {flipped: false, degrees: 0, scale: 1, right: 0, down: 0};

function turned(picture: ArrayLike<number>, shape: PictureShape, turn: Partial<Turn>, fill = 0): number[] {
  const target = new Float32Array(picture.length);
  const source = {images: Float32Array.from(picture), from: 0, shape, fill};
  warped(target, source, inverseMap({...still, ...turn}, shape));
  return [...target];
}
/** Largest difference of two pictures. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]!)));
}
const square: PictureShape = [5, 5, 1];
const numbers = Array.from({length: 25}, (_, i) => (i * 37) % 101);
const quarterTurn = (picture: readonly number[]): number[] =>
  picture.map((_, i) => picture[(i % 5) * 5 + 4 - Math.floor(i / 5)]!);

describe("warped(target, source, inverseMap(turn, shape))", () => {
  it.each(fixture.cases.map(({turn, result}) => [JSON.stringify(turn), turn, result] as const))(
    "gives what SciPy gives for %s",
    (_, turn, result) => {
      const shape = [...fixture.shape, 1] as const;
      expect(apart(turned(fixture.picture, shape, turn, fixture.fill), result)).toBeLessThan(1e-4);
    },
  );

  it("turns counter-clockwise: by 90 degrees the right edge becomes the top", () => {
    expect(apart(turned(numbers, square, {degrees: 90}), quarterTurn(numbers))).toBeLessThan(1e-4);
    expect(apart(turned(numbers, square, {degrees: 180}), quarterTurn(quarterTurn(numbers)))).toBeLessThan(1e-4);
    expect(apart(turned(quarterTurn(numbers), square, {degrees: -90}), numbers)).toBeLessThan(1e-4);
  });

  it("gives exactly what copying gives for flips and whole pixels, on any shape", () => {
    const cases = fc.record({
      height: fc.integer({min: 1, max: 6}),
      width: fc.integer({min: 1, max: 6}),
      channels: fc.constantFrom(1, 3),
      flipped: fc.boolean(),
      right: fc.integer({min: -7, max: 7}),
      down: fc.integer({min: -7, max: 7}),
    });
    fc.assert(
      fc.property(cases, ({height, width, channels, ...place}) => {
        const shape: PictureShape = [height, width, channels];
        const picture = Uint8Array.from({length: height * width * channels}, (_, i) => (i * 53) % 256);
        const copied = new Float32Array(picture.length);
        moved(copied, {images: picture, from: 0, shape, fill: 9}, place);
        expect(turned(picture, shape, place, 9)).toEqual([...copied]);
      }),
      {numRuns: 60},
    );
  });

  it("keeps a plane a plane, whichever way it is turned, scaled and moved, where nothing comes in from outside", () => {
    const shape: PictureShape = [15, 15, 3];
    const plane = Float32Array.from(
      {length: 15 * 15 * 3},
      (_, i) => 2 * (((i / 3) | 0) % 15) + 5 * ((i / 45) | 0) + (i % 3),
    );
    const turns = fc.record({
      degrees: fc.integer({min: -180, max: 180}),
      scale: fc.double({min: 0.8, max: 1.4, noNaN: true}),
      right: fc.double({min: -1, max: 1, noNaN: true}),
      down: fc.double({min: -1, max: 1, noNaN: true}),
    });
    fc.assert(
      fc.property(turns, (turn) => {
        const picture = turned(plane, shape, turn);
        const map = inverseMap({...still, ...turn}, shape);
        for (const [x, y] of [
          [7, 7],
          [5, 8],
          [9, 6],
        ] as const) {
          const [column, row] = [map.xx * x + map.xy * y + map.x0, map.yx * x + map.yy * y + map.y0];
          for (const c of [0, 1, 2]) expect(picture[(y * 15 + x) * 3 + c]).toBeCloseTo(2 * column + 5 * row + c, 3);
        }
      }),
      {numRuns: 40},
    );
  });
});
