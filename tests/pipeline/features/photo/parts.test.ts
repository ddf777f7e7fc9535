import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {averaged} from "../../../../src/pipeline/features/photo/averaged.js";
import {barrierDistance} from "../../../../src/pipeline/features/photo/barrierDistance.js";
import {borderContrast} from "../../../../src/pipeline/features/photo/borderContrast.js";
import {colourPlanes} from "../../../../src/pipeline/features/photo/colourPlanes.js";
import {partsOf} from "../../../../src/pipeline/features/photo/connected.js";
import {otsu} from "../../../../src/pipeline/features/photo/otsu.js";
import {sharpened} from "../../../../src/pipeline/features/photo/sharpened.js";
import {skinShare} from "../../../../src/pipeline/features/photo/skinShare.js";

const peers = JSON.parse(readFileSync("tests/fixtures/photo/peers.json", "utf8")) as {
  picture: number[];
  areas: {height: number; width: number; values: number[]}[];
  heaps: number[];
  otsu: number;
  mask: number[];
  sizes: number[];
  plane: number[];
  sharp: number[];
};

describe("averaged(raster, height, width)", () => {
  const picture = {values: peers.picture, height: 13, width: 9, channels: 3};

  it.each(peers.areas)("gives the means that OpenCV gives at $height x $width", ({height, width, values}) => {
    expect(largestDifference(averaged(picture, height, width), values)).toBeLessThan(1e-3);
  });

  it("gives a picture back whose pixels were each repeated", () => {
    const twice = averaged(picture, 26, 18);
    expect([...averaged({...picture, values: twice, height: 26, width: 18}, 13, 9)]).toEqual(peers.picture);
  });
});

describe("otsu(values)", () => {
  it("parts two heaps where scikit-image does", () => {
    expect(otsu(peers.heaps).value).toBe(peers.otsu);
  });

  it("is sure of two values, and knows nothing of one", () => {
    expect(otsu([0.1, 0.1, 0.9])).toMatchObject({clarity: 1});
    expect(otsu([0.4, 0.4])).toEqual({value: 0, clarity: 0});
  });
});

it("partsOf(mask, value) finds parts of the sizes that SciPy's label finds, the largest first", () => {
  const parts = partsOf({height: 14, width: 17, inside: Uint8Array.from(peers.mask)}, 1);
  expect(parts.map(({pixels}) => pixels.length)).toEqual(peers.sizes);
});

it("sharpened(plane) convolves with ImageMagick's kernel as SciPy does", () => {
  expect(largestDifference(sharpened({values: peers.plane, height: 6, width: 7}), peers.sharp)).toBeLessThan(1e-3);
});

describe("barrierDistance(plane)", () => {
  const height = 9;
  const width = 11;
  const block = (ground: (y: number, x: number) => number, garment: number): Float32Array =>
    Float32Array.from({length: height * width}, (_, i) => {
      const [y, x] = [Math.floor(i / width), i % width];
      return y >= 3 && y <= 5 && x >= 4 && x <= 7 ? garment : ground(y, x);
    });

  it("is 0 on a plain ground and the step's height on what an outline surrounds", () => {
    const distance = barrierDistance({height, width, values: block(() => 20, 90)});
    expect([...distance]).toEqual([...block(() => 0, 70)]);
  });

  it("does not see a ramp of light, over which a path goes straight in from the nearest edge", () => {
    const distance = barrierDistance({height, width, values: block((_, x) => 10 * x, 200)});
    expect(distance[1 * width + 5]).toBe(0);
    expect(distance[4 * width + 5]).toBeGreaterThan(100);
  });

  it("is larger by no shift of all values, and doubles with them", () => {
    const values = Float32Array.from(peers.picture.slice(0, 99));
    const distance = barrierDistance({height, width, values});
    expect(barrierDistance({height, width, values: values.map((v) => v + 40)})).toEqual(distance);
    expect(barrierDistance({height, width, values: values.map((v) => 2 * v)})).toEqual(distance.map((v) => 2 * v));
  });
});

describe("borderContrast(planes)", () => {
  const scene = (pick: (y: number, x: number) => readonly number[]): ReturnType<typeof borderContrast> => {
    const values = Array.from({length: 30 * 20}, (_, i) => pick(Math.floor(i / 20), i % 20)).flat();
    return borderContrast(colourPlanes({values, height: 30, width: 20, channels: 3}));
  };

  it("is 1 on what differs most from all four sides and 0 on the ground's own colour", () => {
    const {contrast, unevenness} = scene((y, x) =>
      y > 10 && y < 20 && x > 5 && x < 15 ? [200, 30, 30] : [90, 90, 90],
    );
    expect([contrast[15 * 20 + 10], contrast[0], unevenness]).toEqual([1, 0, 0]);
  });

  it("keeps a garment that reaches over one side", () => {
    const {contrast} = scene((y, x) => (y > 10 && x > 5 && x < 15 ? [200, 30, 30] : [90, 90, 90]));
    expect(contrast[20 * 20 + 10]! - contrast[20]!).toBeGreaterThan(0.4);
  });
});

it("skinShare(picture, mask) counts skin inside the mask alone", () => {
  const values = [224, 172, 145, 30, 60, 200, 224, 172, 145];
  const inside = Uint8Array.of(1, 1, 0);
  expect(skinShare({values, height: 1, width: 3, channels: 3}, {height: 1, width: 3, inside})).toBe(0.5);
  expect(skinShare({values, height: 1, width: 3, channels: 3}, {height: 1, width: 3, inside: new Uint8Array(3)})).toBe(
    0,
  );
});

function largestDifference(actual: ArrayLike<number>, expected: readonly number[]): number {
  return expected.reduce((largest, value, i) => Math.max(largest, Math.abs(value - actual[i]!)), 0);
}
