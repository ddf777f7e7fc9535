import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {projectAt} from "../../../src/core/paths.js";
import {toCarrier} from "../../../src/core/payload.js";
import {type BuildEvent, buildReport} from "../../../src/report/build/build.js";
import {assertClaims} from "../../../src/report/build/strict.js";
import type {ClaimEntry} from "../../../src/report/render/input.js";

const claim: ClaimEntry = {
  statement: "Apples are heavier.",
  outcome: "refuted",
  evidence: {method: "t test", criterion: "p < 0.05 and the difference is above 0", pValue: 0.01, sampleSize: 12},
  chapter: "01-weigh",
  cell: 4,
};

describe("assertClaims(claims)", () => {
  it("passes what holds and what is undecided", () => {
    expect(() => assertClaims({a: {...claim, outcome: "holds"}, b: {...claim, outcome: "undecided"}})).not.toThrow();
  });

  it("names every refuted claim with its cell and its numbers", () => {
    expect(() => assertClaims({a: claim, b: {...claim, outcome: "holds"}, c: claim})).toThrow(
      '2 claims are refuted by this build; the report was written\n- "a" (01-weigh, cell 4): Apples are heavier. t test: p = 0.01, n = 12; expected: p < 0.05 and the difference is above 0\n- "c"',
    );
  });
});

describe("a build of a report with a refuted claim", {timeout: 60_000}, () => {
  const root = mkdtempSync(join(tmpdir(), "lookbook-strict-"));
  afterAll(() => rmSync(root, {recursive: true, force: true}));
  const {statement, outcome, evidence} = claim;
  const carrier = toCarrier({kind: "claim", id: "apples", statement, outcome, evidence}, "");
  const cells = [
    {id: "a", cell_type: "markdown", metadata: {}, source: "# Weighing\n\n[[apples]]"},
    {
      id: "b",
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source: `import * as tslab from "tslab";\ntslab.display.html(${JSON.stringify(carrier).replaceAll("</", "<\\/")});`,
    },
  ];
  mkdirSync(join(root, "report"));
  mkdirSync(join(root, "notebooks"));
  writeFileSync(
    join(root, "report", "report.json"),
    JSON.stringify({title: "T", chapters: ["01-weigh"], profiles: {draft: {}, release: {strict: true}}}),
  );
  writeFileSync(
    join(root, "notebooks", "01-weigh.ipynb"),
    JSON.stringify({nbformat: 4, nbformat_minor: 5, metadata: {}, cells}),
  );
  const events: BuildEvent[] = [];
  const build = (profile: string, strict?: boolean): Promise<unknown> => {
    const onEvent = (event: BuildEvent): number => events.push(event);
    return buildReport({paths: projectAt(root), inputs: {}, pdf: false, env: process.env, profile, strict, onEvent});
  };
  const written = join(root, "report", "dist", "values.json");

  it("warns of it, and puts it into values.json", async () => {
    await build("draft");
    expect(events).toContainEqual({
      type: "warning",
      text: 'notebooks/01-weigh.ipynb, cell 2: the claim "apples" is refuted',
    });
    const {claims} = JSON.parse(readFileSync(written, "utf8")) as {claims: Record<string, ClaimEntry>};
    expect(claims["apples"]).toEqual({...claim, cell: 2});
  });

  it("fails where strictness is asked for, or the profile has it, once the report is written", async () => {
    await expect(build("draft", true)).rejects.toMatchObject({code: "refuted-claim"});
    rmSync(written);
    await expect(build("release")).rejects.toThrow('"apples" (01-weigh, cell 2): Apples are heavier.');
    expect(existsSync(written)).toBe(true);
    await expect(build("release", false)).resolves.toBeDefined();
  });
});
