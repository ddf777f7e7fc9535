import {readFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {deviation, mean} from "../../../../src/core/statistics.js";
import type {ImageSet} from "../../../../src/pipeline/dataset/imageSet.js";
import {corruptionCatalogue} from "../../../../src/pipeline/features/corrupt/catalogue.js";
import {type CorruptionKind, corrupt} from "../../../../src/pipeline/features/corrupt.js";

interface Peers {
  readonly shape: [number, number];
  readonly picture: number[];
  readonly moves: Record<"shift" | "rotation", {strength: number; moves: number[][]}[]>;
  readonly levels: Record<string, {strength: number; result: number[]}[]>;
}
const fixtures = join(import.meta.dirname, "../../../fixtures/corrupt");
const peers = JSON.parse(readFileSync(join(fixtures, "peers.json"), "utf8")) as Peers;

function pictures([height, width]: readonly [number, number], images: ArrayLike<number>, channels = 1): ImageSet {
  const count = images.length / height / width / channels;
  const labels = new Uint8Array(count);
  return {name: "test", images: Uint8Array.from(images), labels, count, height, width, channels, classNames: ["a"]};
}

/** 24 pictures of 8 x 8, no two alike, the left half of each black. */
const set = pictures(
  [8, 8],
  Uint8Array.from({length: 24 * 64}, (_, i) => (i % 8 < 4 ? 0 : 1 + ((i * i * 7 + i) % 255))),
);
const kinds = corruptionCatalogue.map(({kind}) => kind);
const mild: Record<CorruptionKind, number> = {
  shift: 1.5,
  rotation: 20,
  occlusion: 3,
  blur: 0.8,
  noise: 30,
  jpeg: 40,
  contrast: 0.5,
  brightness: 60,
  inversion: 0.6,
};

function furthest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Math.max(...Array.from(found, (level, i) => Math.abs(level - expected[i]!)));
}

describe("corrupt(set, corruption, options)", () => {
  const one = pictures(peers.shape, peers.picture);
  const many = pictures(peers.shape, Array.from({length: 40}, () => peers.picture).flat());
  const size = peers.picture.length;

  it.each(Object.entries(peers.levels).flatMap(([kind, cases]) => cases.map((each) => ({kind, ...each}))))(
    "makes by $kind $strength what SciPy, NumPy and Pillow make",
    async ({kind, strength, result}) => {
      const {images} = await corrupt(one, {kind: kind as CorruptionKind, strength}, {seed: 1});
      // A half is rounded either way.
      expect(furthest(images, result)).toBeLessThanOrEqual(1);
      expect(Array.from(images).filter((level, i) => level !== result[i]).length).toBeLessThan(3);
    },
  );

  it.each((["shift", "rotation"] as const).flatMap((kind) => peers.moves[kind].map((each) => ({kind, ...each}))))(
    "moves each picture by $kind $strength one of the ways that SciPy moves it, and takes every way",
    async ({kind, strength, moves}) => {
      const {images} = await corrupt(many, {kind, strength}, {seed: 1});
      const ways = Array.from({length: many.count}, (_, i) => {
        const found = images.subarray(i * size, (i + 1) * size);
        return moves.findIndex((move) => furthest(found, move) <= 1);
      });
      expect(ways).not.toContain(-1);
      // Half a turn is the same both ways, and so is being moved out of sight.
      const different = new Set(moves.map((move) => move.join())).size;
      expect(new Set(ways).size).toBe(different);
    },
  );

  it.each(kinds)("leaves pictures as they are under %s at the strength that stands for none", async (kind) => {
    const {none, strengths} = corruptionCatalogue.find((each) => each.kind === kind)!;
    expect(strengths[0]).toBe(none);
    expect((await corrupt(set, {kind, strength: none}, {seed: 1})).images).toEqual(set.images);
    expect((await corrupt(set, {kind, strength: mild[kind]}, {seed: 1})).images).not.toEqual(set.images);
  });

  it.each(kinds)("draws for a picture under %s from seed and row alone, whatever rows are asked for", async (kind) => {
    const whole = (await corrupt(set, {kind, strength: mild[kind]}, {seed: "a"})).images;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(set.count - 1), {minLength: 1, maxLength: 4}), async (rows) => {
        const some = await corrupt(set, {kind, strength: mild[kind]}, {seed: "a", rows});
        expect(some.count).toBe(rows.length);
        for (const [i, row] of rows.entries()) {
          expect(some.images.subarray(i * 64, (i + 1) * 64)).toEqual(whole.subarray(row * 64, (row + 1) * 64));
        }
      }),
      {numRuns: kind === "jpeg" ? 2 : 5},
    );
  });

  it("draws anew with another seed", async () => {
    for (const kind of ["shift", "rotation", "occlusion", "noise"] as const) {
      const [first, second] = await Promise.all(
        [1, 2].map((seed) => corrupt(set, {kind, strength: mild[kind]}, {seed})),
      );
      expect(first!.images).not.toEqual(second!.images);
    }
  });

  it("adds noise of the asked deviation without a mean, the same grain at every strength", async () => {
    const grey = pictures([8, 8], new Uint8Array(200 * 64).fill(128));
    const noise = async (strength: number): Promise<number[]> =>
      Array.from((await corrupt(grey, {kind: "noise", strength}, {seed: 3})).images, (level) => level - 128);
    const [weak, strong] = [await noise(10), await noise(20)];
    // Four standard errors of 12,800 draws; rounding adds a variance of 1/12.
    expect(Math.abs(mean(weak))).toBeLessThan((4 * 10) / Math.sqrt(12_800));
    expect(Math.abs(deviation(weak) - Math.sqrt(100 + 1 / 12))).toBeLessThan((4 * 10) / Math.sqrt(2 * 12_800));
    expect(
      furthest(
        strong,
        weak.map((each) => 2 * each),
      ),
    ).toBeLessThanOrEqual(2);
  });

  it("hides one square of the asked side, wholly inside, and a larger one about the same place", async () => {
    const black = pictures([8, 8], new Uint8Array(50 * 64));
    const hidden = async (strength: number): Promise<Uint8Array> =>
      (await corrupt(black, {kind: "occlusion", strength}, {seed: 3})).images;
    const [small, large] = [await hidden(2), await hidden(7)];
    for (let i = 0; i < black.count; i++) {
      const rows = [...small.subarray(i * 64, (i + 1) * 64).keys()].filter((at) => small[i * 64 + at] === 128);
      expect(rows).toHaveLength(4);
      expect(rows.map((at) => at - rows[0]!)).toEqual([0, 1, 8, 9]);
      expect(large.subarray(i * 64, (i + 1) * 64).filter((level) => level === 128)).toHaveLength(49);
    }
    const covered = [...small.keys()].filter((at) => small[at] === 128 && large[at] === 128).length;
    expect(covered).toBeGreaterThan(0.9 * 4 * black.count);
  });

  it("changes the background alone, or the garment alone, and both together make the whole where pixels stand alone", async () => {
    for (const kind of ["noise", "brightness", "inversion"] as const) {
      const ask = async (where: "everywhere" | "background" | "garment"): Promise<Uint8Array> =>
        (await corrupt(set, {kind, strength: kind === "inversion" ? 1 : 40}, {seed: 1, where})).images;
      const [everywhere, background, garment] = [
        await ask("everywhere"),
        await ask("background"),
        await ask("garment"),
      ];
      expect(background).toEqual(set.images.map((before, at) => (before === 0 ? everywhere[at]! : before)));
      expect(garment).toEqual(set.images.map((before, at) => (before === 0 ? 0 : everywhere[at]!)));
    }
  });

  it("writes a grey JPEG back in grey, worse at lower quality, and colours in colours", async () => {
    const smooth = pictures(
      [8, 8],
      Array.from({length: 64}, (_, i) => 3 * i + 20),
    );
    const lost = async (strength: number): Promise<number> =>
      furthest((await corrupt(smooth, {kind: "jpeg", strength}, {seed: 1})).images, smooth.images);
    expect(await lost(95)).toBeLessThan(6);
    expect(await lost(3)).toBeGreaterThan(15);
    const coloured = pictures(
      [8, 8],
      Array.from({length: 192}, (_, i) => [200, 40, 90][i % 3]!),
      3,
    );
    const {images} = await corrupt(coloured, {kind: "jpeg", strength: 95}, {seed: 1});
    expect(furthest(images, coloured.images)).toBeLessThan(6);
  });

  it("keeps labels and the set as it was", async () => {
    const before = Uint8Array.from(set.images);
    const worse = await corrupt(set, {kind: "brightness", strength: 99}, {seed: 1});
    expect({...worse, images: null}).toEqual({...set, images: null});
    expect(set.images).toEqual(before);
  });

  it.each([
    [{kind: "blurr", strength: 1}, 'unknown kind "blurr"; did you mean "blur"?'],
    [{kind: "shift", strength: -1}, "shift takes a number from 0 to 65500 (pixels), got -1"],
    [{kind: "rotation", strength: Number.NaN}, "rotation takes a number from 0 to 180 (degrees), got NaN"],
    [{kind: "occlusion", strength: 9}, "occlusion takes a whole number from 0 to 8 (side in pixels), got 9"],
    [{kind: "jpeg", strength: 0}, "jpeg takes a whole number from 1 to 100 (quality), got 0"],
    [{kind: "inversion", strength: 1.5}, "inversion takes a number from 0 to 1 (share of the grey scale), got 1.5"],
  ])("refuses %j", async (corruption, message) => {
    await expect(corrupt(set, corruption as never, {seed: 1})).rejects.toThrow(message);
  });

  it("refuses rows that are not there, and a JPEG of two channels", async () => {
    await expect(corrupt(set, {kind: "shift", strength: 1}, {seed: 1, rows: [24]})).rejects.toThrow(
      "rows 0 to 23, got 24",
    );
    const two = pictures([8, 8], new Uint8Array(128), 2);
    await expect(corrupt(two, {kind: "jpeg", strength: 50}, {seed: 1})).rejects.toThrow("1 or 3 channels, got 2");
  });
});
