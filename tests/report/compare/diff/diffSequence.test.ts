import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {diffSequence} from "../../../../src/report/compare/diff/diffSequence.js";
import {diffWords, likeness} from "../../../../src/report/compare/diff/words.js";

const few = fc.array(fc.constantFrom("a", "b", "c"), {maxLength: 12});

describe("diffSequence(old, new)", () => {
  it("finds the example of Myers' paper in five edits", () => {
    const edits = diffSequence([..."ABCABBA"], [..."CBABAC"]);
    expect(edits.filter(({kind}) => kind !== "same").flatMap(({items}) => items)).toHaveLength(5);
  });

  it("tells both sequences again", () => {
    fc.assert(
      fc.property(few, few, fc.integer({min: 1, max: 30}), (old, now, limit) => {
        const edits = diffSequence(old, now, {limit});
        expect(edits.filter(({kind}) => kind !== "added").flatMap(({items}) => items)).toEqual(old);
        expect(edits.filter(({kind}) => kind !== "removed").flatMap(({items}) => items)).toEqual(now);
      }),
    );
  });

  it("keeps the longest common subsequence", () => {
    fc.assert(
      fc.property(few, few, (old, now) => {
        const kept = diffSequence(old, now).filter(({kind}) => kind === "same");
        expect(kept.flatMap(({items}) => items)).toHaveLength(longestCommon(old, now));
      }),
    );
  });
});

/** By the textbook's table (Cormen et al., "Introduction to Algorithms", 15.4). */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      row[j] = item === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}

describe("words", () => {
  it("shows which words of a sentence changed", () => {
    expect(diffWords("The old tree falls.", "The tall tree falls.")).toEqual([
      {kind: "same", items: ["The "]},
      {kind: "removed", items: ["old "]},
      {kind: "added", items: ["tall "]},
      {kind: "same", items: ["tree ", "falls", "."]},
    ]);
  });

  it("measures likeness by Dice's share of common words", () => {
    expect(likeness("a b c d", "a b x")).toBeCloseTo((2 * 2) / (4 + 3));
    expect(likeness("", "")).toBe(1);
  });
});
