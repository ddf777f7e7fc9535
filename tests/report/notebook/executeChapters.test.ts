import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {type ChapterEvent, type ChapterResult, executeChapters} from "../../../src/report/notebook/executeChapters.js";
import {SpareKernels} from "../../../src/report/notebook/kernel/spareKernels.js";
import type {NotebookCell} from "../../../src/report/notebook/nbformat.js";
import type {Chapter} from "../../../src/report/notebook/order.js";
import {fixture, printed} from "./fixtures.js";

interface Links {
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
}

function chapter(name: string, source: string, lookbook: Links = {}, prose = "# Title"): Chapter {
  const cells: NotebookCell[] = [
    {cell_type: "markdown", id: "m", metadata: {lookbook}, source: prose},
    {cell_type: "code", id: "c", metadata: {}, source, execution_count: null, outputs: []},
  ];
  return {name, path: fixture(name), notebook: {nbformat: 4, nbformat_minor: 5, metadata: {}, cells}};
}

const meeting = `import {existsSync, writeFileSync} from "node:fs";
async function until(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 10));
}
`;

/** Never comes to an end, nor back to the event loop; unlike a loop it needs no processor. */
const endless = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";

describe("executeChapters", {timeout: 90_000}, () => {
  let folder = "";
  let log: string[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-chapters-"));
    log = [];
  });
  afterEach(() => rm(folder, {recursive: true}));
  const onEvent = (name: string, event: ChapterEvent): void => {
    if (event.type === "started" || event.type === "ended" || event.type === "cached")
      log.push(`${name} ${event.type}`);
  };

  it("runs makers first, independent chapters side by side, and takes from the cache what did not change", async () => {
    const made = JSON.stringify(join(folder, "made"));
    const met = JSON.stringify(join(folder, "met"));
    // Each waits for the other: one after the other, they would wait for ever.
    const make = `${meeting}await until(${met});\nwriteFileSync(${made}, "x");`;
    const alone = `${meeting}writeFileSync(${met}, "x");\nawait until(${made});`;
    const use = `import {existsSync} from "node:fs";\nexistsSync(${made})`;
    const chapters = [
      chapter("use", use, {consumes: ["x"]}),
      chapter("make", make, {produces: ["x"]}),
      chapter("alone", alone),
    ];
    const cache = {folder: join(folder, "cache"), code: "1"};
    const results = await executeChapters(chapters, {workers: 2, cache, onEvent, cellTimeout: 20_000});
    expect(results.map(({name, status}) => [name, status])).toEqual([
      ["use", "ok"],
      ["make", "ok"],
      ["alone", "ok"],
    ]);
    expect(printed(results[0]!.execution!)).toEqual(["true\n"]);
    expect(log.indexOf("make ended")).toBeLessThan(log.indexOf("use started"));

    log = [];
    const reworded = [chapters[0]!, chapter("make", make, {produces: ["x"]}, "# Better title"), chapters[2]!];
    const again = await executeChapters(reworded, {workers: 2, cache, onEvent});
    expect(log.sort()).toEqual(["alone cached", "make cached", "use cached"]);
    expect(again[1]!.execution!.notebook.cells[0]!.source).toBe("# Better title");
    expect(printed(again[0]!.execution!)).toEqual(["true\n"]);

    log = [];
    const changed = [chapters[0]!, chapter("make", `${make}\n1;`, {produces: ["x"]}), chapters[2]!];
    await executeChapters(changed, {workers: 2, cache, onEvent});
    expect(log.filter((line) => line.endsWith("started")).sort()).toEqual(["make started", "use started"]);
    expect(log).toContain("alone cached");

    log = [];
    const one = await executeChapters(changed, {cache: {...cache, reuse: false}, only: ["use"], onEvent});
    expect(log).toEqual(["use started", "use ended"]);
    expect(one.map(({status}) => status)).toEqual(["ok", "skipped", "skipped"]);
  });

  it("starts no further chapter after a failure, and stores nothing of it", async () => {
    const chapters = [chapter("a", 'throw new Error("no");'), chapter("b", "1")];
    const cache = {folder: join(folder, "cache"), code: "1"};
    const results = await executeChapters(chapters, {cache, onEvent});
    expect(results.map(({status}) => status)).toEqual(["failed", "skipped"]);
    expect(results[0]!.execution!.failure!.evalue).toBe("no");
    const again = await executeChapters(chapters, {cache});
    expect(again[0]!.status).toBe("failed");
  });

  it("ends all chapters when it is interrupted", async () => {
    const abort = new AbortController();
    const loops = [chapter("a", endless), chapter("b", endless), chapter("c", "1")];
    const onCell = (name: string, {type}: ChapterEvent): void => {
      if (name === "b" && type === "cell") setTimeout(() => abort.abort(), 100);
    };
    const run = executeChapters(loops, {workers: 2, signal: abort.signal, onEvent: onCell});
    await expect(run).rejects.toMatchObject({code: "interrupted"});
  });

  it("takes a kernel that its caller has kept warm, ends it with the run, and leaves the next one to the caller", async () => {
    const spares = new SpareKernels({env: {...process.env, KEPT: "warm"}});
    const notebooks = dirname(fixture("a"));
    const which = chapter("a", "process.env.KEPT;");
    const run = (signal?: AbortSignal, one = which): Promise<readonly ChapterResult[]> =>
      executeChapters([one], {spares, env: {...process.env, KEPT: "new"}, signal, onEvent});
    const told = async (): Promise<string> => printed((await run())[0]!.execution!).join();
    try {
      spares.prepare(notebooks);
      expect(await told()).toContain("warm");
      expect(await told()).toContain("new");

      spares.prepare(notebooks);
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 200);
      await expect(run(abort.signal, chapter("b", endless))).rejects.toMatchObject({code: "interrupted"});

      // One that has died, as a machine without memory may let it, is replaced.
      spares.prepare(notebooks);
      const dead = spares.take(notebooks, new AbortController().signal)!;
      dead.kill();
      await dead.gone;
      spares.prepare(notebooks);
      expect(await told()).toContain("warm");
    } finally {
      await spares.close();
    }
    expect(spares.take(notebooks, new AbortController().signal)).toBeUndefined();
  });

  it("refuses a number of workers that is none", async () => {
    await expect(executeChapters([], {workers: 0})).rejects.toThrow("workers must be a whole number above 0, got 0");
  });
});
