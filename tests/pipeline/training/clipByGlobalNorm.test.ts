import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {clipByGlobalNorm} from "../../../src/pipeline/training/clipByGlobalNorm.js";

/** What PyTorch computed; see training.py beside it. */
const {clip} = JSON.parse(readFileSync("tests/fixtures/torch/training.json", "utf8")) as {
  readonly clip: readonly {readonly longest: number; readonly norm: number; readonly gradient: readonly number[]}[];
};

describe("clipByGlobalNorm(gradient, longest)", () => {
  it.each(clip)(
    "to $longest does what PyTorch's clip_grad_norm_ does, but for its 1e-6",
    ({longest, norm, gradient}) => {
      const clipped = Float32Array.of(3, -4, 0.25, 12, 0);
      expect(clipByGlobalNorm(clipped, longest)).toBeCloseTo(norm, 12);
      for (const [i, value] of clipped.entries()) expect(value).toBeCloseTo(gradient[i]!, 5);
    },
  );
  it("never leaves a gradient longer than asked for, keeps its direction, and does not touch a shorter one", () => {
    const numbers = fc.array(fc.float({noNaN: true, min: -1e6, max: 1e6}), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(numbers, fc.float({noNaN: true, min: Math.fround(1e-3), max: 1e3}), (values, longest) => {
        const gradient = Float32Array.from(values);
        const before = clipByGlobalNorm(gradient, longest);
        expect(before).toBeCloseTo(Math.hypot(...Float32Array.from(values)), 3);
        const share = before > longest ? longest / before : 1;
        expect(Math.hypot(...gradient)).toBeLessThan(Math.min(before, longest) * (1 + 1e-6) + 1e-9);
        for (const [i, value] of gradient.entries()) expect(value).toBe(Math.fround(Math.fround(values[i]!) * share));
      }),
    );
  });
  it("measures numbers whose squares a float could not hold", () => {
    expect(clipByGlobalNorm(Float32Array.of(3e30, 4e30), 1e38) / 5e30).toBeCloseTo(1, 6);
  });
});
