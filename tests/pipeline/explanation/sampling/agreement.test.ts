import {describe, expect, it} from "vitest";
import {agreement, rankAgreement} from "../../../../src/pipeline/explanation/sampling/agreement.js";
import {pieceRelevances} from "../../../../src/pipeline/explanation/sampling/pieceRelevance.js";

/** Four bright squares of 4 x 4, touching, of different grey; and the same picture again. */
const square = (i: number): number => 2 * Number(Math.floor(i / 8) >= 4) + Number(i % 8 >= 4);
const one = Uint8Array.from({length: 64}, (_, i) => 60 + 60 * square(i));
const pictures = {images: Uint8Array.from([...one, ...one]), count: 2, height: 8, width: 8, channels: 1};
const map = (...values: readonly number[]): number[] => Array.from(one, (_, i) => values[square(i)]!);
const maps = (first: readonly number[], second: readonly number[]): Float32Array =>
  Float32Array.from([...map(...first), ...map(...second)]);

describe("rankAgreement(runs, pictures)", () => {
  it("is Spearman's correlation over superpixels, a number a picture", () => {
    const agreed = rankAgreement([maps([1, 2, 3, 4], [1, 2, 3, 4]), maps([10, 20, 30, 99], [4, 3, 2, 1])], pictures);
    expect(agreed[0]).toBeCloseTo(1, 12);
    expect(agreed[1]).toBeCloseTo(-1, 12);
  });
  it("is the mean over all pairs of runs", () => {
    const runs = [maps([1, 2, 3, 4], [1, 1, 1, 1]), maps([1, 2, 3, 4], [1, 1, 1, 1]), maps([4, 3, 2, 1], [1, 1, 1, 1])];
    const agreed = rankAgreement(runs, pictures);
    expect(agreed[0]).toBeCloseTo((1 - 1 - 1) / 3, 12);
    expect(agreed[1]).toBe(1);
  });
  it("is 0 beside a map that orders nothing", () => {
    expect(rankAgreement([maps([1, 2, 3, 4], [0, 0, 0, 0]), maps([0, 0, 0, 0], [0, 0, 0, 0])], pictures)[0]).toBe(0);
  });
});

describe("agreement(methods, pictures)", () => {
  it("compares each method with each, and leaves out what is black", () => {
    const methods = [maps([1, 2, 3, 4], [1, 2, 3, 4]), maps([1, 2, 3, 4], [4, 3, 2, 1])].map((each, i) => ({
      name: `m${i}`,
      title: `method ${i}`,
      maps: each,
    }));
    const {titles, between, count} = agreement(methods, pictures);
    expect(titles).toEqual(["method 0", "method 1"]);
    expect(between[0]![1]).toBeCloseTo(0, 12);
    expect(between[1]![0]).toBe(between[0]![1]);
    expect([between[0]![0], between[1]![1], count]).toEqual([1, 1, 2]);
  });
});

describe("pieceRelevances(pictures)", () => {
  it("is the mean relevance of the superpixels that show anything", () => {
    const half = Uint8Array.from(one, (level, i) => (i % 8 >= 4 ? level : 0));
    const [relevanceOf] = pieceRelevances({...pictures, images: half, count: 1});
    const relevances = relevanceOf!(Float32Array.from(map(7, 2, 7, 4)));
    expect(new Set(relevances)).toEqual(new Set([2, 4]));
    expect(pieceRelevances({...pictures, images: new Uint8Array(64), count: 1})[0]!(new Float32Array(64))).toHaveLength(
      0,
    );
  });
});
