import {join} from "node:path";
import {findProject} from "../../core/paths.js";
import type {RunPlace} from "./run.js";

/**
 * Where the runs of a profile live, `models/runs/<profile>`; each profile has its own, so that no quick run is passed off as a full one.
 * @param from a folder of the project; defaults to the working folder, which in a notebook is the notebook's own
 */
export function runPlace(profile: string, from: string = process.cwd()): RunPlace {
  return {folder: join(findProject(from).models, "runs", profile)};
}
