import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {sha256} from "../../../src/core/hash.js";
import {type Augmentation, type Mix, openAugmenter} from "../../../src/pipeline/features/augment.js";

/** Pictures of 6 x 5 pixels in which every pixel of every picture is another grey level, and none a whole one, as noise is. */
const shape = [6, 5, 1] as const;
const count = 40;
const size = 30;
const images = Float32Array.from({length: count * size}, (_, i) => i / 8 + 1 / 16);

/** Pictures as they look in an epoch, one array each. */
function seen(options: Augmentation, {rows = Array.from({length: count}, (_, i) => i), epoch = 1, seed = 0} = {}) {
  const target = new Float32Array(rows.length * size);
  openAugmenter(options, {images, shape, seed}).fill(target, Int32Array.from(rows), epoch);
  return rows.map((_, i) => [...target.subarray(i * size, (i + 1) * size)]);
}
const original = (row: number): number[] => [...images.subarray(row * size, (row + 1) * size)];
const mirrored = (picture: number[]): number[] => picture.map((_, i) => picture[i - (i % 5) + 4 - (i % 5)]!);

/** Pictures of all rows and what their labels are mixed of. */
function mixed(options: Augmentation, epoch: number): {pictures: number[][]; mix: Mix | undefined} {
  const target = new Float32Array(count * size);
  const mix = openAugmenter(options, {images, shape, seed: 0}).fill(
    target,
    Int32Array.from({length: count}, (_, i) => i),
    epoch,
  );
  return {pictures: Array.from({length: count}, (_, i) => [...target.subarray(i * size, (i + 1) * size)]), mix};
}

const all: Augmentation = {
  flip: "alternating",
  shift: 2,
  rotation: 10,
  zoom: 0.1,
  translation: 0.5,
  fill: 7,
  contrast: 0.2,
  brightness: 10,
  erase: {probability: 0.5, with: "mean"},
  patches: {count: 2, smallest: 1, largest: 3, probability: 0.5},
  mix: {kind: "cutmix", alpha: 1},
};

describe("openAugmenter(options, input)", () => {
  it("leaves pictures as they are when nothing is asked for", () => {
    expect(seen({})).toEqual(Array.from({length: count}, (_, row) => original(row)));
  });

  it("draws for a picture from seed, epoch and row alone, whatever the batch and its order", () => {
    const whole = seen(all, {epoch: 3});
    fc.assert(
      fc.property(fc.array(fc.nat(count - 1), {minLength: 1, maxLength: 10}), (rows) => {
        expect(seen(all, {rows, epoch: 3})).toEqual(rows.map((row) => whole[row]));
      }),
      {numRuns: 30},
    );
    expect(seen(all, {epoch: 4})).not.toEqual(whole);
    expect(seen(all, {epoch: 3, seed: 1})).not.toEqual(whole);
  });

  it("flips half of the pictures at random", () => {
    const flips = [1, 2, 3, 4].map((epoch) =>
      seen({flip: "random"}, {epoch}).map((picture, row) => {
        const flipped = picture[0] !== original(row)[0];
        expect(picture).toEqual(flipped ? mirrored(original(row)) : original(row));
        return flipped;
      }),
    );
    const share = flips.flat().filter(Boolean).length / (4 * count);
    expect(share).toBeGreaterThan(0.37); // 3.3 standard deviations
    expect(share).toBeLessThan(0.63);
    expect(flips[0]).not.toEqual(flips[2]);
  });

  it("flips one half of the pictures in odd epochs and the other half in even ones", () => {
    const [odd, even, next] = [1, 2, 3].map((epoch) => seen({flip: "alternating"}, {epoch}));
    expect(next).toEqual(odd);
    for (let row = 0; row < count; row++) expect(mirrored(odd![row]!)).toEqual(even![row]);
    const flipped = odd!.filter((picture, row) => picture[0] !== original(row)[0]).length;
    expect(flipped).toBeGreaterThan(count / 4);
    expect(flipped).toBeLessThan((3 * count) / 4);
  });

  it("moves by whole pixels, each of the moves being as likely, and fills what comes in", () => {
    const moves = new Set<string>();
    for (const [row, picture] of [1, 2, 3].flatMap((epoch) => [...seen({shift: 1, fill: 15}, {epoch}).entries()])) {
      const move = [-1, 0, 1]
        .flatMap((down) => [-1, 0, 1].map((right) => [down, right] as const))
        .find(([down, right]) =>
          picture.every((value, i) => {
            const [y, x] = [Math.floor(i / 5) - down, (i % 5) - right];
            return value === (y >= 0 && y < 6 && x >= 0 && x < 5 ? original(row)[y * 5 + x] : 15);
          }),
        );
      expect(move).toBeDefined();
      moves.add(String(move));
    }
    expect(moves.size).toBe(9);
  });

  it("draws square patches of noise that lie inside the picture", () => {
    const patched = seen({patches: {count: 1, smallest: 2, largest: 3}});
    const sides = patched.map((picture, row) => {
      const changed = picture.flatMap((value, i) => (value === original(row)[i] ? [] : [i]));
      const [ys, xs] = [changed.map((i) => Math.floor(i / 5)), changed.map((i) => i % 5)];
      const side = Math.max(...ys) - Math.min(...ys) + 1;
      expect(Math.max(...xs) - Math.min(...xs) + 1).toBe(side);
      expect(changed).toHaveLength(side * side);
      for (const i of changed)
        expect(Number.isInteger(picture[i]) && picture[i]! >= 0 && picture[i]! <= 255).toBe(true);
      return side;
    });
    expect(new Set(sides.slice(10))).toEqual(new Set([2, 3]));
  });

  it("draws a patch with the probability that was asked for", () => {
    const changed = [1, 2, 3, 4, 5].flatMap((epoch) =>
      seen({patches: {count: 1, smallest: 2, largest: 3, probability: 0.4}}, {epoch}).filter(
        (picture, row) => String(picture) !== String(original(row)),
      ),
    );
    expect(changed.length / (5 * count)).toBeGreaterThan(0.4 - 0.12); // 3.4 standard deviations
    expect(changed.length / (5 * count)).toBeLessThan(0.4 + 0.12);
  });

  it("turns, scales and translates in one go, and differently for each picture", () => {
    const turned = seen({rotation: 20, zoom: 0.2, translation: 1.5});
    const plain = turned.filter((picture, row) => String(picture) === String(original(row)));
    expect(plain).toEqual([]);
    // The same draws on pictures of one grey show where grey came in from outside, and that no level is invented.
    const greys = new Float32Array(count * size).fill(100);
    const target = new Float32Array(count * size);
    const rows = Int32Array.from({length: count}, (_, i) => i);
    const options: Augmentation = {rotation: 20, zoom: 0.2, translation: 1.5, fill: 50};
    openAugmenter(options, {images: greys, shape, seed: 0}).fill(target, rows, 1);
    expect(target.every((level) => level > 49.999 && level < 100.001)).toBe(true);
    expect(target.some((level) => level < 60)).toBe(true);
  });

  it("reads bytes and floats alike, of one channel and of three", () => {
    const bytes = Uint8Array.from({length: count * size}, (_, i) => (i * 31) % 256);
    for (const shapeOf of [shape, [5, 2, 3] as const]) {
      const rows = Int32Array.from({length: count}, (_, i) => i);
      const pictures = [bytes, Float32Array.from(bytes)].map((source) => {
        const target = new Float32Array(count * size);
        openAugmenter(
          {...all, shift: 1, patches: {count: 1, smallest: 1, largest: 2}},
          {images: source, shape: shapeOf, seed: 4},
        ).fill(target, rows, 1);
        return [...target];
      });
      expect(pictures[0]).toEqual(pictures[1]);
    }
  });

  it("mixes pictures by the shares that it tells, each as it looks in that epoch", () => {
    const plain: Augmentation = {flip: "random", shift: 1};
    const views = seen(plain, {epoch: 2});
    const {pictures, mix} = mixed({...plain, mix: {kind: "mixup", alpha: 0.4}}, 2);
    for (const [row, picture] of pictures.entries()) {
      const [partner, share] = [mix!.partners[row]!, mix!.shares[row]!];
      expect(share >= 0 && share <= 1).toBe(true);
      const sum = views[row]!.map((level, i) => share * level + (1 - share) * views[partner]![i]!);
      expect(Math.max(...picture.map((level, i) => Math.abs(level - sum[i]!)))).toBeLessThan(1e-3);
    }
    expect(new Set(mix!.partners).size).toBeGreaterThan(count / 2);
  });

  it("cuts a rectangle of the partner into a picture and tells the share of the pixels that are its own", () => {
    const {pictures, mix} = mixed({mix: {kind: "cutmix", alpha: 1}}, 1);
    for (const [row, picture] of pictures.entries()) {
      const [partner, share] = [mix!.partners[row]!, mix!.shares[row]!];
      if (partner === row) continue;
      const own = picture.filter((level, i) => level === original(row)[i]).length;
      const others = picture.filter((level, i) => level === original(partner)[i]).length;
      expect([own, others]).toEqual([Math.round(share * size), size - Math.round(share * size)]);
    }
  });

  it("mixes with the probability that was asked for, and leaves the others their label", () => {
    const {pictures, mix} = mixed({mix: {kind: "mixup", alpha: 1, probability: 0.5}}, 1);
    const whole = pictures.flatMap((picture, row) => (String(picture) === String(original(row)) ? [row] : []));
    expect(whole.length).toBeGreaterThan(count / 4);
    expect(whole.length).toBeLessThan((3 * count) / 4);
    for (const row of whole) expect([mix!.partners[row], mix!.shares[row]]).toEqual([row, 1]);
    expect(mixed({flip: "random"}, 1).mix).toBeUndefined();
  });

  it("needs no more than the augmentation as JSON", () => {
    expect(seen(JSON.parse(JSON.stringify(all)) as Augmentation)).toEqual(seen(all));
  });

  it("has the same bits on every machine and version of Node.js: they decide what a network learns", () => {
    const pictures = Float32Array.from(seen({...all, mix: {kind: "mixup", alpha: 0.4}}, {epoch: 3}).flat());
    expect(sha256(new Uint8Array(pictures.buffer))).toBe(
      "948d33ca6a7ae8b97959a571fe4c95c178aa1fc4f7e5d08d8f6874c8600b5ee1",
    );
  });

  it("refuses rows that are not in the set, and a target of the wrong size", () => {
    const augmenter = openAugmenter({}, {images, shape, seed: 0});
    expect(() => augmenter.fill(new Float32Array(size), Int32Array.of(count), 1)).toThrow(
      "expected rows from 0 to 39, got 40",
    );
    expect(() => augmenter.fill(new Float32Array(size), Int32Array.of(0, 1), 1)).toThrow(
      "expected room for 2 pictures of 30 numbers, got 30 numbers",
    );
  });

  it.each<[object, string]>([
    [{flip: "vertical"}, 'augment.flip: expected "random" or "alternating", got "vertical"'],
    [{shift: 1.5}, "augment.shift: expected a whole number from 0 to 4, got 1.5"],
    [{shift: 5}, "augment.shift: expected a whole number from 0 to 4, got 5"],
    [{rotation: 181}, "augment.rotation: expected degrees from 0 to 180, got 181"],
    [{rotation: "10"}, 'augment.rotation: expected degrees from 0 to 180, got "10"'],
    [{zoom: 1}, "augment.zoom: expected a share from 0 to below 1, got 1"],
    [{translation: -1}, "augment.translation: expected pixels from 0 to 5, got -1"],
    [{fill: 256}, "augment.fill: expected grey levels from 0 to 255, got 256"],
    [{contrast: Number.NaN}, "augment.contrast: expected a number from 0 to 1, got NaN"],
    [{brightness: 300}, "augment.brightness: expected grey levels from 0 to 255, got 300"],
    [
      {erase: {area: [0.5, 0.2]}},
      "augment.erase.area: expected [least, most] with 0 < least <= most < 1, got [0.5,0.2]",
    ],
    [{erase: {aspect: [0, 1]}}, "augment.erase.aspect: expected [least, most] with 0 < least <= most, got [0,1]"],
    [{erase: {with: "black"}}, 'augment.erase.with: expected "noise" or "mean", got "black"'],
    [
      {patches: {count: 1, smallest: 2, largest: 6}},
      "augment.patches.largest: expected a whole number from 1 to 5, got 6",
    ],
    [
      {patches: {count: 1, smallest: 3, largest: 2}},
      "augment.patches.smallest: expected a whole number from 1 to 2, got 3",
    ],
    [
      {patches: {count: 1, smallest: 1, largest: 2, probability: 2}},
      "augment.patches.probability: expected a number from 0 to 1, got 2",
    ],
    [{mix: {kind: "mixup", alpha: 0}}, "augment.mix.alpha: expected a number above 0 and at most 4, got 0"],
    [{mix: {kind: "blend", alpha: 1}}, 'augment.mix.kind: expected "mixup" or "cutmix", got "blend"'],
    [{rotate: 10}, 'augment: there is no option "rotate"; did you mean "rotation"?'],
    [{mix: {kind: "mixup", alpha: 1, share: 1}}, 'augment.mix: there is no option "share"'],
  ])("refuses %j", (options, message) => {
    expect(() => seen(options)).toThrow(message);
  });
});
