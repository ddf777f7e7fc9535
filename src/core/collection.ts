import {join} from "node:path";
import {LookbookError} from "./errors.js";
import {readJson} from "./files.js";
import {type Machine, measurementNames, measurementsFolder} from "./measurement.js";
import {suggestion} from "./nearest.js";
import {findProject} from "./paths.js";
import type {ProgressFactory} from "./progress.js";

/** Results of long work, such as trainings, that was done on some machine on some day; each row says itself on which. */
export interface Collection<Row> {
  /** `data/measurements/NAME.json`. */
  readonly name: string;
  readonly title: string;
  /** When the rows were put together; ISO 8601, a day. */
  readonly date: string;
  readonly rows: readonly Row[];
}

/** What a module `report/measurements/NAME.mjs` exports that collects what was done before, rather than measuring. */
export interface CollectionModule<Row = unknown> {
  readonly title: string;
  /** Returns all rows, those of `before` that still count among them. */
  readonly collect: (context: CollectContext<Row>) => readonly Row[] | Promise<readonly Row[]>;
}

/** What `collect` is told. */
export interface CollectContext<Row> {
  readonly root: string;
  /** The rows that were recorded last. */
  readonly before: readonly Row[];
  /** Tells whoever asked where a row comes from, and what is missing. */
  readonly say: (line: string) => void;
  /** Of today, for rows that this call makes. */
  readonly machine: Machine;
  /** Today; ISO 8601, a day. */
  readonly date: string;
  readonly progress: ProgressFactory;
}

/** Whether a module collects. */
export function isCollectionModule(module: unknown): module is CollectionModule {
  const {title, collect} = module as Partial<CollectionModule>;
  return typeof title === "string" && typeof collect === "function";
}

/**
 * Reads `data/measurements/NAME.json` as a collection.
 * @param from a folder of the project; defaults to the working folder, which in a notebook is the notebook's own
 * @throws LookbookError `missing-file` naming the command that makes it, `bad-file` where it holds no rows
 */
export async function readCollection<Row>(name: string, from: string = process.cwd()): Promise<Collection<Row>> {
  const {root} = findProject(from);
  const known = await measurementNames(root);
  if (!known.includes(name)) {
    const hint = suggestion(name, known) || `; \`lookbook measure ${name}\` makes it`;
    throw new LookbookError("missing-file", `no collection "${name}" in data/measurements${hint}`);
  }
  const path = join(measurementsFolder(root), `${name}.json`);
  const read = await readJson(path, "collection");
  if (isCollection(read)) return read as Collection<Row>;
  throw new LookbookError("bad-file", `collection ${path}: expected rows; \`lookbook measure ${name}\` makes it anew`);
}

function isCollection(value: unknown): value is Collection<unknown> {
  return typeof value === "object" && value !== null && "rows" in value && Array.isArray(value.rows);
}
