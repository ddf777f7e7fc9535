import {readText, writeAtomic} from "../../../core/files.js";
import {stripped} from "./strip.js";

/** What stripping a notebook saves. */
export interface Stripped {
  readonly file: string;
  /** Bytes, before and after. */
  readonly before: number;
  readonly after: number;
}

/** Options for {@link stripFiles}. */
export interface StripOptions {
  /** True only tells what would be saved; defaults to false. */
  readonly dryRun?: boolean;
}

/**
 * Strips notebooks in place, each whole or not at all.
 * @returns those that were not clean before
 * @throws LookbookError `missing-file`, `bad-notebook` or `disk`; files before the bad one are stripped already
 */
export async function stripFiles(files: readonly string[], {dryRun = false}: StripOptions = {}): Promise<Stripped[]> {
  const changed: Stripped[] = [];
  for (const file of files) {
    const text = await readText(file, "notebook");
    const clean = stripped(text, file);
    if (clean === text) continue;
    if (!dryRun) await writeAtomic(file, clean);
    changed.push({file, before: Buffer.byteLength(text), after: Buffer.byteLength(clean)});
  }
  return changed;
}
