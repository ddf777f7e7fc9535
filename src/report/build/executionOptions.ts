import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {sha256} from "../../core/hash.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {ChaptersOptions} from "../notebook/executeChapters.js";
import type {Parameters} from "../notebook/parameters.js";
import type {Fingerprint} from "./fingerprint.js";

/** What decides how the chapters of a project run, and what their outputs depend on. */
export interface ExecutionContext {
  readonly paths: ProjectPaths;
  readonly profile: string;
  readonly parameters: Parameters;
  /** Hashes of what all chapters depend on: library code, data, lock file. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Identity of what chapters produce. */
  readonly fingerprint?: Fingerprint | undefined;
  /** False runs everything anew, trainings too; defaults to true. */
  readonly reuse?: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Options of `executeChapters` that give a chapter the same key, wherever in the program it is run or looked up. */
export function executionOptions(
  context: ExecutionContext,
): ChaptersOptions & Required<Pick<ChaptersOptions, "cache" | "parameters">> {
  const {paths, profile, parameters, fingerprint, reuse = true, env} = context;
  // Of library and packages, what a chapter's cells reach counts, not all there is.
  const {library: _, "package-lock.json": __, ...inputs} = context.inputs;
  return {
    parameters,
    cache: {
      folder: executedCache(paths, profile),
      reuse,
      inputs: {...inputs, "Node.js": process.versions.node.split(".")[0]!},
      root: paths.root,
      identify: fingerprint && ((product) => fingerprint(product, profile)),
    },
    // Steps inside the notebooks, such as a training, obey the same wish for a cold build.
    env: {...env, LOOKBOOK_BUILD: "1", ...(reuse ? {} : {LOOKBOOK_NO_CACHE: "1"})},
  };
}

/** Where the executed notebooks of a profile are kept. */
function executedCache({report}: ProjectPaths, profile: string): string {
  return join(report, ".cache", "executed", profile);
}

/** Versions of all packages at once; a project without a lock file has none. */
export async function lockHash(root: string): Promise<Readonly<Record<string, string>>> {
  const lock = await readFile(join(root, "package-lock.json")).catch(() => undefined);
  return lock ? {"package-lock.json": sha256(lock)} : {};
}
