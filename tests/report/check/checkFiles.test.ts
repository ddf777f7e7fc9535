import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {toCarrier} from "../../../src/core/payload.js";
import {checkFiles} from "../../../src/report/check/checkFiles.js";
import type {CheckResult} from "../../../src/report/check/finding.js";
import {notebookFiles, readSources} from "../../../src/report/check/readSources.js";
import {type RuleName, ruleNames} from "../../../src/report/check/rules.js";
import {type CellText, notebookOf} from "./notebooks.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lookbook-check-"));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

function write(path: string, value: object): string {
  mkdirSync(join(root, path, ".."), {recursive: true});
  writeFileSync(join(root, path), JSON.stringify(value));
  return join(root, path);
}

const cells: CellText[] = [
  "# Apples\n\nThere are {{apples.count | integer}} of them (@tab-apples).",
  {code: "const count: number = 3;"},
];

/** The notebook as a build leaves it: with outputs. */
function executed(given: readonly CellText[], ...payloads: Parameters<typeof toCarrier>[0][]): object {
  const notebook = notebookOf(given);
  const [, code] = notebook["cells"] as {outputs: unknown[]}[];
  code!.outputs = payloads.map((payload) => ({
    output_type: "display_data",
    data: {"text/html": toCarrier(payload, "")},
    metadata: {},
  }));
  return notebook;
}

const table = {kind: "table", id: "apples", caption: "Apples.", columns: [{name: "count"}], rows: [[3]]} as const;
const values = {kind: "values", values: {"apples.count": 3}} as const;

/** A project of one chapter that was built. */
function project(today: readonly CellText[], ran: object, config: object = {}): string {
  write("report/report.json", {title: "Apples", chapters: ["01-apples"], ...config});
  write("report/dist/notebooks/01-apples.ipynb", ran);
  return write("notebooks/01-apples.ipynb", notebookOf(today));
}

function check(files: readonly string[], asked: readonly RuleName[] = ruleNames, reuse = false): Promise<CheckResult> {
  return checkFiles(files, {
    reader: {list: notebookFiles, read: readSources},
    asked: new Set(asked),
    reuse,
    folder: root,
  });
}
const shown = ({findings}: CheckResult): string[] =>
  findings.map(({path, cell, rule, message}) => `${path}${cell === undefined ? "" : ` ${cell}`} ${rule}: ${message}`);

describe("checkFiles(files, options)", {timeout: 60_000}, () => {
  const fast = ruleNames.filter((rule) => rule !== "types");

  it("has nothing to say of a clean project", async () => {
    expect(shown(await check([project(cells, executed(cells, values, table))]))).toEqual([]);
  });

  it("finds with the outputs of the last run what the renderer refuses, in today's prose", async () => {
    const today = ["# Apples\n\nThere are {{apples.cuont}} of them (@tab-pears)[^none].", cells[1]!];
    const found = await check([project(today, executed(cells, values, table))], fast);
    expect(shown(found)).toEqual([
      expect.stringMatching(/^notebooks\/01-apples.ipynb 1 references: .*apples\.cuont.*"apples\.count"/),
      expect.stringMatching(/^notebooks\/01-apples.ipynb 1 references: .*@tab-pears/),
      expect.stringMatching(/^notebooks\/01-apples.ipynb 1 references: .*\[\^none\]/),
      expect.stringMatching(/^notebooks\/01-apples.ipynb 2 unused-values: .*"apples\.count"/),
    ]);
  });

  it("finds figures without caption and alternative text among the outputs", async () => {
    const plot = {kind: "plot", id: "apples", caption: " ", alt: "", data: [], layout: {}} as const;
    const found = await check(
      [project(cells, executed(cells, values, plot))],
      ["captions", "alternative-text", "document"],
    );
    expect(shown(found)).toEqual([
      'notebooks/01-apples.ipynb 2 captions: the figure "apples" has no caption',
      'notebooks/01-apples.ipynb 2 alternative-text: the figure "apples" has no alternative text',
    ]);
  });

  it("says which rules it left out, and why, where the code has changed since", async () => {
    const today = [cells[0]!, {code: "const count: number = 4;"}];
    const {findings, skipped} = await check([project(today, executed(cells, values, table))], fast);
    expect(findings).toEqual([]);
    expect(skipped).toEqual([
      {
        rules: ["references", "unused-values", "document"],
        reason: "01-apples: no run with today's code in report/dist; run lookbook build",
      },
    ]);
  });

  it("weighs rules as the project says, and obeys a comment that allows one", async () => {
    const code = (text: string): CellText[] => ["# Apples", {code: text}];
    const clocks = code(
      "const a = Date.now(); // check: allow clock\n// check: allow clock, chance\nconst b = Date.now();\nconst c = Date.now();\nconsole.log(a, b, c);",
    );
    const file = project(clocks, {}, {check: {rules: {clock: "warning", console: "off"}}});
    const {findings} = await check([file], ["clock", "console"]);
    expect(findings).toMatchObject([{rule: "clock", severity: "warning", line: 4, excerpt: "const c = Date.now();"}]);
  });

  it("checks a notebook that belongs to no report by itself", async () => {
    const file = write("elsewhere/a.ipynb", notebookOf(["## No title", {code: "1", tags: ["hide-inputs"]}]));
    const {skipped, ...found} = await check([file], fast);
    expect(shown({...found, skipped})).toEqual([
      'elsewhere/a.ipynb title: the notebook has no heading "# ..."',
      expect.stringContaining("elsewhere/a.ipynb 2 tags:"),
    ]);
    expect(skipped[0]!.reason).toBe("the notebooks belong to no report");
  });

  it("says of a notebook that is none only that, and goes on with the others", async () => {
    const bad = write("elsewhere/bad.ipynb", {nbformat: 3});
    const good = write("elsewhere/good.ipynb", notebookOf(["text"]));
    expect(shown(await check([bad, good], fast))).toEqual([
      expect.stringContaining("elsewhere/bad.ipynb format: expected nbformat 4"),
      'elsewhere/good.ipynb title: the notebook has no heading "# ..."',
    ]);
  });

  it("remembers no picture as missing that has come since", async () => {
    const today = [
      "# Apples\n\nThere are {{apples.count | integer}} (@tab-apples).\n\n![All](drawn/all.png)",
      cells[1]!,
    ];
    const file = project(today, executed(today, values, table));
    expect(shown(await check([file], ["references"], true))).toEqual([expect.stringContaining('"drawn/all.png"')]);
    mkdirSync(join(root, "notebooks", "drawn"));
    writeFileSync(join(root, "notebooks", "drawn", "all.png"), "picture");
    expect(shown(await check([file], ["references"], true))).toEqual([]);
  });

  it("finds in a second run, without TypeScript and renderer, what it found in the first", async () => {
    const today = ["# Apples\n\n{{apples.none}}", {code: "const count: string = 3;"}];
    const file = project(today, executed(today, values));
    const first = await check([file], ruleNames, true);
    expect(shown(first)).toHaveLength(3);
    expect(await check([file], ruleNames, true)).toEqual(first);
    const folder = join(root, "report", ".cache", "check");
    for (const name of readdirSync(folder)) {
      const entry = readFileSync(join(folder, name), "utf8");
      writeFileSync(join(folder, name), entry.replaceAll('"message":"', '"message":"remembered: '));
    }
    expect(shown(await check([file], ruleNames, true)).filter((text) => text.includes("remembered: "))).toHaveLength(3);
  });
});
