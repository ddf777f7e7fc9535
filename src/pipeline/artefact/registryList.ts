import {existsSync} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readJson} from "../../core/files.js";
import {findProject} from "../../core/paths.js";

/** Where registered models live. */
export interface RegistryPlace {
  /** `models`; a model is the folder `<name>/<version>` in it. */
  readonly folder: string;
}

/** A model of the registry by its name and version. */
export interface ModelReference {
  readonly name: string;
  readonly version: string;
}

/** The registry of the project. @param from a folder of it; defaults to the working folder, which in a notebook is the notebook's own */
export function registryPlace(from: string = process.cwd()): RegistryPlace {
  return {folder: findProject(from).models};
}

/** All models of the registry, by name, each with its versions from the oldest to the newest. */
export async function registeredModels({folder}: RegistryPlace): Promise<ModelReference[]> {
  const found: ModelReference[] = [];
  for (const name of await foldersIn(folder)) {
    const versions = (await foldersIn(join(folder, name))).filter((version) => versionPattern.test(version));
    found.push(...versions.sort(byVersion).map((version) => ({name, version})));
  }
  return found;
}

/** The model that is meant where nobody names one; undefined where none was chosen. */
export async function defaultModel({folder}: RegistryPlace): Promise<ModelReference | undefined> {
  const path = join(folder, defaultFile);
  if (!existsSync(path)) return undefined;
  const read = (await readJson(path, "default model")) as Partial<ModelReference> | null;
  if (typeof read?.name === "string" && typeof read.version === "string")
    return {name: read.name, version: read.version};
  throw new LookbookError(
    "bad-file",
    `${path}: expected {"name": ..., "version": ...}; choose the default model again`,
  );
}

/** In the registry's folder: the name and version of the default model. */
export const defaultFile = "default.json";
/** What a version looks like. */
export const versionPattern: RegExp = /^\d+\.\d+\.\d+$/;

function byVersion(a: string, b: string): number {
  const [first, second] = [a, b].map((version) => version.split(".").map(Number));
  const i = first!.findIndex((n, k) => n !== second![k]);
  return i < 0 ? 0 : first![i]! - second![i]!;
}

/** Names of the folders in a folder, sorted; hidden ones and those of runs do not count. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "runs")
    .map(({name}) => name)
    .sort();
}
