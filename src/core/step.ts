import {mkdir, mkdtemp, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {codeFiles} from "./code.js";
import {describeDifference, differences} from "./difference.js";
import {systemCode} from "./errors.js";
import {diskError, writeAtomic} from "./files.js";
import {canonicalJson, hashOf} from "./hash.js";

/** How a value lives in a folder. */
export interface Codec<T> {
  write(folder: string, value: T): Promise<void>;
  read(folder: string): Promise<T>;
}

/** Plain data as one JSON file. */
export function jsonCodec<T>(): Codec<T> {
  return {
    write: (folder, value) => writeFile(join(folder, "value.json"), JSON.stringify(value)),
    read: async (folder) => JSON.parse(await readFile(join(folder, "value.json"), "utf8")) as T,
  };
}

/** Where steps keep their values and which code they depend on. */
export interface StepStore {
  /** Folder of the cache. */
  readonly folder: string;
  /** Folder of the compiled modules, for the part of the key that is the code. */
  readonly codeRoot: string;
  /** False computes everything anew and stores it; defaults to true. */
  readonly reuse?: boolean;
}

/** Options for {@link step}. */
export interface StepOptions<T> {
  readonly store: StepStore;
  /** Everything the value depends on: hashes of data, options, seed, engine. Plain JSON. */
  readonly inputs: unknown;
  /** Compiled modules the step reaches, as {@link hashCode} takes them; defaults to the whole library. */
  readonly code?: readonly string[];
  readonly codec: Codec<T>;
}

/** What became of one step, for those who want to know why a build took its time. */
export interface StepReport {
  readonly name: string;
  readonly status: "loaded" | "computed";
  /**
   * Why it was computed: what differs from its last time, such as `options.epochs 3 -> 8`, `code pipeline/training/train.js changed`;
   * empty where it was loaded.
   */
  readonly reasons: readonly string[];
}

/**
 * Computes a value once: its key is the hash of name, inputs and the code it reaches; a second call with the same key loads it.
 * The value appears in the store whole or not at all; a damaged entry is computed anew. Whoever runs the process hears of it as
 * {@link StepReport}, through the global function under {@link stepChannel}.
 */
export async function step<T>(name: string, options: StepOptions<T>, compute: () => Promise<T>): Promise<T> {
  const {store, inputs, code = ["."], codec} = options;
  const files = codeFiles(code, store.codeRoot);
  const codeHash = hashOf(Object.entries(files));
  const entry = join(store.folder, `${name}-${hashOf([name, inputs, codeHash]).slice(0, 16)}`);
  const made = {inputs, code: files};
  const isStored = await exists(join(entry, "step.json"));
  if (store.reuse !== false && isStored) {
    const loaded = await codec.read(entry).then(
      (value) => ({value}),
      () => undefined,
    );
    if (loaded) {
      await remember(name, store.folder, made).catch(() => undefined); // a cache that is read-only still serves
      tell({name, status: "loaded", reasons: []});
      return loaded.value;
    }
  }
  const reasons = await reasonsOf(name, {store, made, isStored});
  const value = await compute();
  await save(entry, store.folder, async (aside) => {
    await codec.write(aside, value);
    await writeFile(join(aside, "step.json"), canonicalJson({name, inputs, code: codeHash}, 2));
  });
  await remember(name, store.folder, made);
  tell({name, status: "computed", reasons});
  return value;
}

/** Key of the global function that is told of each step; a build sets it. */
export const stepChannel: symbol = Symbol.for("lookbook.step");

function tell(report: StepReport): void {
  const listener = (globalThis as Record<symbol, unknown>)[stepChannel];
  if (typeof listener === "function") listener(report);
}

/** What a value is made of, in a form in which two can be compared. */
interface Made {
  readonly inputs: unknown;
  readonly code: Readonly<Record<string, string>>;
}

interface Missed {
  readonly store: StepStore;
  readonly made: Made;
  readonly isStored: boolean;
}

async function reasonsOf(name: string, {store, made, isStored}: Missed): Promise<readonly string[]> {
  if (store.reuse === false) return ["asked to run anew"];
  if (isStored) return ["what was kept is damaged"];
  const last = await readFile(lastFile(name, store.folder), "utf8").catch(() => undefined);
  if (last === undefined) return ["not run before"];
  const {inputs, code} = JSON.parse(last) as Made;
  const plain = JSON.parse(JSON.stringify(made.inputs ?? null)) as unknown;
  const changes = [
    ...differences(inputs, plain).map(describeDifference),
    ...differences(code, made.code).map((difference) => `code ${describeDifference(difference)}`),
  ];
  return changes.length > 0 ? changes : ["what was kept is gone"];
}

/** Notes what the step of this name was made of when it was asked for last. */
async function remember(name: string, folder: string, made: Made): Promise<void> {
  await writeAtomic(lastFile(name, folder), JSON.stringify(made));
}

function lastFile(name: string, folder: string): string {
  return join(folder, `${name}.last.json`);
}

async function save(entry: string, folder: string, write: (aside: string) => Promise<void>): Promise<void> {
  let aside = "";
  try {
    await mkdir(folder, {recursive: true});
    aside = await mkdtemp(join(folder, ".part-"));
    await write(aside);
    await rm(entry, {recursive: true, force: true});
    await rename(aside, entry);
  } catch (cause) {
    if (aside) await rm(aside, {recursive: true, force: true}).catch(() => undefined);
    // Another process stored the same key first: its value is as good.
    if (systemCode(cause) === "ENOTEMPTY" || systemCode(cause) === "EEXIST") return;
    throw diskError("write", entry, cause);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
