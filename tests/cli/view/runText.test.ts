import {describe, expect, it} from "vitest";
import {namesOf, runDetails, runsDifference, runsText} from "../../../src/cli/view/runText.js";
import {selectRuns} from "../../../src/cli/view/selectRuns.js";
import type {TrackedRun} from "../../../src/pipeline/artefact/listRuns.js";

const run = (name: string, more: Partial<TrackedRun> = {}): TrackedRun => ({
  ...{profile: "quick", name, state: "finished", isSaved: true, model: "dense", parameterCount: 12_345, seed: 7},
  ...{options: {epochs: 2, schedule: {kind: "cosine"}}, dataHash: "da7a".repeat(16), engine: "wasm", bytes: 51_000},
  ...{codeHash: "c0de".repeat(16), library: "0.1.0", seconds: 200, started: "2026-11-21T12:05:00.000Z", notices: []},
  epochs: [0.8, 0.75].map((validationAccuracy, i) => ({
    ...{epoch: i + 1, learningRate: 0.01, trainLoss: 1, trainAccuracy: 0.5, seconds: 100},
    ...{validationLoss: 0.5 + i / 10, validationAccuracy},
  })),
  bestEpoch: 1,
  ...more,
});

describe("the table of runs", () => {
  const runs = [
    run("dense", {test: {accuracy: 0.7912}}),
    run("long-name-of-a-run", {state: "running", isSaved: false, options: {epochs: 30}}),
  ];
  it("says everything in 160 columns but the time it began and the engine", () => {
    expect(runsText(runs, 160)).toBe(
      `run                 profile  state     model  seed  parameters     size   epochs  best  val loss  val acc  test acc        time  data      code
dense               quick    finished  dense     7      12,345  51.0 kB        2     1    0.5000  80.00 %   79.12 %  3 min 20 s  da7ada7a  c0dec0de
long-name-of-a-run  quick    running   dense     7      12,345  51.0 kB  2 of 30     1    0.5000  80.00 %            3 min 20 s  da7ada7a  c0dec0de

no room for started, engine: widen the terminal, or see --json
`,
    );
  });
  it("keeps within 80 columns what tells runs apart, and names what it left out", () => {
    const text = runsText(runs, 80);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text.split("\n")[0]).toBe("run                 profile  state      epochs  val loss  val acc  test acc");
    expect(text).toContain("no room for model, seed, parameters, size, best, time, started, data, engine,\n");
  });
  it("says why a training failed", () => {
    const text = runsText([run("net", {state: "failed", message: "the loss is no longer a number"})], 80);
    expect(text).toContain("\nnet: the loss is no longer a number\n");
  });
  it("calls one that finished, and whose name another has, replaced", () => {
    expect(runsText([run("net", {isSaved: false})], 80)).toContain("replaced");
  });
});

describe("the details of a run", () => {
  it("show every option, hash and epoch, the kept one marked", () => {
    const text = runDetails(run("dense", {test: {accuracy: 0.7912, macroF1: 0.78, count: 10_000}}), 80);
    for (const line of [
      "quick/dense",
      "options  epochs 2",
      "         schedule.kind cosine",
      `data     ${"da7a".repeat(16)}`,
      "started  2026-11-21 12:05 UTC, took 3 min 20 s",
      "test     79.12 % right, macro F1 0.7800, 10,000 pictures",
      "  1 *      1.0000    50.00 %    0.5000  80.00 %         0.0100  1 min 40 s",
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });
});

describe("the difference of two runs", () => {
  it("names what they were made of where it differs, and sets their epochs side by side", () => {
    const other = run("net", {seed: 8, options: {epochs: 2, schedule: {kind: "one-cycle"}, patience: 3}, bestEpoch: 2});
    expect(runsDifference([run("dense"), other], 120)).toBe(`                       dense   net
seed                   7       8
options.schedule.kind  cosine  one-cycle
options.patience       -       3

epoch  val loss, dense  val loss, net  val acc, dense  val acc, net
    1         0.5000 *       0.5000         80.00 % *     80.00 %
    2         0.6000         0.6000 *       75.00 %       75.00 % *
`);
  });
  it("says that nothing differs, and tells namesakes apart by profile or state", () => {
    expect(runsDifference([run("a"), run("b")], 80)).toContain("the same options, seed, data, engine and code\n");
    expect(namesOf([run("a"), run("a", {profile: "full"})])).toEqual(["quick/a", "full/a"]);
    expect(namesOf([run("a"), run("a", {state: "running"})])).toEqual(["a", "a (running)"]);
  });
});

describe("selectRuns(runs, selection)", () => {
  const runs = [
    run("a", {seconds: 30, test: {accuracy: 0.9}}),
    run("b", {profile: "full", model: "cnn", test: {accuracy: 0.95}}),
    run("a-2", {state: "interrupted"}),
  ];
  const names = (selection: Partial<Parameters<typeof selectRuns>[1]>): string[] =>
    selectRuns(runs, {names: [], ...selection}).map(({name}) => name);
  it.each([
    [{}, ["a", "b", "a-2"]],
    [{names: ["a*"]}, ["a", "a-2"]],
    [{names: ["b", "a"]}, ["b", "a"]],
    [{names: ["quick/*"]}, ["a", "a-2"]],
    [{profile: "full"}, ["b"]],
    [{model: "dense", state: "interrupted"}, ["a-2"]],
    [{sort: "test"}, ["b", "a", "a-2"]],
    [{sort: "test", reverse: true}, ["a", "b", "a-2"]],
    [{sort: "time"}, ["a", "b", "a-2"]],
  ])("%o are %o", (selection, expected) => {
    expect(names(selection)).toEqual(expected);
  });
  it.each([
    [{names: ["c-2"]}, 'no run "c-2"; did you mean "a-2"?'],
    [{names: ["elsewhere"]}, 'no run "elsewhere"; `lookbook runs` shows all'],
    [{sort: "beauty"}, "--sort must be one of name, accuracy, loss, test"],
  ])("refuses %o", (selection, message) => {
    expect(() => names(selection)).toThrow(message);
  });
});
