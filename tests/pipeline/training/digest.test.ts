import {execFile, execFileSync} from "node:child_process";
import {join} from "node:path";
import {promisify} from "node:util";
import {describe, expect, it} from "vitest";

/**
 * The weights of the shallow CNN after 20 steps on WASM: one bit that is another in the first step is many after the last. Another
 * machine, processor or version of Node that gives other ones breaks the promise of the report. A new kernel may:
 * `npm run build && node tests/fixtures/training/digest.mjs` prints the new digest.
 */
const expected = "9888a4027a9912c6eaacb7461bfc9aa9b510a61d99daff791c722e7fb9e26811";

const script = join(import.meta.dirname, "..", "..", "fixtures", "training", "digest.mjs");
const digest = async (program: string, ...args: string[]): Promise<string> => {
  const {stdout} = await promisify(execFile)(program, args);
  return stdout.trim();
};

/** Whether a command runs here at all. */
function works(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
}

describe("20 steps of the shallow CNN on WASM give the committed bits", () => {
  it.each([1, 2, 4])("with %d workers", async (workers) => {
    expect(await digest(process.execPath, script, String(workers))).toBe(expected);
  });

  const pinned = works("taskset", ["-c", "0", "true"]);
  it.skipIf(!pinned)(`on one core (${pinned ? "by" : "skipped: there is no"} taskset)`, async () => {
    expect(await digest("taskset", "-c", "0", process.execPath, script, "2")).toBe(expected);
  });

  // For instance that of `npm install --no-save node@24`.
  const other = process.env["LOOKBOOK_OTHER_NODE"] ?? "";
  const title = other || "skipped: LOOKBOOK_OTHER_NODE names none";
  it.skipIf(other === "")(`on another version of Node (${title})`, async () => {
    expect(await digest(other, script, "2")).toBe(expected);
  });
});
