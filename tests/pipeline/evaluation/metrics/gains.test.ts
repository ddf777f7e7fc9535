import {describe, expect, it} from "vitest";
import {gains} from "../../../../src/pipeline/evaluation/metrics/gains.js";
import {byDoubt, oneAgainstRest} from "../../../../src/pipeline/evaluation/metrics/ranking.js";
import {answered, asked} from "../answers.js";

/** Ten rows, of which the first is the least sure; the answer is class 0, and wrong in rows 0, 1 and 5. */
const sure = Array.from({length: 10}, (_, i) => 0.5 + i / 32);
const doubted = asked(
  sure.map((_, i) => Number([0, 1, 5].includes(i))),
  sure.flatMap((p) => [p, 1 - p]),
  2,
);

describe("gains(ranking, options)", () => {
  it("counts what looking through the first finds: 2 of 3 errors among the 2 least sure of 10", () => {
    const {seen, found, prevalence, at} = gains(byDoubt(doubted), {at: [0.2, 1], rounds: 50});
    expect(prevalence).toBe(0.3);
    expect([seen[2], found[2]]).toEqual([0.2, 2 / 3]);
    expect(at[0]!.found.value).toBeCloseTo(2 / 3, 12);
    expect(at[0]!.lift.value).toBeCloseTo(10 / 3, 12);
    expect(at[1]!.found).toEqual({value: 1, low: 1, high: 1, level: 0.95});
  });
  it("rises evenly where nothing tells rows apart", () => {
    const {at, seen} = gains(byDoubt(answered([0, 1, 1, 0], [0, 0, 1, 0], 2)), {at: [0.25], rounds: 50});
    expect(at[0]!.found.value).toBe(0.25);
    expect(Array.from(seen)).toEqual([0, 1]);
  });
  it("says nothing where there is nothing to find, and refuses a share of nothing", () => {
    const right = byDoubt(answered([0, 1], [0, 1], 2));
    expect(gains(right).at[0]!.found).toEqual({value: 0, low: 0, high: 1, level: 0.95});
    expect(() => gains(right, {at: [0]})).toThrow("shares must lie in (0, 1], got 0");
    expect(() => gains(oneAgainstRest(answered([], [], 2), 0))).toThrow("expected at least one prediction");
  });
});
