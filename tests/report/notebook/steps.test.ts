import {readdirSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {type ChapterEvent, executeChapters} from "../../../src/report/notebook/executeChapters.js";
import {temporaryFolder} from "../../temporaryFolder.js";
import {fixture, notebookOf} from "./fixtures.js";

describe("executeChapters tells of the steps inside its notebooks", {timeout: 60_000}, () => {
  it("as they come, and remembers them with the run", async () => {
    const folder = temporaryFolder("steps");
    const source = (epochs: number): string =>
      `import {jsonCodec, step} from "lookbook/notebook";
const store = {folder: ${JSON.stringify(join(folder, "steps"))}, codeRoot: ${JSON.stringify(folder)}};
await step("fit", {store: store, inputs: {epochs: ${epochs}}, codec: jsonCodec<number>()}, async () => ${epochs});`;
    const told: ChapterEvent[] = [];
    const run = async (epochs: number): Promise<void> => {
      const chapter = {name: "a", path: fixture("a"), notebook: notebookOf(source(epochs))};
      const cache = {folder: join(folder, "cache")};
      const [result] = await executeChapters([chapter], {cache, onEvent: (_, event) => told.push(event)});
      expect(result!.execution!.failure).toBeUndefined();
    };
    await run(3);
    await run(8);
    await run(8);
    expect(told.flatMap((event) => (event.type === "step" ? [event.step] : []))).toEqual([
      {name: "fit", status: "computed", reasons: ["not run before"]},
      {name: "fit", status: "computed", reasons: ["epochs 3 -> 8"]},
    ]);
    const cached = told.find((event) => event.type === "cached");
    expect(cached?.type === "cached" && cached.execution.steps).toEqual([
      {name: "fit", status: "computed", reasons: ["epochs 3 -> 8"]},
    ]);
    expect(readdirSync(join(folder, "steps")).filter((name) => name.startsWith("fit-"))).toHaveLength(2);
  });
});
