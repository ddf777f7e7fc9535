import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {erase} from "../../../../src/pipeline/features/augment/erase.js";
import type {Erase} from "../../../../src/pipeline/features/augment/types.js";

const [height, width] = [20, 30];

/** Height and width of what was hidden in each of many pictures of one grey that no noise has; [0, 0] where nothing was. */
function hidden(options: Erase, count = 200): [number, number][] {
  const draw = seeded("erase").next;
  return Array.from({length: count}, () => {
    const picture = new Float32Array(height * width).fill(-1);
    erase(picture, [height, width, 1], {...options, means: undefined}, draw);
    const changed = [...picture.keys()].filter((i) => picture[i] !== -1);
    if (changed.length === 0) return [0, 0];
    const [ys, xs] = [changed.map((i) => Math.floor(i / width)), changed.map((i) => i % width)];
    const size: [number, number] = [Math.max(...ys) - Math.min(...ys) + 1, Math.max(...xs) - Math.min(...xs) + 1];
    expect(changed).toHaveLength(size[0] * size[1]);
    return size;
  });
}

describe("erase(picture, shape, options, draw)", () => {
  it("hides one rectangle of the area and the aspect that were asked for, up to whole pixels", () => {
    for (const [h, w] of hidden({probability: 1, area: [0.1, 0.3], aspect: [0.5, 2]})) {
      expect((h - 0.5) * (w - 0.5)).toBeLessThanOrEqual(0.3 * height * width);
      expect((h + 0.5) * (w + 0.5)).toBeGreaterThanOrEqual(0.1 * height * width);
      expect((h - 0.5) / (w + 0.5)).toBeLessThanOrEqual(2);
      expect((h + 0.5) / (w - 0.5)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it("hides half of the pictures by default", () => {
    const share = hidden({}, 400).filter(([h]) => h > 0).length / 400;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1); // 4 standard deviations
  });

  it("leaves a picture whole where no rectangle fits", () => {
    expect(hidden({probability: 1, area: [0.9, 0.9], aspect: [3, 3]}, 5)).toEqual(Array(5).fill([0, 0]));
  });

  it("hides under the mean of each channel where that is asked for", () => {
    const picture = new Float32Array(300).fill(1);
    erase(picture, [10, 10, 3], {probability: 1, means: Float64Array.of(10, 20, 30)}, seeded(1).next);
    const pixels = Array.from({length: 100}, (_, i) => String([...picture.subarray(3 * i, 3 * i + 3)]));
    expect(new Set(pixels)).toEqual(new Set(["1,1,1", "10,20,30"]));
  });
});
