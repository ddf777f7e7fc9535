import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Augmentation, openAugmenter} from "../../../src/pipeline/features/augment.js";

/** Pictures of 6 x 5 pixels in which every pixel of every picture is another number. */
const shape = [6, 5, 1] as const;
const count = 40;
const size = 30;
const images = Float32Array.from({length: count * size}, (_, i) => i);

/** Pictures as they look in an epoch, one array each. */
function seen(options: Augmentation, {rows = Array.from({length: count}, (_, i) => i), epoch = 1, seed = 0} = {}) {
  const target = new Float32Array(rows.length * size);
  openAugmenter(options, {images, shape, seed}).fill(target, Int32Array.from(rows), epoch);
  return rows.map((_, i) => [...target.subarray(i * size, (i + 1) * size)]);
}
const original = (row: number): number[] => [...images.subarray(row * size, (row + 1) * size)];
const mirrored = (picture: number[]): number[] => picture.map((_, i) => picture[i - (i % 5) + 4 - (i % 5)]!);

const everything: Augmentation = {
  flip: "alternating",
  shift: 2,
  fill: 7,
  patches: {count: 2, smallest: 1, largest: 3, probability: 0.5},
};

describe("openAugmenter(options, input)", () => {
  it("leaves pictures as they are when nothing is asked for", () => {
    expect(seen({})).toEqual(Array.from({length: count}, (_, row) => original(row)));
  });

  it("draws for a picture from seed, epoch and row alone, whatever the batch and its order", () => {
    const whole = seen(everything, {epoch: 3});
    fc.assert(
      fc.property(fc.array(fc.nat(count - 1), {minLength: 1, maxLength: 10}), (rows) => {
        expect(seen(everything, {rows, epoch: 3})).toEqual(rows.map((row) => whole[row]));
      }),
      {numRuns: 30},
    );
    expect(seen(everything, {epoch: 4})).not.toEqual(whole);
    expect(seen(everything, {epoch: 3, seed: 1})).not.toEqual(whole);
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
    for (const [row, picture] of [1, 2, 3].flatMap((epoch) => [
      ...seen({shift: 1, fill: 9999 % 256}, {epoch}).entries(),
    ])) {
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

  it.each([
    [{flip: "vertical" as "random"}, 'augment.flip: expected "random" or "alternating", got "vertical"'],
    [{shift: 1.5}, "augment.shift: expected a whole number from 0 to 4, got 1.5"],
    [{shift: 5}, "augment.shift: expected a whole number from 0 to 4, got 5"],
    [{fill: 256}, "augment.fill: expected a grey level from 0 to 255, got 256"],
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
  ])("refuses %j", (options, message) => {
    expect(() => seen(options)).toThrow(message);
  });
});
