import {readCollection} from "../../core/collection.js";
import {LookbookError} from "../../core/errors.js";
import type {StudyResult} from "./result.js";

/**
 * The trainings that `lookbook measure ladder` recorded; none where nothing is recorded yet.
 * @param from a folder of the project; defaults to the working folder, which in a notebook is the notebook's own
 * @throws LookbookError `bad-file` where the record is damaged
 */
export async function recordedLadder(from: string = process.cwd()): Promise<readonly StudyResult[]> {
  try {
    return (await readCollection<StudyResult>("ladder", from)).rows;
  } catch (thrown) {
    if (thrown instanceof LookbookError && thrown.code === "missing-file") return [];
    throw thrown;
  }
}
