import {availableParallelism} from "node:os";
import {join} from "node:path";
import {hashCode} from "../core/code.js";
import {LookbookError} from "../core/errors.js";
import {libraryRoot, type ProjectPaths} from "../core/paths.js";
import type {BuildOptions} from "../report/build/build.js";
import {readConfig} from "../report/build/config.js";
import {type BuildViewEnds, buildView} from "./buildView.js";
import {openProjectData, productFingerprint} from "./projectData.js";

/** Options that every command which builds takes, and where it tells how far it is. */
export interface OpenBuildOptions extends BuildViewEnds {
  readonly workers?: string | undefined;
  readonly dataDir?: string | undefined;
}

/** What a build takes besides what is asked of it. */
export interface OpenedBuild {
  readonly options: Pick<BuildOptions, "paths" | "inputs" | "fingerprint" | "workers" | "env" | "onEvent">;
  /** Clears the live line. */
  readonly close: () => void;
}

/** Opens a project's data and a view of the build, as `lookbook build` does and whatever builds again must do, too. */
export async function openBuild(paths: ProjectPaths, given: OpenBuildOptions): Promise<OpenedBuild> {
  const config = await readConfig(paths.report);
  const {title, inputs, env} = await openProjectData(paths, {...config, env: process.env, dataDir: given.dataDir});
  if (title !== undefined) given.write(`data: ${title}\n`);
  const {onEvent, close} = buildView(given);
  const library = hashCode(["index"], join(libraryRoot(), "dist"));
  const fingerprint = productFingerprint(paths);
  const workers = workersOf(given.workers);
  return {options: {paths, inputs: {library, ...inputs}, fingerprint, workers, env, onEvent}, close};
}

function workersOf(text: string | undefined): number {
  if (text === undefined) return Math.max(1, Math.floor(availableParallelism() / 2));
  const workers = Number(text);
  if (Number.isInteger(workers) && workers > 0) return workers;
  throw new LookbookError("bad-option", `--workers must be a whole number above 0, got "${text}"`);
}
