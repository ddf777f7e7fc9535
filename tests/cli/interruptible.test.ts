import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {interruptible} from "../../src/cli/interruptible.js";
import {readJournal} from "../../src/pipeline/artefact/journal.js";
import {journalOf, writeJournal} from "../pipeline/artefact/runFiles.js";
import {temporaryFolder} from "../temporaryFolder.js";

describe("interruptible(task)", () => {
  it("aborts the task at Ctrl-C, and notes the training that died with its notebook", async () => {
    const root = temporaryFolder("interruptible");
    mkdirSync(join(root, "report"));
    writeFileSync(join(root, "report", "report.json"), "{}");
    const before = process.cwd();
    process.chdir(root);
    onTestFinished(() => process.chdir(before));
    const journal = journalOf(join(root, "models", "runs", "quick"), "dense", {});
    const listeners = process.listenerCount("SIGINT");
    const task = interruptible(async (signal) => {
      await writeJournal(journal, {accuracies: [0.5]});
      process.emit("SIGINT");
      signal.throwIfAborted();
    });
    await expect(task).rejects.toMatchObject({name: "AbortError"});
    expect((await readJournal(journal)).map(({type}) => type)).toEqual(["start", "epoch", "end"]);
    expect((await readJournal(journal)).at(-1)).toMatchObject({state: "interrupted"});
    expect(process.listenerCount("SIGINT")).toBe(listeners);
  });
});
