import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../src/core/random.js";
import {batches} from "../../../src/pipeline/features/batches.js";

describe("batches(rowCount, options)", () => {
  it("covers every row exactly once, in batches of the size asked for but the last", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({min: 1, max: 50}), fc.boolean(), (rowCount, batchSize, shuffle) => {
        const all = batches(rowCount, {batchSize, ...(shuffle && {random: seeded(1)})});
        expect(all.flatMap((rows) => [...rows]).sort((a, b) => a - b)).toEqual(
          Array.from({length: rowCount}, (_, i) => i),
        );
        expect(all.slice(0, -1).every((rows) => rows.length === batchSize)).toBe(true);
      }),
    );
  });
  it("keeps the order without a stream", () => {
    expect(batches(5, {batchSize: 2}).map((rows) => [...rows])).toEqual([[0, 1], [2, 3], [4]]);
  });
  it("shuffles anew with every call on one stream, and the same way from one seed", () => {
    const random = seeded(3);
    const [first, second] = [batches(20, {batchSize: 20, random}), batches(20, {batchSize: 20, random})];
    expect(second).not.toEqual(first);
    expect(batches(20, {batchSize: 20, random: seeded(3)})).toEqual(first);
  });
  it("rejects a size that makes no batch", () => {
    expect(() => batches(5, {batchSize: 0})).toThrow("batchSize must be a whole number of at least 1, got 0");
  });
});
