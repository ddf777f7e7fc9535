import {describe, expect, it} from "vitest";
import {annotations, stepSummary} from "../../src/cli/github.js";
import {BuildState} from "../../src/cli/view/buildState.js";
import {LookbookError} from "../../src/core/errors.js";

describe("annotations(warnings, thrown)", () => {
  it("puts warnings and the error at their notebooks, with the line ends that GitHub wants", () => {
    const thrown = new LookbookError(
      "cell-failed",
      "notebook notebooks/03.ipynb, cell 2: Error: 5 % off\n    at cell 2",
    );
    expect(annotations(["notebooks/07.ipynb, cell 6: refuted", "report.pdf, page 2: wide"], thrown)).toBe(
      [
        "::warning file=notebooks/07.ipynb,title=Lookbook::notebooks/07.ipynb, cell 6: refuted",
        "::warning title=Lookbook::report.pdf, page 2: wide",
        "::error file=notebooks/03.ipynb,title=cell-failed::notebook notebooks/03.ipynb, cell 2: Error: 5 %25 off%0A    at cell 2",
        "",
      ].join("\n"),
    );
  });
});

describe("stepSummary(state, rows, thrown)", () => {
  it("is a table of the rows and one of the chapters, in which nothing breaks out", () => {
    const state = new BuildState();
    state.take({type: "chapters", names: ["01-data"], profile: "quick"}, 0);
    state.take(
      {
        type: "chapter",
        chapter: "01-data",
        event: {type: "missed", reasons: ["cell 2 (a | <b>) changed"], last: undefined},
      },
      0,
    );
    const text = stepSummary(state, [["claims", ["3 hold"]]]);
    expect(text).toContain("## Report\n");
    expect(text).toContain("| claims | 3 hold |");
    expect(text).toContain("| 01-data | running | 0.0 s | cell 2 (a \\| &lt;b>) changed |");
    expect(stepSummary(state, [], new Error("it broke"))).toContain("## Report: failed\n\n```text\nit broke\n```");
  });
});
