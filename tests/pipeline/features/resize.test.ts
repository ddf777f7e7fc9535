import {readFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {type ResizeKernel, resizePictures, resizing} from "../../../src/pipeline/features/resize.js";

interface Fixture {
  readonly from: [number, number];
  readonly picture: number[];
  readonly cases: {kernel: ResizeKernel; to: [number, number]; pixels: number[]}[];
}
const fixtures = join(import.meta.dirname, "../../fixtures/resize");
const pillow = JSON.parse(readFileSync(join(fixtures, "pillow.json"), "utf8")) as Fixture;

function pictures([height, width]: readonly [number, number], images: ArrayLike<number>, channels = 1): ImageSet {
  const count = images.length / height / width / channels;
  const labels = new Uint8Array(count);
  return {name: "test", images: Uint8Array.from(images), labels, count, height, width, channels, classNames: ["a"]};
}

const kernels: readonly ResizeKernel[] = ["bilinear", "bicubic", "lanczos3"];
const size = fc.tuple(fc.integer({min: 1, max: 9}), fc.integer({min: 1, max: 9}));

describe("resizePictures(set, resizing)", () => {
  it.each(pillow.cases)("does by $kernel to $to what Pillow does in floats", ({kernel, to, pixels}) => {
    const found = resizePictures(pictures(pillow.from, pillow.picture), resizing({from: pillow.from, to, kernel}));
    expect(found.length).toBe(pixels.length);
    for (const [i, value] of found.entries()) expect(Math.abs(value - pixels[i]!)).toBeLessThan(2e-3);
  });
  it("leaves a picture of one grey as it is, and a picture of the same size", () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom(...kernels), fc.nat(255), (from, to, kernel, grey) => {
        const plain = pictures(from, new Uint8Array(from[0] * from[1]).fill(grey));
        for (const value of resizePictures(plain, resizing({from, to, kernel}))) expect(value).toBeCloseTo(grey, 3);
        const noisy = pictures(
          from,
          Uint8Array.from(plain.images, (_, i) => (i * 97 + grey) % 256),
        );
        const same = resizePictures(noisy, resizing({from, to: from, kernel}));
        for (const [i, value] of same.entries()) expect(value).toBeCloseTo(noisy.images[i]!, 3);
      }),
      {numRuns: 40},
    );
  });
  it("turns a mirrored picture into the mirrored result, and treats pictures and channels one by one", () => {
    const two = pictures(
      [2, 3],
      [10, 0, 20, 0, 90, 0, 40, 0, 50, 0, 60, 0, ...[0, 7, 0, 8, 0, 9, 0, 1, 0, 2, 0, 3]],
      2,
    );
    const options = {from: [2, 3], to: [4, 4], kernel: "lanczos3"} as const;
    const found = resizePictures(two, resizing(options));
    const alone = (pixels: number[]) => [...resizePictures(pictures([2, 3], pixels), resizing(options))];
    const [first, second] = [alone([10, 20, 90, 40, 50, 60]), alone([7, 8, 9, 1, 2, 3])];
    const mirrored = alone([90, 20, 10, 60, 50, 40]);
    expect([...found.filter((_, i) => i < 32 && i % 2 === 0)].map(rounded)).toEqual(first.map(rounded));
    expect([...found.filter((_, i) => i >= 32 && i % 2 === 1)].map(rounded)).toEqual(second.map(rounded));
    for (let row = 0; row < 4; row++) {
      const line = first.slice(4 * row, 4 * row + 4).map(rounded);
      expect(mirrored.slice(4 * row, 4 * row + 4).map(rounded)).toEqual(line.reverse());
    }
  });
  it("keeps what a sharp edge throws beyond the ends within 0 and 255", () => {
    const edge = pictures([1, 6], [0, 0, 0, 255, 255, 255]);
    const found = resizePictures(edge, resizing({from: [1, 6], to: [1, 24]}));
    expect([Math.min(...found), Math.max(...found)]).toEqual([0, 255]);
  });
});

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

describe("resizing(options)", () => {
  it("refuses what it does not know, and pictures of another size", () => {
    expect(() => resizing({from: [2, 2], to: [4, 4], kernel: "cubic" as never})).toThrow(
      'resizing: unknown kernel "cubic"; expected one of bilinear, bicubic, lanczos3',
    );
    expect(() => resizing({from: [2, 2], to: [4, 0.5]})).toThrow("sizes must be whole numbers of at least 1, got 0.5");
    expect(() => resizePictures(pictures([2, 3], [1, 2, 3, 4, 5, 6]), resizing({from: [3, 2], to: [4, 4]}))).toThrow(
      "resizePictures: expected pictures of 3 x 2, got 2 x 3",
    );
  });
});
