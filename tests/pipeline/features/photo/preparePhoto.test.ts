import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {RgbImage} from "../../../../src/core/jpeg.js";
import {seeded} from "../../../../src/core/random.js";
import {preparePhoto} from "../../../../src/pipeline/features/photo/preparePhoto.js";

type Colour = readonly [number, number, number];
const sand: Colour = [200, 180, 150];
const navy: Colour = [40, 50, 90];

/** A garment with a body and two sleeves, of a colour, on a ground with a camera's noise. */
function garmentAt({top = 30, left = 25, garment = navy, ground = sand, height = 120, width = 100} = {}): RgbImage {
  const random = seeded("noise");
  const pixels = new Uint8Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [v, u] = [y - top, x - left];
      const inside = v >= 0 && v < 56 && u >= 0 && u < 48 && (v < 20 || (u >= 12 && u < 36));
      for (let c = 0; c < 3; c++) pixels[(y * width + x) * 3 + c] = (inside ? garment : ground)[c]! + random.int(5) - 2;
    }
  }
  return {width, height, pixels};
}

describe("preparePhoto(photo, options)", () => {
  it("finds the garment to the pixel, fills the frame with it and makes the rest black", () => {
    const {steps, pixels, report} = preparePhoto(garmentAt());
    expect(steps.box).toEqual({top: 30, left: 25, bottom: 86, right: 73});
    expect(report).toMatchObject({treatment: "cut", warnings: []});
    expect(report.covers).toBeCloseTo((20 * 48 + 36 * 24) / 12_000, 3);
    // 56 x 48 becomes 28 x 24: two columns left and right are empty, the sleeves end in the upper third.
    const at = (y: number, x: number): number => pixels[y * 28 + x]!;
    expect([at(0, 1), at(0, 26), at(20, 4), at(20, 23)]).toEqual([0, 0, 0, 0]);
    for (const value of [at(0, 14), at(27, 14), at(5, 2), at(5, 25)]) expect(value).toBeGreaterThan(170);
  });

  it("shows a dark garment bright and a light one dark, as the negative of Fashion-MNIST does, whatever the ground", () => {
    const centre = (garment: Colour, ground: Colour): number =>
      preparePhoto(garmentAt({garment, ground})).pixels[14 * 28 + 14]!;
    for (const ground of [sand, [90, 140, 90]] as const) expect(centre(navy, ground)).toBeCloseTo(255 - 51.6, -0.5);
    expect(centre([235, 235, 230], [60, 60, 60])).toBeLessThan(35);
  });

  it("does not mind where the garment lies", () => {
    const here = preparePhoto(garmentAt()).pixels;
    const place = fc.record({top: fc.integer({min: 14, max: 50}), left: fc.integer({min: 14, max: 38})});
    fc.assert(
      fc.property(place, (moved) => {
        expect(meanDifference(preparePhoto(garmentAt(moved)).pixels, here)).toBeLessThan(2);
      }),
      {numRuns: 8},
    );
  });

  it("gives the mirror image of a mirrored photograph", () => {
    const photo = garmentAt({left: 20});
    const mirrored = mirror(preparePhoto(photo).pixels, 28, 1);
    const {pixels} = preparePhoto({...photo, pixels: mirror(photo.pixels, photo.width, 3)});
    expect(meanDifference(pixels, mirrored)).toBeLessThan(1);
  });

  it("gives the same picture of a photograph with twice the pixels", () => {
    const photo = garmentAt();
    const twice = {width: 200, height: 240, pixels: repeated(photo)};
    expect(preparePhoto(twice, {workingSide: 120}).pixels).toEqual(preparePhoto(photo).pixels);
  });

  it("leaves the ground in when it only crops, and takes all of the picture when it only scales", () => {
    const photo = garmentAt();
    const ground = 255 - (0.299 * 200 + 0.587 * 180 + 0.114 * 150);
    const cropped = preparePhoto(photo, {treatment: "crop"}).pixels;
    expect(Math.abs(cropped[20 * 28 + 4]! - ground)).toBeLessThan(4);
    const {steps} = preparePhoto(photo, {treatment: "scale"});
    expect(steps.box).toEqual({top: 0, left: 0, bottom: 120, right: 100});
  });

  it.each([
    ["no clear garment", noise()],
    ["low contrast", garmentAt({garment: [206, 186, 156]})],
    ["cut by the border", garmentAt({top: 80, left: -10})],
    ["background uneven", halves(garmentAt({garment: [20, 20, 20]}))],
    ["several things", beside(garmentAt({left: 4, top: 3}), garmentAt({left: 44, top: 63}))],
  ])("warns of %s", (warning, photo) => {
    expect(preparePhoto(photo).report.warnings).toContain(warning);
  });

  it("answers to any picture with 28 x 28 finite grey levels and shares in [0, 1]", () => {
    const any = fc.record({
      width: fc.integer({min: 8, max: 30}),
      height: fc.integer({min: 8, max: 30}),
      seed: fc.nat(),
      levels: fc.integer({min: 1, max: 256}),
    });
    fc.assert(
      fc.property(any, ({width, height, seed, levels}) => {
        const random = seeded(seed);
        const photo = {width, height, pixels: Uint8Array.from({length: width * height * 3}, () => random.int(levels))};
        const {pixels, report} = preparePhoto(photo);
        expect(pixels).toHaveLength(784);
        for (const share of [report.covers, report.clarity]) expect(share >= 0 && share <= 1).toBe(true);
        expect(Number.isFinite(report.contrast) && Number.isFinite(report.unevenness)).toBe(true);
      }),
      {numRuns: 25},
    );
  });

  it("refuses what is no picture and options out of range", () => {
    expect(() => preparePhoto({width: 4, height: 40, pixels: new Uint8Array(480)})).toThrow("at least 8 x 8 pixels");
    expect(() => preparePhoto({...garmentAt(), width: 7})).toThrow("got 7 x 120");
    expect(() => preparePhoto(garmentAt(), {side: 0})).toThrow("side: expected a whole number from 1 to 1024, got 0");
  });
});

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

function mirror(pixels: Uint8Array, width: number, channels: number): Uint8Array {
  return pixels.map((_, i) => {
    const [pixel, c] = [Math.floor(i / channels), i % channels];
    return pixels[(pixel - (pixel % width) + width - 1 - (pixel % width)) * channels + c]!;
  });
}

function repeated({pixels, width, height}: RgbImage): Uint8Array {
  return Uint8Array.from({length: pixels.length * 4}, (_, i) => {
    const [y, x, c] = [Math.floor(i / (width * 6)), Math.floor(i / 3) % (width * 2), i % 3];
    return pixels[(Math.min(height - 1, y >> 1) * width + (x >> 1)) * 3 + c]!;
  });
}

/** Nothing but noise. */
function noise(): RgbImage {
  const random = seeded("nothing");
  return {width: 60, height: 60, pixels: Uint8Array.from({length: 10_800}, () => 128 + 20 * random.normal())};
}

/** The left half of the ground in another colour. */
function halves(photo: RgbImage): RgbImage {
  const pixels = photo.pixels.slice();
  for (let i = 0; i < pixels.length; i += 3) {
    if ((i / 3) % photo.width < 50 && pixels[i]! > 100) pixels.set([60, 90, 200], i);
  }
  return {...photo, pixels};
}

/** Two photographs of one size laid over each other: the darker pixel of each pair. */
function beside(first: RgbImage, second: RgbImage): RgbImage {
  return {...first, pixels: first.pixels.map((value, i) => Math.min(value, second.pixels[i]!))};
}
