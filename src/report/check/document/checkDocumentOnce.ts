import {readdir} from "node:fs/promises";
import {join} from "node:path";
import type {ProjectPaths} from "../../../core/paths.js";
import type {CheckCache} from "../cache.js";
import type {ReadSource} from "../source.js";
import type {DocumentResult} from "./checkDocument.js";

/** Options for {@link checkDocumentOnce}. */
export interface CheckDocumentOptions {
  readonly cache: CheckCache;
  /** Hash of the rules' own code, the renderer's among it. */
  readonly version: string;
}

/**
 * What the whole document tells, remembered for the same notebooks, outputs and files of report/; only for others is the renderer loaded.
 */
export async function checkDocumentOnce(
  paths: ProjectPaths,
  sources: readonly ReadSource[],
  {cache, version}: CheckDocumentOptions,
): Promise<DocumentResult> {
  const key = {rules: version, root: paths.root, notebooks: sources.map(({path, text}) => [path, text])};
  const known = await cache.get<DocumentResult>(key);
  if (known) return known;
  const {checkDocument} = await import("./checkDocument.js");
  const result = await checkDocument(paths, sources);
  await cache.put(key, result, await dependencies(paths, sources));
  return result;
}

/** Files that decide how a document comes out; one that does not exist counts too. */
async function dependencies({report, notebooks}: ProjectPaths, sources: readonly ReadSource[]): Promise<string[]> {
  const filesOf = async (folder: string): Promise<string[]> => {
    const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({name}) => join(folder, name));
  };
  const executed = sources.map(({path}) => join(report, "dist", "notebooks", path.replace(/^.*[\\/]/, "")));
  const beside = (await filesOf(notebooks)).filter((file) => !file.endsWith(".ipynb"));
  return [...(await filesOf(report)), ...beside, ...executed];
}
