import {appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {type Watch, watchFolders} from "../../../src/report/preview/watch.js";

describe("watchFolders(options)", () => {
  let folder: string;
  let watch: Watch;
  let told: string[][];
  const at = (...names: string[]): string => join(folder, ...names);
  const tells = (...names: string[]): Promise<void> =>
    vi.waitFor(() => expect(told.flat()).toEqual(expect.arrayContaining(names.map((name) => at(name)))), {
      timeout: 5000,
      interval: 5,
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookbook-watch-"));
    mkdirSync(at("deep", "inner"), {recursive: true});
    mkdirSync(at("flat", "inner"), {recursive: true});
    writeFileSync(at("deep", "a.ipynb"), "1");
    told = [];
    watch = watchFolders({
      deep: [at("deep"), at("missing")],
      flat: [at("flat")],
      onChange: (paths) => told.push([...paths]),
    });
  });
  afterEach(() => {
    watch.close();
    rmSync(folder, {recursive: true, force: true});
  });

  it("tells of a file that is written in place", async () => {
    writeFileSync(at("deep", "a.ipynb"), "2");
    await tells("deep/a.ipynb");
  });

  it("tells of a file that is written aside and renamed, as Jupyter and careful editors do, and again the next time", async () => {
    for (const text of ["2", "3"]) {
      told.length = 0;
      writeFileSync(at("deep", ".~a.ipynb"), text);
      renameSync(at("deep", ".~a.ipynb"), at("deep", "a.ipynb"));
      await tells("deep/a.ipynb");
    }
  });

  it("tells of many writes at once, once", async () => {
    for (let i = 0; i < 20; i++) appendFileSync(at("deep", "a.ipynb"), "x");
    await tells("deep/a.ipynb");
    await sleep(100);
    expect(told.length).toBe(1);
  });

  it("tells of pictures in folders inside, also in new ones", async () => {
    await sleep(50);
    writeFileSync(at("deep", "inner", "plan.png"), "1");
    await tells("deep/inner/plan.png");
    mkdirSync(at("deep", "new"));
    await tells("deep/new");
    await sleep(50);
    writeFileSync(at("deep", "new", "plan.png"), "1");
    await tells("deep/new/plan.png");
  });

  it("says nothing of what editors write in passing, nor of what lies deeper where only files count", async () => {
    for (const name of [".a.ipynb.swp", "a.ipynb~", "4913", ".ipynb_checkpoints", "x.tmp"])
      writeFileSync(at("deep", name), "1");
    writeFileSync(at("flat", "inner", "report.json"), "1");
    await sleep(120);
    expect(told).toEqual([]);
    writeFileSync(at("flat", "report.json"), "1");
    await tells("flat/report.json");
  });

  it("is over when it is closed", async () => {
    watch.close();
    writeFileSync(at("deep", "a.ipynb"), "2");
    await sleep(80);
    expect(told).toEqual([]);
  });
});
