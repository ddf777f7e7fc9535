import {mkdir, mkdtemp, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {hashCode} from "./code.js";
import {systemCode} from "./errors.js";
import {diskError} from "./files.js";
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

/**
 * Computes a value once: its key is the hash of name, inputs and the code it reaches; a second call with the same key loads it.
 * The value appears in the store whole or not at all; a damaged entry is computed anew.
 */
export async function step<T>(name: string, options: StepOptions<T>, compute: () => Promise<T>): Promise<T> {
  const {store, inputs, code = ["."], codec} = options;
  const codeHash = hashCode(code, store.codeRoot);
  const entry = join(store.folder, `${name}-${hashOf([name, inputs, codeHash]).slice(0, 16)}`);
  if (store.reuse !== false && (await exists(join(entry, "step.json")))) {
    const loaded = await codec.read(entry).then(
      (value) => ({value}),
      () => undefined,
    );
    if (loaded) return loaded.value;
  }
  const value = await compute();
  await save(entry, store.folder, async (aside) => {
    await codec.write(aside, value);
    await writeFile(join(aside, "step.json"), canonicalJson({name, inputs, code: codeHash}, 2));
  });
  return value;
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
