import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {sha256} from "../../core/hash.js";

/**
 * Identity of a saved run, for caches of what was computed with it.
 * @param product `run:NAME`, as chapters declare it
 * @param folder `models/runs/<profile>`
 * @returns undefined where there is no such run
 */
export async function runFingerprint(product: string, folder: string): Promise<string | undefined> {
  const [kind, name] = product.split(":");
  if (kind !== "run" || name === undefined) return undefined;
  try {
    const files = await Promise.all(["run.json", "manifest.json"].map((file) => readFile(join(folder, name, file))));
    return sha256(Buffer.concat(files));
  } catch {
    return undefined;
  }
}
