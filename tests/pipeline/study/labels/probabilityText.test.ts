import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodeProbabilities, encodeProbabilities} from "../../../../src/pipeline/study/labels/probabilityText.js";

/** Rows of positive numbers that add up to 1. */
const rows = fc
  .array(fc.array(fc.integer({min: 1, max: 1000}), {minLength: 5, maxLength: 5}), {maxLength: 30})
  .map((drawn) => drawn.map((row) => row.map((n) => n ** 3)))
  .map((drawn) => drawn.map((row) => row.map((n) => n / row.reduce((a, b) => a + b, 0))));

describe("decodeProbabilities(encodeProbabilities(probabilities))", () => {
  it("keeps what is 0.02 and more to a thousandth, and shares the rest among the others", () => {
    const read = decodeProbabilities(encodeProbabilities([0.97, 0.019, 0.011, 0.2, 0.5004, 0.2996]), 2, 3);
    [0.97, 0.015, 0.015, 0.2, 0.5, 0.3].forEach((p, i) => {
      expect(read[i]).toBeCloseTo(p, 6);
    });
  });
  it("stays within 0.02 of every number, and rows add up to 1", () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const read = decodeProbabilities(encodeProbabilities(drawn.flat()), drawn.length, 5);
        drawn.forEach((row, i) => {
          const own = [...read.subarray(5 * i, 5 * i + 5)];
          expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
          row.forEach((p, k) => {
            expect(Math.abs(p - own[k]!)).toBeLessThan(0.02);
          });
        });
      }),
      {numRuns: 50},
    );
  });
  it("holds for no rows", () => {
    expect(decodeProbabilities(encodeProbabilities([]), 0, 5)).toHaveLength(0);
  });
  it("refuses a text that is no record, and one of other sizes", () => {
    expect(() => decodeProbabilities("AAAA", 2, 3)).toThrow("expected base64 of gzip");
    expect(() => decodeProbabilities(gzipSync("").toString("base64"), 2, 3)).toThrow("a record of 2 x 3, got 0 bytes");
    expect(() => decodeProbabilities(encodeProbabilities([1, 0, 0, 1]), 2, 5)).toThrow("expected a record of 2 x 5");
  });
});
