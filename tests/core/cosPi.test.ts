import {describe, expect, it} from "vitest";
import {cosPi} from "../../src/core/cosPi.js";

describe("cosPi(x)", () => {
  it("is exact where the cosine is 1, 0 and -1", () => {
    expect([cosPi(0), cosPi(1)]).toEqual([1, -1]);
    expect(Math.abs(cosPi(0.5))).toBeLessThan(1e-16);
  });
  it("differs from Math.cos by less than 1e-15, over the whole half turn", () => {
    const far = Array.from({length: 1001}, (_, i) => Math.abs(cosPi(i / 1000) - Math.cos((Math.PI * i) / 1000)));
    expect(Math.max(...far)).toBeLessThan(1e-15);
  });
});
