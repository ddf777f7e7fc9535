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
  const files = await filesOf(paths, sources);
  // Which files there are is part of the key: one that is new may be the picture, or the list of sources, that was missed.
  const notebooks = sources.map(({path, text}) => [path, text]);
  const key = {rules: version, root: paths.root, notebooks, files};
  const known = await cache.get<DocumentResult>(key);
  if (known) return known;
  const {checkDocument} = await import("./checkDocument.js");
  const result = await checkDocument(paths, sources);
  await cache.put(key, result, files);
  return result;
}

/** Files that decide how a document comes out, in order; an executed notebook that does not exist counts too. */
async function filesOf({report, notebooks}: ProjectPaths, sources: readonly ReadSource[]): Promise<string[]> {
  const executed = sources.map(({path}) => join(report, "dist", "notebooks", path.replace(/^.*[\\/]/, "")));
  const beside = await filesIn(notebooks, true);
  return [...(await filesIn(report, false)), ...beside.filter((file) => !file.endsWith(".ipynb")), ...executed];
}

async function filesIn(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true, recursive}).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name))
    .sort();
}
