import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {type Superpixels, superpixels} from "../../../../src/pipeline/explanation/sampling/superpixels.js";

const size = {height: 28, width: 28, channels: 1};

/** A bright disc on black. */
function disc(): Uint8Array {
  return Uint8Array.from({length: 784}, (_, i) => {
    const [y, x] = [Math.floor(i / 28) - 13.5, (i % 28) - 13.5];
    return y * y + x * x < 81 ? 200 : 0;
  });
}

function isConnected({labels}: Superpixels, width: number, label: number): boolean {
  const pixels = [...labels.keys()].filter((i) => labels[i] === label);
  const reached = new Set([pixels[0]!]);
  for (const pixel of reached) {
    const beside = [pixel - width, pixel + width];
    if (pixel % width > 0) beside.push(pixel - 1);
    if (pixel % width < width - 1) beside.push(pixel + 1);
    for (const next of beside) if (labels[next] === label) reached.add(next);
  }
  return reached.size === pixels.length;
}

describe("superpixels(picture, size, options)", () => {
  it("cuts any picture into connected pieces, numbered in reading order, none of them tiny", () => {
    const pictures = fc.record({
      height: fc.integer({min: 1, max: 12}),
      width: fc.integer({min: 1, max: 12}),
      channels: fc.constantFrom(1, 3),
      seed: fc.integer(),
      segments: fc.integer({min: 1, max: 20}),
      cut: fc.constantFrom("slic" as const, "grid" as const),
    });
    fc.assert(
      fc.property(pictures, ({height, width, channels, seed, segments: wanted, cut}) => {
        const random = seeded(seed);
        const picture = Uint8Array.from({length: height * width * channels}, () => random.int(256));
        const segments = Math.min(wanted, height * width);
        const pieces = superpixels(picture, {height, width, channels}, {segments, cut});
        const met = [...new Set(pieces.labels)];
        expect(met).toEqual(cut === "grid" ? [...met].sort((a, b) => a - b) : [...met.keys()]);
        expect(met).toHaveLength(pieces.count);
        for (const label of met) expect(isConnected(pieces, width, label)).toBe(true);
      }),
      {numRuns: 30},
    );
  });
  it("follows an edge: no piece of a disc on black holds both", () => {
    const picture = disc();
    const {labels, count} = superpixels(picture, size);
    for (let label = 0; label < count; label++) {
      const levels = new Set(picture.filter((_, i) => labels[i] === label));
      expect(levels.size).toBe(1);
    }
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(35);
  });
  it("makes pieces of about the same size where there is nothing to follow", () => {
    const {labels, count} = superpixels(new Uint8Array(784), size);
    expect(count).toBe(25);
    for (let label = 0; label < count; label++) {
      const area = labels.filter((each) => each === label).length;
      expect(area).toBeGreaterThanOrEqual(16);
      expect(area).toBeLessThanOrEqual(49);
    }
  });
  it("looks at edges the less, the more compactness it is told", () => {
    const mixed = (compactness: number): number => {
      const {labels, count} = superpixels(disc(), size, {compactness});
      const holdsBoth = (label: number): boolean => new Set(disc().filter((_, i) => labels[i] === label)).size > 1;
      return Array.from({length: count}, (_, label) => label).filter(holdsBoth).length;
    };
    expect(mixed(10)).toBe(0);
    expect(mixed(10_000)).toBeGreaterThan(6);
  });
  it("cuts rectangles on request", () => {
    const {labels, count} = superpixels(disc(), size, {cut: "grid", segments: 16});
    expect(count).toBe(16);
    expect(labels[0]).toBe(0);
    expect(labels[7]).toBe(1);
    expect(labels[7 * 28]).toBe(4);
    expect(labels[783]).toBe(15);
  });
  it("is one piece where one is wanted, and a pixel each where as many are", () => {
    expect(superpixels(disc(), size, {segments: 1}).count).toBe(1);
    const each = superpixels(Uint8Array.of(0, 255, 0, 255), {height: 2, width: 2, channels: 1}, {segments: 4});
    expect([...each.labels]).toEqual([0, 1, 2, 3]);
  });
  it.each([
    [{segments: 0}, "segments must be a whole number from 1 to 784, got 0"],
    [{segments: 785}, "segments must be a whole number from 1 to 784, got 785"],
    [{segments: 2.5}, "segments must be a whole number from 1 to 784, got 2.5"],
    [{compactness: -1}, "compactness must be a number from 0, got -1"],
    [{compactness: Number.NaN}, "compactness must be a number from 0, got NaN"],
  ])("refuses %o", (options, message) => {
    expect(() => superpixels(disc(), size, options)).toThrow(message);
  });
  it("refuses grey levels that are not those of one picture", () => {
    expect(() => superpixels(new Uint8Array(10), size)).toThrow("expected 28 x 28 x 1 grey levels, got 10");
  });
});
