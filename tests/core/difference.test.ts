import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {describeDifference, differences} from "../../src/core/difference.js";

describe("differences(before, after)", () => {
  it("finds none in what is equal, and one at least in what is not", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => differences(value, structuredClone(value)).length === 0));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        // An order of keys is no difference.
        return differences(a, b).length > 0 || typeof a === "object";
      }),
    );
  });

  it("names the deepest places", () => {
    const before = {options: {epochs: 3, layers: [8, 16]}, seed: 1, gone: true};
    const after = {options: {epochs: 8, layers: [8, 32]}, seed: 1, fresh: "x"};
    expect(differences(before, after).map(describeDifference)).toEqual([
      "options.epochs 3 -> 8",
      "options.layers[1] 16 -> 32",
      "gone was removed",
      "fresh was added",
    ]);
  });

  it("shortens hashes, and leaves out what is long or a file's content", () => {
    const hash = "0123456789abcdef".repeat(4);
    const words = [
      {path: "data", before: hash, after: `f${hash.slice(1)}`},
      {path: "text", before: "x y", after: "x".repeat(100)},
      {path: "core/random.js", before: hash, after: `f${hash.slice(1)}`},
      {path: "", before: 1, after: 2},
    ];
    expect(words.map(describeDifference)).toEqual([
      "data 01234567 -> f1234567",
      "text changed",
      "core/random.js changed",
      "value 1 -> 2",
    ]);
  });
});
