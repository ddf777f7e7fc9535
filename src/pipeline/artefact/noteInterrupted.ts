import {readdir} from "node:fs/promises";
import {hostname} from "node:os";
import {basename, dirname, join} from "node:path";
import {appendJournal, journalFolder, readJournal, type WallClock} from "./journal.js";
import {mirrorFor} from "./mlflow/mirrorFor.js";
import {trainingOf} from "./training.js";

/**
 * Writes into the journals of trainings whose process was killed, on this machine, that they were interrupted, and tells the MLflow
 * server. A process that was killed could not say it itself, and `lookbook run` kills the notebook's at Ctrl-C.
 * @param folder `models/runs`
 * @returns the trainings, as `profile/name`
 */
export async function noteInterrupted(folder: string, now: WallClock): Promise<string[]> {
  const noted: string[] = [];
  for (const journal of await journalsIn(folder)) {
    const {state, isOpen, facts, machine} = trainingOf(await readJournal(journal), now);
    if (!isOpen || state === "running" || !facts || machine?.host !== hostname()) continue;
    await appendJournal(journal, {type: "end", state: "interrupted", message: "its process was ended"}, now);
    const name = basename(dirname(journal));
    const runs = dirname(dirname(dirname(journal)));
    await mirrorFor(name, {folder: runs, journal, now})?.close();
    noted.push(`${basename(runs)}/${name}`);
  }
  return noted;
}

async function journalsIn(folder: string): Promise<string[]> {
  const found = await Promise.all(
    (await readdir(folder).catch(() => [])).map(async (profile) => {
      const place = join(folder, profile, journalFolder);
      const files = await readdir(place, {recursive: true}).catch(() => []);
      return files.filter((file) => file.endsWith(".jsonl")).map((file) => join(place, file));
    }),
  );
  return found.flat().sort();
}
