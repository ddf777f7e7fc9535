import {copyFile, stat} from "node:fs/promises";
import {join} from "node:path";
import {appendJournal, journalPath, readJournal, type TestScore, type WallClock, wallClock} from "./journal.js";
import {mirrorFor} from "./mlflow/mirrorFor.js";
import type {RunPlace} from "./run.js";
import {runKey} from "./runKey.js";
import {journalName, readRunRecord, runName} from "./runRecord.js";
import {testOf} from "./training.js";

/** Options for {@link recordTest}. */
export interface RecordTestOptions extends RunPlace {
  /** For the journal alone; defaults to the machine's clock. */
  readonly now?: WallClock;
}

/**
 * Notes what a saved run reached on its test set, for `lookbook runs` and the MLflow server. The run itself, its fingerprint and what
 * follows from it stay as they are; the same result a second time changes nothing.
 * @throws LookbookError `missing-file` where there is no such run
 */
export async function recordTest(name: string, test: TestScore, options: RecordTestOptions): Promise<void> {
  const {folder, chapter, now = wallClock} = options;
  const place = join(folder, runName(name));
  const {codeHash, ...inputs} = await readRunRecord(place, chapter);
  const copy = join(place, journalName);
  const source = codeHash === undefined ? undefined : journalPath(folder, name, runKey(inputs, codeHash));
  // A run that came from elsewhere, or is older than journals, has but the one in its own folder.
  const journal = source !== undefined && (await exists(source)) ? source : copy;
  const known = testOf(await readJournal(journal));
  if (known && isSame(known, test)) return;
  const {accuracy, macroF1, count} = test;
  const optional = {...(macroF1 !== undefined && {macroF1}), ...(count !== undefined && {count})};
  await appendJournal(journal, {type: "test", accuracy, ...optional}, now);
  if (journal !== copy) await copyFile(journal, copy);
  await mirrorFor(name, {folder, journal, now})?.close(place);
}

function isSame(a: TestScore, b: TestScore): boolean {
  return a.accuracy === b.accuracy && a.macroF1 === b.macroF1 && a.count === b.count;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
