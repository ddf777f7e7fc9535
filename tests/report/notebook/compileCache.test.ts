import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {loadCompiled} from "../../../src/report/notebook/kernel/compileCache.js";
import {temporaryFolder} from "../../temporaryFolder.js";

const require = createRequire(import.meta.url);

/** A module that has a function and needs another module. */
function writeModule(
  folder: string,
  text = 'exports.join = require("node:path").join;\nexports.add = (a, b) => a + b;\n',
): string {
  const file = join(folder, "big.cjs");
  writeFileSync(file, text);
  return file;
}

/** Loads the module as a process would that has not loaded it before. */
function load(
  file: string,
  folder: string,
): {readonly add: (a: number, b: number) => number; readonly keep: () => void} {
  delete require.cache[file];
  const keep = loadCompiled(file, folder);
  return {...(require(file) as {add: (a: number, b: number) => number}), keep};
}

describe("loadCompiled(file, folder)", () => {
  it("loads a module as require does, and keeps its code for the next process", () => {
    const folder = temporaryFolder("compiled");
    const file = writeModule(folder);
    const first = load(file, join(folder, "kept"));
    expect(first.add(1, 2)).toBe(3);
    first.keep();
    expect(readdirSync(join(folder, "kept"))).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.v8$/)]);
    const kept = join(folder, "kept", readdirSync(join(folder, "kept"))[0]!);
    const before = readFileSync(kept);
    const second = load(file, join(folder, "kept"));
    expect(second.add(2, 3)).toBe(5);
    second.keep();
    expect(readFileSync(kept).equals(before)).toBe(true);
  });

  it("takes a damaged entry for none, and writes it anew", () => {
    const folder = temporaryFolder("compiled");
    const file = writeModule(folder);
    load(file, folder).keep();
    const kept = join(folder, readdirSync(folder).find((name) => name.endsWith(".v8"))!);
    const good = readFileSync(kept);
    const bad = Buffer.from(good);
    bad[bad.length - 20] = bad[bad.length - 20]! ^ 0xff;
    for (const damaged of [bad, good.subarray(0, 100), Buffer.alloc(0)]) {
      writeFileSync(kept, damaged);
      const loaded = load(file, folder);
      expect(loaded.add(1, 1)).toBe(2);
      loaded.keep();
      expect(readFileSync(kept).length).toBeGreaterThan(100);
    }
  });

  it("never runs the code of an earlier version, not even one of the same length", () => {
    const folder = temporaryFolder("compiled");
    const file = writeModule(folder, "exports.add = (a, b) => a + b;\n");
    load(file, folder).keep();
    writeModule(folder, "exports.add = (a, b) => a - b;\n");
    expect(load(file, folder).add(5, 3)).toBe(2);
  });

  it("goes without where nothing can be written", () => {
    const folder = temporaryFolder("compiled");
    const file = writeModule(folder);
    const loaded = load(file, join(file, "no", "folder"));
    loaded.keep();
    expect(loaded.add(1, 2)).toBe(3);
  });
});
