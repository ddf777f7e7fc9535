import {join} from "node:path";
import {LookbookError, messageOf} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {ProgressFactory} from "../../core/progress.js";
import {type BackboneName, backboneForms, type PublicFile} from "./backboneFiles.js";
import {howToGet} from "./findBackbone.js";

/** Brings a file to `path`, whole and with its checksum, or not at all; `download` is one. */
export type DownloadFile = (path: string, options: Download) => Promise<void>;

/** What a {@link DownloadFile} is told. */
export interface Download extends Pick<PublicFile, "urls" | "size" | "checksum"> {
  readonly progress?: ProgressFactory | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Options for {@link fetchBackbone}. */
export interface FetchBackboneOptions extends Pick<Download, "progress" | "signal"> {
  /** Models know no network: who calls does. */
  readonly download: DownloadFile;
}

/**
 * Fetches the public file of a backbone into `data/raw`; a whole one that is there stays.
 * @returns the path of the file
 * @throws LookbookError `missing-file` for a backbone without one, `download-failed`, `disk` or `interrupted`
 */
export async function fetchBackbone(
  name: BackboneName,
  {data}: ProjectPaths,
  {download, progress, signal}: FetchBackboneOptions,
): Promise<string> {
  const {keras} = backboneForms[name];
  if (!keras) throw new LookbookError("missing-file", `backbone ${name} has no public file; ${howToGet(name)}`);
  const {file, urls, size, checksum} = keras;
  const folder = join(data, "raw", name);
  await download(join(folder, file), {urls, size, checksum, progress, signal}).catch((cause: unknown) => {
    if (!(cause instanceof LookbookError) || cause.code !== "download-failed") throw cause;
    const remedy = `check the network, or put ${file} into ${folder} by hand`;
    throw new LookbookError("download-failed", `${messageOf(cause)}; ${remedy}`, {cause});
  });
  return join(folder, file);
}
