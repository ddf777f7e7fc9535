import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodeJpeg, encodeJpeg, type RgbImage} from "../../src/core/jpeg.js";

interface PillowCase {
  readonly name: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly pixels: string;
}
const pillow = JSON.parse(readFileSync("tests/fixtures/jpeg/pillow.json", "utf8")) as {
  cases: PillowCase[];
  cmyk: string;
};
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
const file = bytesOf(pillow.cases[0]!.file);

describe("decodeJpeg(bytes)", () => {
  it.each(pillow.cases)("reads $name as Pillow does, upright", async ({file, width, height, pixels}) => {
    const image = await decodeJpeg(bytesOf(file));
    expect([image.width, image.height]).toEqual([width, height]);
    expect(largestDifference(image.pixels, bytesOf(pixels))).toBeLessThanOrEqual(1);
  });

  it("leaves the globals as they were", async () => {
    await decodeJpeg(file);
    expect("ImageData" in globalThis).toBe(false);
  });

  it("refuses what is no JPEG, and says what came", async () => {
    await expect(decodeJpeg(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).rejects.toThrow(
      "not a JPEG: expected the bytes ff d8 first, got 89 50 4e 47",
    );
    await expect(decodeJpeg(new Uint8Array())).rejects.toThrow("got no bytes");
  });

  it("refuses a JPEG that ends early, wherever it is cut", async () => {
    const cut = fc.integer({min: 2, max: file.length - 3});
    await fc.assert(
      fc.asyncProperty(cut, async (length) => {
        await expect(decodeJpeg(file.slice(0, length))).rejects.toThrow("broken JPEG");
      }),
      {numRuns: 25, seed: 1},
    );
  });

  it("answers to any bytes with a picture or a sentence", async () => {
    const spoilt = fc.array(fc.tuple(fc.integer({min: 2, max: file.length - 1}), fc.nat(255)), {maxLength: 12});
    await fc.assert(
      fc.asyncProperty(spoilt, async (changes) => {
        const bytes = file.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const answer = await decodeJpeg(bytes, {maxPixels: 10_000}).catch((error: Error) => error);
        if (answer instanceof Error) expect(answer.name).toBe("LookbookError");
        else expect(answer.pixels).toHaveLength(answer.width * answer.height * 3);
      }),
      {numRuns: 25, seed: 1},
    );
  });

  it("reads on after a broken picture", async () => {
    await expect(decodeJpeg(file.slice(0, 400))).rejects.toThrow();
    expect(await decodeJpeg(file)).toMatchObject({width: 34, height: 21});
  });

  it("refuses CMYK and pictures over the limit", async () => {
    await expect(decodeJpeg(bytesOf(pillow.cmyk))).rejects.toThrow("four channels (CMYK): save it as RGB");
    await expect(decodeJpeg(file, {maxPixels: 700})).rejects.toThrow("34 x 21 pixels, more than the 700");
  });
});

describe("encodeJpeg(image, options)", () => {
  const image: RgbImage = {width: 9, height: 5, pixels: Uint8Array.from({length: 135}, (_, i) => (i * 37) % 256)};

  it("keeps a picture but for its quantisation", async () => {
    const grey: RgbImage = {width: 16, height: 16, pixels: new Uint8Array(768).map((_, i) => Math.floor(i / 48) * 12)};
    const {width, height, pixels} = await decodeJpeg(await encodeJpeg(grey, {quality: 100}));
    expect([width, height]).toEqual([16, 16]);
    expect(largestDifference(pixels, grey.pixels)).toBeLessThanOrEqual(3);
  });

  it("writes the same bytes each time, and fewer at a lower quality", async () => {
    const fine = await encodeJpeg(image, {quality: 90});
    expect(await encodeJpeg(image, {quality: 90})).toEqual(fine);
    expect((await encodeJpeg(image, {quality: 10})).length).toBeLessThan(fine.length);
  });

  it("refuses a quality out of range and pixels that do not fit", async () => {
    await expect(encodeJpeg(image, {quality: 0})).rejects.toThrow("a whole number from 1 to 100, got 0");
    await expect(encodeJpeg({...image, width: 8}, {quality: 50})).rejects.toThrow("got 8 x 5 and 135 values");
  });
});

function largestDifference(actual: Uint8Array, expected: Uint8Array): number {
  return actual.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i]!)), 0);
}
