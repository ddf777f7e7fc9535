import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodeErrors, encodeErrors, rightRows} from "../../../src/pipeline/study/answers.js";

describe("wrong answers as text", () => {
  it("count the right ones before each, and name the class by a letter", () => {
    expect(encodeErrors([1, 1, 1, 1, 0], [1, 1, 6, 0, 0])).toBe("2g0a");
    expect(decodeErrors("2g0a", 5)).toEqual([
      {row: 2, answer: 6},
      {row: 3, answer: 0},
    ]);
  });
  it("bring every answer back", () => {
    const label = fc.integer({min: 0, max: 9});
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label)), (rows) => {
        const [yTrue, yPred] = [rows.map(([truth]) => truth), rows.map(([, answer]) => answer)];
        const text = encodeErrors(yTrue, yPred);
        const back = [...yTrue];
        for (const {row, answer} of decodeErrors(text, rows.length)) back[row] = answer;
        expect(back).toEqual(yPred);
        expect([...rightRows(text, rows.length)]).toEqual(rows.map(([truth, answer]) => Number(truth === answer)));
      }),
    );
  });
  it("of a faultless model are no text at all", () => expect(encodeErrors([3, 4], [3, 4])).toBe(""));
  it.each([
    ["2G", 5, 'expected pairs such as "12g0a", got "2G"'],
    ["12", 50, 'expected pairs such as "12g0a", got "12"'],
    ["4g0a", 5, "expected rows below 5, got 5"],
  ])("%j of %d rows is no list of them", (text, count, message) => {
    expect(() => decodeErrors(text, count)).toThrow(message);
  });
  it("know no class beyond z", () => expect(() => encodeErrors([0], [26])).toThrow("expected classes 0 to 25, got 26"));
});
