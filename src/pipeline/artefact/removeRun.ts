import {readdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {diskError} from "../../core/files.js";
import {folderSize} from "../../core/folderSize.js";
import {journalFolder} from "./journal.js";
import {resultFolder, runName} from "./runRecord.js";

/**
 * Removes a run, its result on the test set and all that was kept to make it: journals, checkpoints, trainings of other options.
 * @param folder `models/runs/<profile>`
 * @returns bytes that are free now
 * @throws LookbookError `disk`
 */
export async function removeRun(name: string, folder: string): Promise<number> {
  const steps = join(folder, ".steps");
  const isStep = (entry: string): boolean =>
    entry === `${name}.last.json` || (entry.startsWith(`${name}-`) && /^-[0-9a-f]{16}$/.test(entry.slice(name.length)));
  const kept = (await readdir(steps).catch(() => [])).filter(isStep).map((entry) => join(steps, entry));
  const places = [
    join(folder, runName(name)),
    ...kept,
    join(folder, ".checkpoints", name),
    join(folder, journalFolder, name),
    join(folder, resultFolder, `${name}.json`),
    join(folder, resultFolder, `${name}.time`),
  ];
  let freed = 0;
  for (const place of places) {
    freed += await folderSize(place);
    await rm(place, {recursive: true, force: true}).catch((cause: unknown) => {
      throw diskError("write", place, cause);
    });
  }
  return freed;
}
