import {expect, it} from "vitest";
import {stableIds} from "../../../../src/report/render/pdf/stableIds.js";

/** Two heads and a cell that names them, as Chromium numbers them behind `before` other nodes; and the tree of ids. */
function tags(before: number): string {
  const id = (i: number): string => `(node${String(before + i).padStart(8, "0")})`;
  return `<</S /TH /ID ${id(3)}>> <</S /TH /ID ${id(7)}>> <</A [<</O /Table /Headers [${id(7)} ${id(3)}]>>]>> /Names [${id(3)} 5 0 R ${id(7)} 6 0 R]`;
}

it("numbers tags alike, whatever number the browser began with; order and length stay", () => {
  expect(stableIds(tags(420))).toBe(
    "<</S /TH /ID (node00000001)>> <</S /TH /ID (node00000002)>> <</A [<</O /Table /Headers [(node00000002) (node00000001)]>>]>> /Names [(node00000001) 5 0 R (node00000002) 6 0 R]",
  );
  expect(stableIds(tags(97))).toBe(stableIds(tags(420)));
  expect(stableIds(tags(420))).toHaveLength(tags(420).length);
});

it("leaves other text alone", () => {
  expect(stableIds("(node1) node00000003 (note00000003)")).toBe("(node1) node00000003 (note00000003)");
});
