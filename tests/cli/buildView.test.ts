import {describe, expect, it} from "vitest";
import {buildView} from "../../src/cli/buildView.js";
import type {BuildEvent} from "../../src/report/build/build.js";

const notebook = {nbformat: 4, nbformat_minor: 5, metadata: {}, cells: []} as const;
const execution = {notebook, cells: [], duration: 65_000, peakMemory: 0};
const events: readonly BuildEvent[] = [
  {type: "chapters", names: ["01-data", "03-baseline"], profile: "quick"},
  {type: "chapter", chapter: "01-data", event: {type: "cached", execution}},
  {
    type: "chapter",
    chapter: "03-baseline",
    event: {type: "missed", reasons: ["cell 2 (fit()) changed"], last: undefined},
  },
  {type: "chapter", chapter: "03-baseline", event: {type: "cell", position: 2, cells: 5, firstLine: "const x = 1;"}},
  {type: "chapter", chapter: "03-baseline", event: {type: "progress", text: "train cnn  41 %  [====]\n"}},
  {type: "chapter", chapter: "03-baseline", event: {type: "progress", text: "train cnn  43 %  [====]\n"}},
  {type: "chapter", chapter: "03-baseline", event: {type: "ended", status: "ok", execution}},
  {type: "printed", pages: 25, bytes: 2 ** 20},
];

function show(isTerminal: boolean): string {
  let text = "";
  const view = buildView({isTerminal, write: (chunk) => (text += chunk)});
  for (const event of events) view.onEvent(event);
  view.close();
  return text;
}

describe("buildView(ends)", () => {
  it("writes plain lines in a log, one for each tenth of a task", () => {
    expect(show(false)).toBe(
      [
        "2 chapters, profile quick",
        "01-data      nothing changed",
        "03-baseline  runs: cell 2 (fit()) changed",
        "03-baseline  train cnn  41 %  [====]",
        "03-baseline  ok  1 min 5 s",
        "pdf          25 pages, 1.0 MiB",
        "",
      ].join("\n"),
    );
  });

  it("shows the cell and the task at work on a terminal", () => {
    const text = show(true);
    expect(text).toContain("03-baseline  cell 2 of 5  const x = 1;");
    expect(text).toContain("train cnn  43 %");
    expect(text.endsWith("\r\u001b[2K")).toBe(true);
  });
});
