import {readFile} from "node:fs/promises";
import {resolve} from "node:path";
import {diskError, writeAtomic} from "../../../core/files.js";
import type {Git} from "./git.js";

const attribute = "*.ipynb filter=lookbook";

/**
 * Makes git strip notebooks as they are staged: the work tree keeps its outputs, commits hold none. Set for this clone alone, in
 * `.git/config` and `.git/info/attributes`.
 * @param program the file of this package's program
 */
export async function installFilter(git: Git, program: string): Promise<void> {
  await git("config", "filter.lookbook.clean", `node "${program}" clean --filter`);
  await git("config", "filter.lookbook.smudge", "cat");
  await setAttribute(git, true);
}

/** Takes the filter away. */
export async function removeFilter(git: Git): Promise<void> {
  await git("config", "--remove-section", "filter.lookbook").catch(() => undefined);
  await setAttribute(git, false);
}

/** Whether notebooks are stripped as they are staged. */
export async function hasFilter(git: Git): Promise<boolean> {
  return git("config", "filter.lookbook.clean").then(
    () => true,
    () => false,
  );
}

async function setAttribute(git: Git, wanted: boolean): Promise<void> {
  const path = resolve((await git("rev-parse", "--path-format=absolute", "--git-path", "info/attributes")).trim());
  const text = await readFile(path, "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line !== attribute && line !== "");
  if (wanted) lines.push(attribute);
  if (lines.join("\n") === text.trimEnd()) return;
  await writeAtomic(path, lines.map((line) => `${line}\n`).join("")).catch((cause: unknown) => {
    throw diskError("write", path, cause);
  });
}
