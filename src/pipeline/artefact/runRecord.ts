import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readJson} from "../../core/files.js";
import {isRecord} from "../../core/isRecord.js";
import type {TrainingHistory} from "../training/history.js";

/** What a training run was made of and how it went, without its model: plain JSON, the same whenever and wherever it is trained. */
export interface RunRecord {
  readonly history: TrainingHistory;
  /** How it was trained, as plain JSON: epochs, batch size, schedule, ... */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number | string;
  /** Hash of the data it was trained on. */
  readonly dataHash: string;
  /** Name of the engine it was trained on. */
  readonly engine: string;
  /** Hash of the library's code that a trained model depends on; runs of older versions have none. */
  readonly codeHash?: string;
}

export const runFormat = "lookbook-run/1";

/** Folder of what is noted beside the runs of a profile, `NAME.json` and `NAME.time`: a run itself is replaced as a whole. */
export const resultFolder = ".results";

/** The journal's name in a run's folder. */
export const journalName = "journal.jsonl";

/**
 * Reads what a run was made of, but not its model.
 * @param source the run's folder
 * @param chapter who makes the run, for the message
 * @throws LookbookError `missing-file`, `bad-file`
 */
export async function readRunRecord(source: string, chapter = "its chapter"): Promise<RunRecord> {
  const path = join(source, "run.json");
  const read = await readJson(path, "run");
  if (isRecord(read) && read["format"] === runFormat && isHistory(read["history"])) {
    const {format: _, ...record} = read;
    return record as unknown as RunRecord;
  }
  throw new LookbookError(
    "bad-file",
    `run ${path}: expected format ${runFormat} with a history; delete ${source} and run ${chapter} again`,
  );
}

/** Checks that a name can be that of a run, and so of a folder. @throws LookbookError `bad-option` */
export function runName(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) return name;
  throw new LookbookError("bad-option", `run name "${name}": expected letters, digits, ".", "_" and "-" only`);
}

function isHistory(value: unknown): value is TrainingHistory {
  return isRecord(value) && Array.isArray(value["epochs"]);
}
