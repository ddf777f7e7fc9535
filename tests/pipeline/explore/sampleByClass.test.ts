import {describe, expect, it} from "vitest";
import {sampleByClass} from "../../../src/pipeline/explore/sampleByClass.js";
import {handMade} from "./handMade.js";

const set = handMade(Array.from({length: 40}, (_, i) => ({label: i % 2, pixels: [i, 0, 0, 0]})));

describe("sampleByClass(set, options)", () => {
  it("draws rows of the class, none twice", () => {
    const [hat, scarf, glove] = sampleByClass(set, {perClass: 8, seed: 1});
    expect([hat!.rows.length, new Set(hat!.rows).size]).toEqual([8, 8]);
    expect(hat!.rows.every((row) => set.labels[row] === 0)).toBe(true);
    expect(scarf!.rows.every((row) => set.labels[row] === 1)).toBe(true);
    expect(glove).toEqual({classIndex: 2, className: "Glove", rows: []});
  });

  it("begins with the same rows when more are asked for", () => {
    const few = sampleByClass(set, {perClass: 3, seed: 5})[0]!.rows;
    const many = sampleByClass(set, {perClass: 9, seed: 5})[0]!.rows;
    expect(many.slice(0, 3)).toEqual(few);
    expect(sampleByClass(set, {perClass: 9, seed: 6})[0]!.rows).not.toEqual(many);
  });

  it("gives what there is where a class has fewer", () => {
    expect(sampleByClass(set, {perClass: 100, seed: 1})[0]!.rows).toHaveLength(20);
  });

  it("refuses to draw nothing", () => {
    expect(() => sampleByClass(set, {perClass: 0, seed: 1})).toThrow(
      "perClass must be a whole number of at least 1, got 0",
    );
  });
});
