import {stat} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError, messageOf} from "../../core/errors.js";
import {sha256File} from "../../core/hash.js";
import {type DownloadOptions, download} from "./download.js";
import type {ImageSource, SourceFile} from "./imageSource.js";

/** Options for {@link downloadSource}. */
export type DownloadSourceOptions = Omit<DownloadOptions, "urls" | "size" | "checksum">;

/** What became of one file of a source. */
export interface Fetched {
  readonly file: string;
  /** `kept`: it was there, whole. `replaced`: what was there had another checksum. */
  readonly outcome: "kept" | "fetched" | "replaced";
}

/**
 * Brings all files of a source into a folder: whole ones stay, missing and damaged ones come from the mirrors.
 * @throws LookbookError `download-failed`, `disk` or `interrupted`; files that were whole stay as they are
 */
export async function downloadSource(
  {name, files, mirrors}: ImageSource,
  folder: string,
  options: DownloadSourceOptions = {},
): Promise<Fetched[]> {
  const results: Fetched[] = [];
  for (const file of files) {
    const before = await look(join(folder, file.name), file);
    if (before !== "whole") {
      const urls = mirrors.map((mirror) => new URL(file.name, mirror).href);
      await download(join(folder, file.name), {...options, urls, size: file.size, checksum: file.sha256}).catch(
        (cause: unknown) => {
          throw explain(cause, name, folder);
        },
      );
    }
    const outcome = {whole: "kept", absent: "fetched", damaged: "replaced"} as const;
    results.push({file: file.name, outcome: outcome[before]});
  }
  return results;
}

async function look(path: string, {size, sha256}: SourceFile): Promise<"absent" | "whole" | "damaged"> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return "absent";
  return info.size === size && (await sha256File(path)) === sha256 ? "whole" : "damaged";
}

function explain(cause: unknown, name: string, folder: string): unknown {
  if (!(cause instanceof LookbookError) || cause.code !== "download-failed") return cause;
  return new LookbookError(
    "download-failed",
    `${messageOf(cause)}; check the network, or put the official ${name} files into ${folder} by hand`,
    {cause},
  );
}
