import {availableParallelism} from "node:os";
import {join} from "node:path";
import {hashCode} from "../core/code.js";
import {LookbookError} from "../core/errors.js";
import {libraryRoot, type ProjectPaths} from "../core/paths.js";
import type {BuildOptions} from "../report/build/build.js";
import {readConfig} from "../report/build/config.js";
import {type BuildView, type BuildViewEnds, buildView} from "./buildView.js";
import {openProjectData, productFingerprint} from "./projectData.js";

/** Options that every command which builds takes, and where it tells how far it is. */
export interface OpenBuildOptions extends BuildViewEnds {
  readonly workers?: string | undefined;
  readonly memory?: string | undefined;
  readonly dataDir?: string | undefined;
}

/** What a build takes besides what is asked of it. */
export interface OpenedBuild {
  readonly options: Pick<BuildOptions, "paths" | "inputs" | "fingerprint" | "workers" | "memory" | "env" | "onEvent">;
  readonly view: BuildView;
  /** Takes away what the view redraws. */
  readonly close: () => void;
}

/** Opens a project's data and a view of the build, as `lookbook build` does and whatever builds again must do, too. */
export async function openBuild(paths: ProjectPaths, given: OpenBuildOptions): Promise<OpenedBuild> {
  const config = await readConfig(paths.report);
  const {title, inputs, env} = await openProjectData(paths, {...config, env: process.env, dataDir: given.dataDir});
  const workers = workersOf(given.workers);
  const memory = memoryOf(given.memory);
  const view = buildView({columns: () => process.stdout.columns ?? 100, ...given});
  const {onEvent, close} = view;
  if (title !== undefined) view.note(`data: ${title}`);
  const library = hashCode(["index"], join(libraryRoot(), "dist"));
  const fingerprint = productFingerprint(paths);
  return {options: {paths, inputs: {library, ...inputs}, fingerprint, workers, memory, env, onEvent}, view, close};
}

function workersOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const workers = Number(text);
  if (Number.isInteger(workers) && workers > 0) return workers;
  throw new LookbookError("bad-option", `--workers must be a whole number above 0, got "${text}"`);
}

/** Bytes: what was asked for, else four fifths of what this process may still take, by the machine and by its container. */
function memoryOf(text: string | undefined): number {
  if (text === undefined) return 0.8 * process.availableMemory();
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  const bytes = Number(amount) * 1024 ** ["", "k", "m", "g", "t"].indexOf(unit.toLowerCase());
  if (bytes > 0) return bytes;
  throw new LookbookError("bad-option", `--memory must be a size such as 4G or 800M, got "${text}"`);
}
