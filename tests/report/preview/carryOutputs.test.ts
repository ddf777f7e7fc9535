import {describe, expect, it} from "vitest";
import type {Notebook} from "../../../src/report/notebook/nbformat.js";
import {carryOutputs} from "../../../src/report/preview/carryOutputs.js";
import {code, markdown} from "../render/notebooks.js";

const notebook = (...cells: Notebook["cells"]): Notebook => ({nbformat: 4, nbformat_minor: 5, metadata: {}, cells});
const says = (id: string, source: string, text?: string): Notebook["cells"][number] => ({
  ...code(source, text === undefined ? [] : [{output_type: "stream", name: "stdout", text}]),
  id,
});
const outputs = ({cells}: Notebook): unknown[] =>
  cells.flatMap((cell) =>
    cell.cell_type === "code"
      ? [cell.outputs.map((output) => (output.output_type === "stream" ? output.text : ""))[0]]
      : [],
  );

describe("carryOutputs(today, before)", () => {
  const before = notebook(
    says("a", "one();", "1"),
    markdown("text"),
    says("b", "two();", "2"),
    says("c", "three();", "3"),
  );

  it("gives each cell what the cell with the same source had, wherever it stands now", () => {
    expect(outputs(carryOutputs(notebook(says("x", "three();"), says("y", "one();")), before))).toEqual(["3", "1"]);
  });

  it("gives a changed cell what the cell with its id had", () => {
    expect(
      outputs(carryOutputs(notebook(says("a", "one();"), says("b", "two(2);"), says("new", "four();")), before)),
    ).toEqual(["1", "2", undefined]);
  });

  it("gives nothing twice, and nothing where there was no run", () => {
    expect(outputs(carryOutputs(notebook(says("a", "one();"), says("d", "one();")), before))).toEqual(["1", undefined]);
    expect(outputs(carryOutputs(notebook(says("a", "one();", "old")), undefined))).toEqual([undefined]);
  });
});
