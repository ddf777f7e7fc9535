import {mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {checkCache} from "../../../src/report/check/cache.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lookbook-check-"));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe("checkCache(folder)", () => {
  it("remembers by what was looked at", async () => {
    await checkCache(folder).put({a: 1, b: 2}, ["found"]);
    expect(await checkCache(folder).get({b: 2, a: 1})).toEqual(["found"]);
    expect(await checkCache(folder).get({a: 1, b: 3})).toBeUndefined();
  });

  it("forgets when a file it depends on changes, comes or goes", async () => {
    const file = join(folder, "types.d.ts");
    const remembered = (): Promise<unknown> => checkCache(folder).get("key");
    await checkCache(folder).put("key", 1, [file]);
    expect(await remembered()).toBe(1);
    writeFileSync(file, "one");
    expect(await remembered()).toBeUndefined();
    await checkCache(folder).put("key", 2, [file]);
    writeFileSync(file, "two");
    expect(await remembered()).toBeUndefined();
    writeFileSync(file, "one");
    expect(await remembered()).toBe(2);
  });

  it("takes a damaged entry for none, and works where nothing can be written", async () => {
    await checkCache(folder).put("key", 1);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), "{");
    expect(await checkCache(folder).get("key")).toBeUndefined();
    const nowhere = checkCache(join(folder, readdirSync(folder)[0]!, "inside-a-file"));
    await nowhere.put("key", 1);
    expect(await nowhere.get("key")).toBeUndefined();
  });
});
