import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {withAside} from "../../../src/report/build/reportFiles.js";
import {temporaryFolder} from "../../temporaryFolder.js";

describe("withAside(aside, work)", () => {
  it("removes its folder, and those that killed builds left, but none of a build that runs", async () => {
    const home = temporaryFolder("aside");
    const aside = join(home, `next.${process.pid}`);
    for (const name of [`next.${2 ** 30}`, `next.${process.ppid}`, "next.step", `other.${2 ** 30}`]) {
      mkdirSync(join(home, name));
    }
    const seen = await withAside(aside, async (folder) => {
      writeFileSync(join(folder, "report.html"), "half");
      return readdirSync(home);
    });
    const kept = [`next.${process.ppid}`, "next.step", `other.${2 ** 30}`].sort();
    expect(seen.sort()).toEqual([...kept, `next.${process.pid}`].sort());
    expect(readdirSync(home).sort()).toEqual(kept);
  });

  it("removes it where the work fails, and calls only what a disk says a matter of files", async () => {
    const home = temporaryFolder("aside");
    const aside = join(home, `next.${process.pid}`);
    const worm = new TypeError("worm is not a function");
    await expect(withAside(aside, async () => Promise.reject(worm))).rejects.toBe(worm);
    const missing = withAside(aside, async (folder) => writeFileSync(join(folder, "none", "a"), ""));
    await expect(missing).rejects.toMatchObject({code: "disk"});
    expect(readdirSync(home)).toEqual([]);
  });
});
