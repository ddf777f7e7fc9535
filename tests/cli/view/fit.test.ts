import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fit} from "../../../src/cli/view/fit.js";

describe("fit(text, columns)", () => {
  it("leaves what fits, and cuts the rest with a mark", () => {
    expect(fit("cell 5 of 12", 12)).toBe("cell 5 of 12");
    expect(fit("cell 5 of 12", 8)).toBe("cell 5 …");
  });

  it("takes out control characters and colours, so that a cell cannot move the cursor", () => {
    expect(fit("a\u001b[2Jb\tc\nd\u001b[31me", 80)).toBe("ab c de");
  });

  it("counts two columns for a wide character", () => {
    expect(fit("学習データ", 6)).toBe("学習…");
    expect(fit("e\u0301a", 2)).toBe("e\u0301a");
  });

  it("never takes more columns than there are", () => {
    fc.assert(
      fc.property(fc.string({unit: "grapheme-ascii"}), fc.integer({min: 1, max: 40}), (text, columns) => {
        return fit(text, columns).length <= columns;
      }),
    );
  });
});
