import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";

/** Identity of something that a chapter produces under a profile; undefined where it does not exist. */
export type Fingerprint = (product: string, profile: string) => Promise<string | undefined>;

type Identify = (product: string) => Promise<string | undefined>;

/**
 * Removes from the cache of executed notebooks what can no longer be trusted: chapters whose product was removed, or made anew outside
 * the build, as a run that somebody trained again in Jupyter.
 * @param products what each chapter produces
 */
export async function dropStale(
  cache: string,
  products: ReadonlyMap<string, readonly string[]>,
  identify: Identify,
): Promise<void> {
  const remembered = await readRecord(cache);
  const entries = await readdir(cache).catch((): string[] => []);
  for (const [chapter, names] of products) {
    const now = await Promise.all(names.map(identify));
    if (names.every((name, i) => now[i] !== undefined && now[i] === remembered[name])) continue;
    const stale = entries.filter((entry) => entry.startsWith(`${chapter}-`));
    await Promise.all(stale.map((entry) => rm(join(cache, entry), {force: true})));
  }
}

/** Notes what the chapters have produced, for the next build. */
export async function rememberProducts(
  cache: string,
  products: ReadonlyMap<string, readonly string[]>,
  identify: Identify,
): Promise<void> {
  const record = await readRecord(cache);
  for (const name of [...products.values()].flat()) {
    const now = await identify(name);
    if (now !== undefined) record[name] = now;
  }
  await writeAtomic(join(cache, file), canonicalJson(record, 2));
}

const file = "products.json";

async function readRecord(cache: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(join(cache, file), "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}
