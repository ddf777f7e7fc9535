import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {editDistance, nearest, suggestion} from "../../src/core/nearest.js";

describe("editDistance(a, b)", () => {
  it("agrees with Wagner and Fischer's kitten and sitting: 3", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(editDistance("", "abc")).toBe(3);
  });

  it("is a metric", () => {
    const word = fc.string({maxLength: 6});
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe("nearest(wanted, names)", () => {
  it("finds a slip of the pen and gives up on what is far", () => {
    const names = ["baseline.cnn.accuracy", "baseline.dense.accuracy", "data.train"];
    expect(nearest("baseline.cnn.acuracy", names)).toBe("baseline.cnn.accuracy");
    expect(nearest("zzzzzzzz", names)).toBeUndefined();
    expect(suggestion("data.trian", names)).toBe('; did you mean "data.train"?');
    expect(suggestion("zzzzzzzz", names)).toBe("");
  });
});
