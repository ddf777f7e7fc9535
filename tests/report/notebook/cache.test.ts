import {mkdtemp, readdir, readFile, rm, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {lastRun, loadExecution, storeExecution} from "../../../src/report/notebook/cache.js";
import type {Execution} from "../../../src/report/notebook/execute.js";
import {keyParts} from "../../../src/report/notebook/key.js";
import {injectParameters} from "../../../src/report/notebook/parameters.js";
import {code, notebookOfCells, prose} from "./fixtures.js";

const inputs = {parameters: {epochs: 3, unused: 1}, inputs: {data: "d"}};
const today = notebookOfCells(prose("old"), code("let epochs = 1;", "parameters"), code("show(epochs);"));

describe("the cache of executed notebooks", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-cache-"));
  });
  afterEach(() => rm(folder, {recursive: true}));

  const parts = keyParts(today, inputs);
  const {parameters} = inputs;
  const ran = (): Execution => {
    const {cells, ...rest} = injectParameters(today, parameters, "x");
    const output = {output_type: "stream", name: "stdout", text: "3\n"} as const;
    const done = cells.map((cell, i) =>
      cell.cell_type === "code" ? {...cell, execution_count: i, outputs: i === 3 ? [output] : []} : cell,
    );
    const reports = [1, 2, 3].map((index) => ({
      id: done[index]!.id,
      index,
      number: index + 1,
      firstLine: "x",
      status: "ok" as const,
      duration: 5,
      peakMemory: 7,
    }));
    return {notebook: {...rest, cells: done}, cells: reports, duration: 15, peakMemory: 7};
  };
  const cache = (): {readonly folder: string; readonly name: string} => ({folder, name: "03-baseline"});

  it("puts the outputs of an earlier run into today's prose", async () => {
    await storeExecution(cache(), parts, ran());
    const edited = notebookOfCells(prose("new"), prose("more"), ...today.cells.slice(1), prose("end"));
    const found = await loadExecution(cache(), edited, {parts: keyParts(edited, inputs), parameters});
    expect(found?.notebook.cells.map(({source}) => source)).toEqual([
      "new",
      "more",
      "let epochs = 1;",
      "const epochs: number = 3;",
      "show(epochs);",
      "end",
    ]);
    expect(found?.notebook.cells[4]).toMatchObject({outputs: [{text: "3\n"}], execution_count: 3});
    expect(found?.cells.map(({index, duration}) => [index, duration])).toEqual([
      [2, 5],
      [3, 5],
      [4, 5],
    ]);
    expect(found).toMatchObject({duration: 15, peakMemory: 7});
  });

  it("forgets metadata that the notebook has no more: a run without the cache would not have it", async () => {
    await storeExecution(cache(), parts, {...ran(), notebook: {...ran().notebook, metadata: {authors: ["A"]}}});
    const found = await loadExecution(cache(), {...today, metadata: {title: "T"}}, {parts, parameters});
    expect(found?.notebook.metadata).toEqual({
      title: "T",
      kernelspec: {display_name: "TypeScript", language: "typescript", name: "tslab"},
    });
  });

  it("finds nothing under another key, but knows the last run", async () => {
    await storeExecution(cache(), parts, {...ran(), cpu: 12, steps: [{name: "fit", status: "loaded", reasons: []}]});
    const other = keyParts(today, {...inputs, inputs: {data: "new"}});
    expect(await loadExecution(cache(), today, {parts: other, parameters})).toBeUndefined();
    expect(await lastRun(cache())).toMatchObject({parts, duration: 15, peakMemory: 7, cpu: 12, steps: [{name: "fit"}]});
    expect(await lastRun({folder, name: "other"})).toBeUndefined();
  });

  it("keeps the twelve latest runs of a chapter, and all of its neighbours'", async () => {
    await storeExecution({folder, name: "01-other"}, parts, ran());
    for (let epochs = 1; epochs <= 14; epochs++) {
      const other = keyParts(today, {...inputs, parameters: {epochs}});
      const before = await readdir(folder);
      await storeExecution({folder, name: "01"}, other, ran());
      const written = (await readdir(folder)).find((name) => !before.includes(name) && !name.endsWith(".last.json"));
      await utimes(join(folder, written!), epochs, epochs);
    }
    const names = await readdir(folder);
    expect(names.filter((name) => /^01-[0-9a-f]{16}\.json$/.test(name))).toHaveLength(12);
    expect(names.filter((name) => name.startsWith("01-other-"))).toHaveLength(1);
    const first = {parts: keyParts(today, {...inputs, parameters: {epochs: 1}}), parameters};
    expect(await loadExecution({folder, name: "01"}, today, first)).toBeUndefined();
  });

  it("takes what another version of this package wrote for no run", async () => {
    await writeFile(join(folder, "01-old.last.json"), JSON.stringify({parts: {cells: "4f2a", code: "77ab"}}));
    expect(await lastRun({folder, name: "01-old"})).toBeUndefined();
  });

  it.each<[string, (text: string) => string]>([
    ["cut short", (text) => text.slice(0, text.length / 2)],
    ["emptied", () => ""],
    ["changed in one place", (text) => text.replace("3\\\\n", "4\\\\n")],
  ])("takes an entry that was %s for none", async (_, damage) => {
    await storeExecution(cache(), parts, ran());
    const entry = (await readdir(folder)).find((name) => !name.endsWith("last.json"))!;
    const text = await readFile(join(folder, entry), "utf8");
    expect(damage(text)).not.toBe(text);
    await writeFile(join(folder, entry), damage(text));
    expect(await loadExecution(cache(), today, {parts, parameters})).toBeUndefined();
  });
});
