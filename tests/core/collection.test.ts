import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {isCollectionModule, readCollection} from "../../src/core/collection.js";
import {measurementsHash, readMeasurement} from "../../src/core/measurement.js";
import {temporaryFolder} from "../temporaryFolder.js";

function project(recorded: object): string {
  const root = temporaryFolder("collection");
  mkdirSync(join(root, "report"));
  mkdirSync(join(root, "data", "measurements"), {recursive: true});
  writeFileSync(join(root, "report", "report.json"), "{}");
  writeFileSync(join(root, "data", "measurements", "apples.json"), JSON.stringify(recorded));
  return root;
}
const apples = {name: "apples", title: "Apples", date: "2026-11-21", rows: [{weight: 3}]};

describe("readCollection(name, from)", () => {
  it("reads the rows that were recorded", async () => {
    expect(await readCollection("apples", project(apples))).toEqual(apples);
  });
  it("names the command that makes one that is missing, and the file of one that holds no rows", async () => {
    await expect(readCollection("pears", project(apples))).rejects.toThrow("`lookbook measure pears` makes it");
    const damaged = project({name: "apples"});
    await expect(readCollection("apples", damaged)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringContaining("apples.json: expected rows"),
    });
  });
  it("is no measurement, but counts among what a chapter's cache depends on", async () => {
    const root = project(apples);
    await expect(readMeasurement("apples", root)).rejects.toThrow("expected samples");
    expect(await measurementsHash(root)).not.toBe(await measurementsHash(project({...apples, rows: [{weight: 4}]})));
    expect(await measurementsHash(root)).toBe(await measurementsHash(project(apples)));
  });
});

it("isCollectionModule knows a module that collects from one that measures", () => {
  expect(isCollectionModule({title: "Apples", collect: () => []})).toBe(true);
  expect(isCollectionModule({title: "Apples", run: () => 1})).toBe(false);
});
