import {readdir} from "node:fs/promises";
import {basename, join} from "node:path";
import {LookbookError} from "./errors.js";
import {readJson} from "./files.js";
import {hashOf, sha256File} from "./hash.js";
import {suggestion} from "./nearest.js";
import {findProject, packageVersion} from "./paths.js";

/** What was measured on some machine on some day: data like any other, measured again only when asked. */
export interface Measurement {
  /** `data/measurements/NAME.json`. */
  readonly name: string;
  readonly title: string;
  /** Such as `s` or `pictures/s`. */
  readonly unit: string;
  /** Which is better, more or less of it. */
  readonly better: "more" | "less";
  /** ISO 8601, a day. */
  readonly date: string;
  readonly machine: Machine;
  /** Of what was measured: `node`, `lookbook`, `package-lock.json` (SHA-256), and what the measurement adds, such as `engine`. */
  readonly versions: Readonly<Record<string, string>>;
  /** One number a round, in `unit`. */
  readonly samples: readonly number[];
  readonly median: number;
  /** Quartiles: half of the samples lie between. */
  readonly lower: number;
  readonly upper: number;
}

/** Where something was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly system: string;
}

/** A measurement as the project finds it today. */
export interface RecordedMeasurement extends Measurement {
  /** What has changed since, such as `lookbook was 0.1.0 and is 0.2.0`; empty where it is still true. */
  readonly stale: readonly string[];
}

/**
 * Reads `data/measurements/NAME.json`.
 * @param from a folder of the project; defaults to the working folder, which in a notebook is the notebook's own
 * @throws LookbookError `missing-file` naming those that are there and the command that measures; `bad-file`
 */
export async function readMeasurement(name: string, from: string = process.cwd()): Promise<RecordedMeasurement> {
  const {root} = findProject(from);
  const known = await measurementNames(root);
  if (!known.includes(name)) {
    const hint = suggestion(name, known) || `; \`lookbook measure ${name}\` measures it`;
    throw new LookbookError("missing-file", `no measurement "${name}" in data/measurements${hint}`);
  }
  const path = join(measurementsFolder(root), `${name}.json`);
  const read = await readJson(path, "measurement");
  if (!isMeasurement(read)) {
    throw new LookbookError("bad-file", `measurement ${path}: expected samples, median and versions; measure it again`);
  }
  return {...read, stale: await changesSince(read.versions, root)};
}

/**
 * Hash of all recorded measurements and of whether they are still true; what a chapter's cache depends on.
 * @returns undefined where there are none
 */
export async function measurementsHash(root: string): Promise<string | undefined> {
  const names = await measurementNames(root);
  if (names.length === 0) return undefined;
  return hashOf(await Promise.all(names.map((name) => readRecorded(name, root))));
}

/** The versions that make a measurement stale when they change. */
export async function presentVersions(root: string): Promise<Readonly<Record<string, string>>> {
  const lookbook = packageVersion("lookbook", root);
  const lock = await sha256File(join(root, "package-lock.json")).catch(() => undefined);
  return {...(lookbook !== undefined && {lookbook}), ...(lock !== undefined && {"package-lock.json": lock})};
}

/** Names of what was recorded, sorted. */
export async function measurementNames(root: string): Promise<string[]> {
  const entries = await readdir(measurementsFolder(root)).catch((): string[] => []);
  return entries
    .filter((entry) => entry.endsWith(".json"))
    .map((entry) => basename(entry, ".json"))
    .sort();
}

/** Where they lie. */
export function measurementsFolder(root: string): string {
  return join(root, "data", "measurements");
}

/** A measurement with what has changed since; a collection, which never grows old, as it is. */
async function readRecorded(name: string, root: string): Promise<unknown> {
  const read = await readJson(join(measurementsFolder(root), `${name}.json`), "measurement");
  const isCollection = typeof read === "object" && read !== null && "rows" in read;
  return isCollection ? read : readMeasurement(name, root);
}

async function changesSince(then: Readonly<Record<string, string>>, root: string): Promise<string[]> {
  const now = await presentVersions(root);
  return Object.entries(now)
    .filter(([name, version]) => then[name] !== version)
    .map(([name, version]) => {
      if (name === "package-lock.json") return "the versions of packages are others";
      return `${name} was ${then[name] ?? "unknown"} and is ${version}`;
    });
}

function isMeasurement(value: unknown): value is Measurement {
  if (typeof value !== "object" || value === null) return false;
  const {samples, median, versions} = value as Partial<Measurement>;
  return Array.isArray(samples) && samples.length > 0 && Number.isFinite(median) && typeof versions === "object";
}
