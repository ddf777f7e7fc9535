import {describe, expect, it} from "vitest";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

/** What the page tells its scripts. */
function dataOf(html: string): {words: Record<string, string>; made: Record<string, unknown>} {
  const [, json] = /<script type="application\/json" id="page-data">(.*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(json!);
}

describe("the page's data", () => {
  const accuracy = {value: 0.912345678, low: 0.9, high: 0.92, level: 0.95};
  const {html} = render(
    [
      {
        ...chapter("01-a", [
          markdown("# T\n\nIt is {{a.accuracy}}, at least {{a.accuracy.low}}; {{a.note}}."),
          code("publish()", [
            carries({kind: "values", values: {"a.accuracy": accuracy, "a.note": "</script><b>"}}),
            carries({kind: "values", values: {"a.hidden": 1}, audience: "programs"}),
          ]),
        ]),
        codeHash: "c0de",
      },
    ],
    {
      provenance: [
        {title: "Source", traced: true, rows: [{name: "Commit", value: "3f9c"}]},
        {title: "Packages", rows: [{name: "tslab", value: "1.0.22"}]},
      ],
    },
  );

  it("tells once what everything was made with, in full precision, and no more than the page shows", () => {
    expect(dataOf(html).made).toEqual({
      facts: [["Source", [["Commit", "3f9c"]]]],
      chapters: {"01-a": {path: "notebooks/01-a.ipynb", code: "c0de"}},
      values: {"a.accuracy": accuracy, "a.note": "</script><b>"},
    });
  });

  it("cannot be ended by a value", () => {
    expect(html).not.toContain('"</script><b>"');
  });
});
