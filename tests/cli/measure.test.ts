import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readCollection} from "../../src/core/collection.js";
import {readMeasurement} from "../../src/core/measurement.js";
import {temporaryFolder} from "../temporaryFolder.js";
import {lookbook, writeApples} from "./apples.js";

function project(module: string): string {
  const root = temporaryFolder("measure");
  writeApples(root);
  mkdirSync(join(root, "report", "measurements"));
  writeFileSync(join(root, "report", "measurements", "count.mjs"), module);
  return root;
}

describe("lookbook measure", {timeout: 60_000}, () => {
  it("lists what can be measured, measures, and records it for the chapters", async () => {
    const root = project(
      'export const title = "Counting"; export const unit = "apples/s"; export const run = () => 12.5;',
    );
    expect((await lookbook(["measure"], root)).stdout).toBe("count  not measured yet\n");
    const {code, stdout} = await lookbook(["measure", "count", "--rounds", "3"], root);
    expect(stdout).toContain("warm-up  12.5\nround 1  12.5\nround 2  12.5\nround 3  12.5\nCounting: 12.5 apples/s");
    expect(code).toBe(0);
    const recorded = await readMeasurement("count", root);
    expect(recorded).toMatchObject({samples: [12.5, 12.5, 12.5], median: 12.5, better: "more"});
    expect(recorded.machine.cores).toBeGreaterThan(0);
    expect(recorded.versions["node"]).toBe(process.version);
    expect(readFileSync(join(root, "data", "measurements", "count.json"), "utf8")).toMatch(/\n$/);
    expect((await lookbook(["measure"], root)).stdout).toMatch(/^count {2}12\.5 apples\/s {2}on \d{4}-\d\d-\d\d\n$/);
  });

  it("records the rows of a module that collects, and tells it what was recorded before", async () => {
    const root = project(
      'export const title = "Apples"; export const collect = ({before, say}) => { say("one more"); return [...before, 7]; };',
    );
    expect((await lookbook(["measure", "count"], root)).stdout).toMatch(/^one more\nwrote .*count\.json {2}1 rows\n$/);
    await lookbook(["measure", "count"], root);
    expect((await readCollection("count", root)).rows).toEqual([7, 7]);
    expect((await lookbook(["measure"], root)).stdout).toMatch(/^count {2}2 rows, put together on \d{4}-\d\d-\d\d\n$/);
  });

  it.each([
    [["measure", "cuont"], 2, 'unknown measurement "cuont"; did you mean "count"?'],
    [["measure", "count", "--rounds", "0"], 2, '--rounds must be a whole number above 0, got "0"'],
    [["measure", "count"], 1, "report/measurements/count.mjs: expected a function run"],
  ])("%j ends with %i and one clear message", async (args, expected, message) => {
    const {code, stderr} = await lookbook(args, project('export const title = "Counting";'));
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });
});
