import {describe, expect, it} from "vitest";
import {buildView, type Told} from "../../src/cli/buildView.js";
import type {BuildEvent} from "../../src/report/build/build.js";
import type {CellReport} from "../../src/report/notebook/execute.js";
import type {ChapterEvent} from "../../src/report/notebook/executeChapters.js";
import {screenOf} from "./screen.js";

const notebook = {nbformat: 4, nbformat_minor: 5, metadata: {}, cells: []} as const;
const cell = (number: number, duration: number): CellReport => ({
  id: `c${number}`,
  index: number - 1,
  number,
  firstLine: `step${number}();`,
  status: "ok",
  duration,
  peakMemory: 2 ** 28,
});
const execution = {notebook, cells: [cell(1, 500), cell(2, 60_000)], duration: 65_000, peakMemory: 2 ** 28};
const last = {
  parts: {cells: [], parameters: {}, files: {}, packages: {}, inputs: {}, consumed: {}},
  cells: [cell(1, 1000), cell(2, 30_000)],
  steps: [],
  duration: 31_000,
  peakMemory: 2 ** 28,
  cpu: 1,
};
const of = (chapter: string, event: ChapterEvent): BuildEvent => ({type: "chapter", chapter, event});
const printed = {type: "printed", pages: 25, bytes: 2 ** 20, kept: false} as const;
const rendered = {type: "rendered", figures: 3, claims: {}, bytes: 5 * 2 ** 20, digest: "abc", kept: false} as const;

const events: readonly BuildEvent[] = [
  {type: "chapters", names: ["01-data", "03-baseline"], profile: "quick"},
  of("01-data", {type: "cached", execution}),
  of("03-baseline", {type: "missed", reasons: ["cell 2 (step2();) changed", "parameter epochs 3 -> 8"], last}),
  of("03-baseline", {type: "started", cells: 2}),
  of("03-baseline", {type: "cell", position: 2, cells: 2, firstLine: "step2();"}),
  of("03-baseline", {type: "progress", text: "train cnn  41 %  [====]\n"}),
  of("03-baseline", {type: "progress", text: "train cnn  43 %  [====]\n"}),
  of("03-baseline", {type: "memory", bytes: 1.5 * 2 ** 30}),
  of("03-baseline", {type: "step", step: {name: "cnn", status: "computed", reasons: ["options.epochs 3 -> 8"]}}),
];
const end: readonly BuildEvent[] = [
  of("03-baseline", {type: "ended", status: "ok", execution}),
  rendered,
  {type: "warning", text: "report.pdf, page 5: a picture has no text"},
  {type: "warning", text: "report.pdf, page 6: a picture has no text"},
  {type: "warning", text: "report.pdf, page 9: a picture has no text"},
  printed,
];

interface Shown {
  readonly text: () => string;
  readonly view: ReturnType<typeof buildView>;
  columns: number;
  time: number;
}

function show(isTerminal: boolean, tell?: Told): Shown {
  let text = "";
  const shown = {text: () => text, columns: 80, time: 0};
  const view = buildView({
    isTerminal,
    tell,
    write: (chunk) => (text += chunk),
    columns: () => shown.columns,
    now: () => shown.time,
  });
  return Object.assign(shown, {view});
}

describe("buildView in a log", () => {
  it("writes a line for each thing that happens, one for each tenth of a task", () => {
    const {view, text} = show(false);
    for (const event of [...events, ...end]) view.onEvent(event);
    view.close();
    expect(text().split("\n")).toEqual([
      "2 chapters, profile quick",
      "01-data      nothing changed",
      "03-baseline  runs: cell 2 (step2();) changed; parameter epochs 3 -> 8",
      "03-baseline  train cnn  41 %  [====]",
      "03-baseline  cnn: computed, options.epochs 3 -> 8",
      "03-baseline  ok  1 min 5 s  256 MiB",
      "report       3 figures and tables, 5.0 MiB",
      "pdf          25 pages, 1.0 MiB",
      "",
    ]);
  });

  it("sums up: what ran, the slowest cells, warnings of one kind once, sizes and the digest", () => {
    const shown = show(false);
    for (const event of [...events, ...end]) shown.view.onEvent(event);
    const before = shown.text().length;
    shown.time = 70_000;
    shown.view.summary();
    expect(shown.text().slice(before).split("\n")).toEqual([
      "",
      "build          2 chapters in 1 min 10 s: 1 ran, 1 unchanged",
      "slowest cells  1 min 0 s  03-baseline, cell 2: step2();",
      "warnings       report.pdf, pages 5, 6, 9: a picture has no text",
      "html           5.0 MiB, SHA-256 abc",
      "pdf            1.0 MiB, 25 pages",
      "",
    ]);
  });

  it("says nothing where nothing is wanted, and JSON without notebooks where programs listen", () => {
    const quiet = show(false, "nothing");
    const json = show(false, "json");
    for (const event of [...events, ...end]) for (const {view} of [quiet, json]) view.onEvent(event);
    for (const {view} of [quiet, json]) view.summary();
    expect(quiet.text()).toBe("");
    const lines = json
      .text()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(events.length + end.length);
    expect(lines[2]).toEqual({
      chapter: "03-baseline",
      type: "missed",
      reasons: ["cell 2 (step2();) changed", "parameter epochs 3 -> 8"],
      last: {duration: 31_000, peakMemory: 2 ** 28},
    });
    expect(json.text()).not.toContain("nbformat");
  });
});

describe("buildView on a terminal", () => {
  const running = "03-baseline  cell 2 of 2  30 s left  1.5 GiB  train cnn  43 %  [====]  step2();";

  it("shows what is finished above, and a line for each chapter that runs, with the time that its last run took", () => {
    const {view, text} = show(true);
    for (const event of events) view.onEvent(event);
    expect(screenOf(text(), 80).lines).toEqual([
      "2 chapters, profile quick",
      "01-data      nothing changed",
      "03-baseline  runs: cell 2 (step2();) changed; parameter epochs 3 -> 8",
      "03-baseline  cnn: computed, options.epochs 3 -> 8",
      running.length > 79 ? `${running.slice(0, 78)}…` : running,
      "1 of 2 chapters done",
    ]);
    view.close();
  });

  it("hides the cursor while it draws, and gives it back", () => {
    const {view, text} = show(true);
    for (const event of events) view.onEvent(event);
    expect(screenOf(text(), 80).cursor).toBe(false);
    view.close();
    const screen = screenOf(text(), 80);
    expect(screen.cursor).toBe(true);
    for (const event of end) view.onEvent(event);
    expect(screenOf(text(), 80).cursor).toBe(false);
    view.close();
    expect(screenOf(text(), 80).cursor).toBe(true); // though nothing was left to be cleared
    expect(screen.lines.at(-1)).toBe("03-baseline  cnn: computed, options.epochs 3 -> 8");
  });

  it("counts down between events, and never below what is still to come", () => {
    const shown = show(true);
    for (const event of events) shown.view.onEvent(event);
    shown.time = 12_000;
    shown.view.onEvent(of("03-baseline", {type: "memory", bytes: 1.5 * 2 ** 30}));
    expect(screenOf(shown.text(), 80).lines.at(-2)).toContain("18 s left");
    shown.time = 90_000;
    shown.view.onEvent(of("03-baseline", {type: "memory", bytes: 1.5 * 2 ** 30}));
    expect(screenOf(shown.text(), 80).lines.at(-2)).toContain("0.0 s left");
    shown.view.close();
  });

  it("leaves nothing behind when the window becomes narrower or wider between two redraws", () => {
    for (const columns of [30, 41, 160]) {
      const shown = show(true);
      for (const event of events) shown.view.onEvent(event);
      const before = shown.text();
      shown.columns = columns;
      shown.time = 1000;
      shown.view.onEvent(of("03-baseline", {type: "memory", bytes: 2 ** 30}));
      const {lines} = screenOf(shown.text(), columns, {from: before.length, columns: 80});
      expect(
        lines.filter((line) => line.startsWith("03-baseline  cell")),
        `${columns} columns`,
      ).toHaveLength(1);
      expect(lines.filter((line) => line.includes("chapters done"))).toHaveLength(1);
      shown.view.close();
    }
  });

  it("draws a task that tells its progress a thousand times a second ten times", () => {
    const shown = show(true);
    for (const event of events) shown.view.onEvent(event);
    const before = shown.text().length;
    for (let i = 0; i < 1000; i++) {
      shown.time += 1;
      shown.view.onEvent(of("03-baseline", {type: "progress", text: `step ${i}`}));
    }
    const redraws = shown.text().slice(before).split("\u001b[J").length - 1;
    expect(redraws).toBeLessThanOrEqual(11);
    shown.view.close();
  });
});
