import {describe, expect, it} from "vitest";
import {textTable} from "../../../src/cli/view/textTable.js";

const rows = [
  {name: "apples", count: "7", note: ""},
  {name: "梨", count: "1,200", note: ""},
];
const columns = [
  {title: "fruit", rank: 2, cell: ({name}: (typeof rows)[number]) => name},
  {title: "count", rank: 1, cell: ({count}: (typeof rows)[number]) => count, align: "right" as const},
  {title: "note", rank: 3, cell: ({note}: (typeof rows)[number]) => note},
];

describe("textTable(rows, columns, width)", () => {
  it("aligns, counts wide characters twice, and leaves out a column that nobody filled", () => {
    expect(textTable(rows, columns, 80)).toEqual({
      lines: ["fruit   count", "apples      7", "梨      1,200"],
      leftOut: [],
    });
  });
  it("leaves out the column of the lowest rank where there is no room, and names it", () => {
    expect(textTable(rows, columns, 12)).toEqual({lines: ["fruit", "apples", "梨"], leftOut: ["count"]});
  });
  it("cuts the last column rather than to break a line", () => {
    expect(textTable(rows, columns, 4).lines).toEqual(["fru…", "app…", "梨"]);
  });
});
