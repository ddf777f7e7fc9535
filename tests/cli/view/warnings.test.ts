import {describe, expect, it} from "vitest";
import {groupWarnings} from "../../../src/cli/view/warnings.js";

describe("groupWarnings(warnings)", () => {
  it("joins what differs by the page alone, and keeps the order of the rest", () => {
    expect(
      groupWarnings([
        "report.pdf, page 9: no text",
        "notebooks/a.ipynb, cell 2: refuted",
        ...[5, 6, 7, 12].map((page) => `report.pdf, page ${page}: no text`),
        "report.pdf, page 3: nearly empty",
        "notebooks/a.ipynb, cell 2: refuted",
      ]),
    ).toEqual([
      "report.pdf, pages 5 to 7, 9, 12: no text",
      "notebooks/a.ipynb, cell 2: refuted",
      "report.pdf, page 3: nearly empty",
    ]);
  });
});
