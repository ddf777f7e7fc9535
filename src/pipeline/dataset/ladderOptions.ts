import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {findProject, libraryRoot} from "../../core/paths.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import type {Fetch} from "../source/fetchPart.js";
import {type ImageSource, readImageSource} from "../source/imageSource.js";

/** Which data will do: the best there is, the official files or nothing, or garments drawn by code. */
export type DataKind = "any" | "official" | "synthetic";

/** Options for opening Fashion-MNIST; a notebook needs none. */
export interface FashionMnistOptions {
  /** A folder with the official files, relative to the project; defaults to the environment's `FASHION_MNIST_DIR`. */
  readonly dataDir?: string | undefined;
  /** Defaults to the environment's `LOOKBOOK_DATA`, or else "any". */
  readonly kind?: DataKind | undefined;
  /** Never asks the network; defaults to whether the environment's `LOOKBOOK_OFFLINE` is set, and not to 0. */
  readonly offline?: boolean | undefined;
  /** Folder of the project; defaults to the one that the working directory lies in. */
  readonly root?: string | undefined;
  /** Defaults to the process's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Defaults to the platform's. */
  readonly fetch?: Fetch | undefined;
  /** Where the files lie and their checksums; defaults to `data/sources.json`. */
  readonly imageSource?: ImageSource | undefined;
  readonly progress?: ProgressFactory | undefined;
  /** Pictures of the synthetic splits; defaults to 12,000 and 3,000. */
  readonly syntheticCounts?: {readonly train: number; readonly test: number} | undefined;
}

/** The options with every default filled in: what the ladder works with. */
export interface Ladder {
  readonly root: string;
  readonly kind: DataKind;
  readonly offline: boolean;
  /** The folder that was asked for, and by whom. */
  readonly given: {readonly folder: string; readonly by: string} | undefined;
  readonly raw: string;
  readonly shared: string;
  readonly imageSource: ImageSource;
  readonly fetch: Fetch | undefined;
  readonly progress: ProgressFactory;
  readonly syntheticCounts: {readonly train: number; readonly test: number};
}

/**
 * Fills in the defaults. What is given as an option goes before the environment.
 * @throws LookbookError `bad-option` for options that exclude each other or an unknown `LOOKBOOK_DATA`
 */
export async function settleLadder(options: FashionMnistOptions): Promise<Ladder> {
  const {env = process.env, fetch, progress = silent, syntheticCounts = {train: 12_000, test: 3_000}} = options;
  if (options.dataDir !== undefined && options.kind === "synthetic") {
    throw new LookbookError(
      "bad-option",
      `expected a data folder or synthetic data, got both (${options.dataDir}); give one of them`,
    );
  }
  // This is the one end where the library looks for the project it works in.
  const root = resolve(options.root ?? findProject(process.cwd()).root);
  const given = givenFolder(options, env, root);
  const kind = options.kind ?? (options.dataDir === undefined ? kindOf(env) : "any");
  const {LOOKBOOK_OFFLINE: offline = ""} = env;
  return {
    root,
    kind,
    offline: options.offline ?? !["", "0", "false"].includes(offline),
    given: kind === "synthetic" ? undefined : given,
    raw: join(root, "data", "raw", "fashion-mnist"),
    shared: join(root, "..", "shared", "data", "fashion-mnist"),
    imageSource: options.imageSource ?? (await readImageSource(sourcesPath(root), "fashion-mnist")),
    fetch,
    progress,
    syntheticCounts,
  };
}

function givenFolder(
  {dataDir}: FashionMnistOptions,
  {FASHION_MNIST_DIR: fromEnv}: Readonly<Record<string, string | undefined>>,
  root: string,
): Ladder["given"] {
  if (dataDir !== undefined) return {folder: resolve(root, dataDir), by: "the data folder given"};
  return fromEnv ? {folder: resolve(root, fromEnv), by: "FASHION_MNIST_DIR"} : undefined;
}

function kindOf({LOOKBOOK_DATA: text = ""}: Readonly<Record<string, string | undefined>>): DataKind {
  if (text === "") return "any";
  if (text === "any" || text === "official" || text === "synthetic") return text;
  throw new LookbookError("bad-option", `LOOKBOOK_DATA: expected any, official or synthetic, got "${text}"`);
}

/** A project of its own may bring its list of sources; otherwise the library's holds. */
function sourcesPath(root: string): string {
  const own = join(root, "data", "sources.json");
  return existsSync(own) ? own : join(libraryRoot(), "data", "sources.json");
}
