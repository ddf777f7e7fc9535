import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {hashOf} from "../../core/hash.js";

/** Remembers what checks found, by what they looked at. */
export interface CheckCache {
  /** What was found for these inputs, where the files that it depended on are still the same. */
  get<T>(inputs: unknown): Promise<T | undefined>;
  put<T>(inputs: unknown, value: T, dependencies?: readonly string[]): Promise<void>;
}

interface Entry {
  readonly dependencies: readonly string[];
  readonly digest: string;
  readonly value: unknown;
}

/** A cache in a folder; a damaged entry is no entry, and a folder that cannot be written keeps nothing. */
export function checkCache(folder: string): CheckCache {
  const digests = new Map<string, Promise<string>>();
  const digestOf = async (files: readonly string[]): Promise<string> => {
    const each = files.map((file) => {
      const known = digests.get(file) ?? fileDigest(file);
      digests.set(file, known);
      return known;
    });
    return hashOf(await Promise.all(each));
  };
  const fileOf = (inputs: unknown): string => join(folder, `${hashOf(inputs).slice(0, 32)}.json`);
  return {
    get: async <T>(inputs: unknown): Promise<T | undefined> => {
      try {
        const {dependencies, digest, value} = JSON.parse(await readFile(fileOf(inputs), "utf8")) as Entry;
        return (await digestOf(dependencies)) === digest ? (value as T) : undefined;
      } catch {
        return undefined;
      }
    },
    put: async (inputs, value, dependencies = []) => {
      const entry: Entry = {dependencies, digest: await digestOf(dependencies), value};
      await writeAtomic(fileOf(inputs), JSON.stringify(entry)).catch(() => undefined);
    },
  };
}

/** Remembers nothing. */
export const noCache: CheckCache = {get: async () => undefined, put: async () => undefined};

/** A file that is gone has a digest too: that it is gone. */
async function fileDigest(file: string): Promise<string> {
  return readFile(file).then(
    (bytes) => createHash("sha256").update(bytes).digest("hex"),
    () => "none",
  );
}
