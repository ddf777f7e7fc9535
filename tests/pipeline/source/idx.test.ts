import {mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {LookbookError} from "../../../src/core/errors.js";
import {sha256} from "../../../src/core/hash.js";
import {decodeIdx} from "../../../src/pipeline/source/decodeIdx.js";
import {encodeIdx} from "../../../src/pipeline/source/encodeIdx.js";
import {readIdx, writeIdx} from "../../../src/pipeline/source/idxFile.js";
import type {IdxArray} from "../../../src/pipeline/source/idxFormat.js";

/** Two pictures of 2 x 3 pixels, written out by hand from the format's description. */
const pictures = Uint8Array.from(
  [
    [0, 0, 8, 3],
    [0, 0, 0, 2],
    [0, 0, 0, 2],
    [0, 0, 0, 3],
    [1, 2, 3, 4, 5, 6],
    [7, 8, 9, 10, 11, 255],
  ].flat(),
);

/** Any array that IDX can hold. */
const anyArray: fc.Arbitrary<IdxArray> = fc
  .array(fc.integer({min: 0, max: 4}), {minLength: 1, maxLength: 4})
  .chain((shape) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const exactly = {minLength: count, maxLength: count};
    return fc
      .oneof(
        fc.uint8Array(exactly),
        fc.int8Array(exactly),
        fc.int16Array(exactly),
        fc.int32Array(exactly),
        fc.float32Array(exactly),
        fc.float64Array(exactly),
      )
      .map((values) => ({shape, values}));
  });

describe("decodeIdx(bytes)", () => {
  it("reads pictures as the format describes them", () => {
    expect(decodeIdx(pictures)).toEqual({
      shape: [2, 2, 3],
      values: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]),
    });
  });

  it("reads bytes as a view, not a copy", () => {
    expect(decodeIdx(pictures).values.buffer).toBe(pictures.buffer);
  });

  it("reads big-endian numbers of every documented type", () => {
    const read = (type: number, bytes: number[]): unknown => [
      ...decodeIdx(Uint8Array.from([0, 0, type, 1, 0, 0, 0, 1, ...bytes])).values,
    ];
    expect(read(0x08, [0xff])).toEqual([255]);
    expect(read(0x09, [0xff])).toEqual([-1]);
    expect(read(0x0b, [0x01, 0x02])).toEqual([258]);
    expect(read(0x0c, [0xff, 0xff, 0xff, 0xfe])).toEqual([-2]);
    expect(read(0x0d, [0x3f, 0xc0, 0, 0])).toEqual([1.5]);
    expect(read(0x0e, [0xc0, 0x04, 0, 0, 0, 0, 0, 0])).toEqual([-2.5]);
  });

  it("reads back whatever encodeIdx wrote", () => {
    fc.assert(
      fc.property(anyArray, (array) => {
        expect(decodeIdx(encodeIdx(array))).toEqual(array);
      }),
    );
  });

  it("refuses any truncation", () => {
    fc.assert(
      fc.property(anyArray, fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}), (array, share) => {
        const bytes = encodeIdx(array);
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect(() => decodeIdx(cut, {file: "cut.idx"})).toThrow(/^cut\.idx: expected .*, got /);
      }),
    );
  });

  it("refuses any surplus", () => {
    fc.assert(
      fc.property(anyArray, fc.uint8Array({minLength: 1, maxLength: 9}), (array, surplus) => {
        const bytes = Buffer.concat([encodeIdx(array), surplus]);
        expect(() => decodeIdx(bytes)).toThrow(`${surplus.length} bytes too many`);
      }),
    );
  });

  it("throws nothing but LookbookError, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 40}), (bytes) => {
        try {
          decodeIdx(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(LookbookError);
        }
      }),
    );
  });

  it.each([
    ["a PNG", [0x89, 0x50, 0x4e, 0x47, 0, 0], "got 89 50 4e 47; this is not an IDX file"],
    ["an unassigned type", [0, 0, 0x0a, 1, 0, 0, 0, 0], "got 00 00 0a 01; this is not an IDX file"],
    ["no dimension", [0, 0, 8, 0, 7], "got 00 00 08 00; this is not an IDX file"],
    ["an empty file", [], "expected an IDX magic number of 4 bytes, got a file of 0 bytes; it is truncated"],
    ["half a header", [0, 0, 8, 3, 0, 0], "expected a header of 16 bytes, got 6 bytes; the file is truncated"],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => decodeIdx(Uint8Array.from(bytes), {file: "some.idx"})).toThrow(message);
  });

  it("refuses labels where pictures are expected", () => {
    const labels = encodeIdx({shape: [2], values: Uint8Array.of(1, 2)});
    expect(() => decodeIdx(labels, {file: "x", shape: [null, 28, 28]})).toThrow(
      "x: expected rank 3 ([any, 28, 28]), got rank 1 (magic number 00 00 08 01)",
    );
  });

  it("refuses another shape than the one expected", () => {
    expect(() => decodeIdx(pictures, {file: "x", shape: [null, 28, 28]})).toThrow(
      "x: expected shape [any, 28, 28], got shape [2, 2, 3]",
    );
  });

  it("refuses a header that promises more than any machine holds", () => {
    const huge = Uint8Array.from([0, 0, 0x0e, 2, 255, 255, 255, 255, 255, 255, 255, 255, 1]);
    expect(() => decodeIdx(huge)).toThrow("the file is truncated");
  });
});

describe("encodeIdx(array)", () => {
  it("writes the magic numbers of MNIST: 2051 for pictures, 2049 for labels", () => {
    const magic = (shape: number[]): number =>
      Buffer.from(encodeIdx({shape, values: new Uint8Array(shape.reduce((a, b) => a * b))})).readUInt32BE(0);
    expect([magic([1, 2, 2]), magic([3])]).toEqual([2051, 2049]);
  });

  it.each([
    [{shape: [3], values: new Uint8Array(2)}, "expected 3 values for shape [3], got 2"],
    [{shape: [], values: new Uint8Array(1)}, "expected a rank from 1 to 255, got 0"],
    [{shape: [1.5], values: new Uint8Array(1)}, "expected sizes from 0 to 2^32 - 1, got [1.5]"],
  ])("refuses %o", (array, message) => {
    expect(() => encodeIdx(array)).toThrow(message);
  });
});

describe("readIdx(path) and writeIdx(path)", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-idx-"));
  });
  afterAll(() => rm(folder, {recursive: true}));
  const put = async (name: string, bytes: Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };

  it("round-trip compressed and plain, and leave no other file", async () => {
    const array = {shape: [2, 3], values: Int16Array.of(1, -2, 300, -400, 5, 6)};
    const inner = join(folder, "round");
    for (const name of ["a.gz", "a"]) {
      await writeIdx(join(inner, name), array);
      expect(await readIdx(join(inner, name))).toEqual(array);
    }
    expect((await readFile(join(inner, "a.gz"))).readUInt16BE(0)).toBe(0x1f8b);
    expect(await readdir(inner)).toEqual(["a", "a.gz"]);
  });

  it("refuse a gzip stream cut anywhere, naming the file", async () => {
    const packed = gzipSync(pictures);
    for (let length = 2; length < packed.length; length++) {
      const path = await put("cut.gz", packed.subarray(0, length));
      await expect(readIdx(path)).rejects.toThrow(`${path}: expected a whole gzip stream, got ${length} bytes`);
    }
  });

  it("refuse a flipped bit in the gzip stream", async () => {
    const packed = gzipSync(pictures);
    packed[packed.length - 7]! ^= 1;
    await expect(readIdx(await put("flipped.gz", packed))).rejects.toThrow("flipped.gz: expected a whole gzip stream");
  });

  it.each([
    ["zeros", new Uint8Array(5)],
    ["junk", Uint8Array.of(1, 2, 3)],
  ])("refuse %s after the gzip stream", async (_, junk) => {
    const path = await put("trailing.gz", Buffer.concat([gzipSync(pictures), junk]));
    await expect(readIdx(path)).rejects.toThrow(`${path}: expected `);
  });

  it("are not misled by a gzip stream that lies about its size", async () => {
    const packed = gzipSync(pictures);
    packed.writeUInt32LE(0xfffffff0, packed.length - 4);
    await expect(readIdx(await put("liar.gz", packed))).rejects.toThrow("liar.gz: expected a whole gzip stream");
  });

  it("check the checksum before anything else", async () => {
    const path = await put("sum.idx", pictures);
    await expect(readIdx(path, {sha256: sha256(pictures)})).resolves.toBeDefined();
    await expect(readIdx(path, {sha256: "0".repeat(64)})).rejects.toMatchObject({
      code: "bad-checksum",
      message: `${path}: expected sha256 ${"0".repeat(64)}, got ${sha256(pictures)} (28 bytes); the file is damaged or another one`,
    });
  });

  it("name a file that does not exist", async () => {
    await expect(readIdx(join(folder, "none.idx"))).rejects.toMatchObject({
      code: "missing-file",
      message: `${join(folder, "none.idx")} does not exist`,
    });
  });
});
