import {readdir, readFile} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {canonicalJson, sha256} from "../../core/hash.js";
import type {Parameters} from "../notebook/parameters.js";
import type {PrintedPdf} from "../render/pdf/printPdf.js";
import type {Commit} from "./commit.js";

/** `digests.json`: what a report was made from, and what it must be again when it is made from the same. */
export interface ReportDigests {
  readonly source: DigestSource;
  /** Path inside the report's folder to what lies there; equal on every machine. */
  readonly files: Readonly<Record<string, FileDigest>>;
  /** What may differ from machine to machine: the PDF's bytes depend on the browser's version. */
  readonly machine: {
    /** Such as `v20.20.2`. */
    readonly node: string;
    /** Left out where no PDF was printed. */
    readonly pdf?: FileDigest & {readonly browser: string};
  };
}

/** Everything that a build needs in order to be repeated. */
export interface DigestSource {
  /** Full hash; null outside a git repository. */
  readonly commit: string | null;
  readonly dirty: boolean;
  /** `SOURCE_DATE_EPOCH`; null where there is no date. */
  readonly epoch: number | null;
  readonly profile: string;
  readonly parameters: Parameters;
  /** In reading order; fewer than the configuration lists where a part was built. */
  readonly chapters: readonly string[];
  /** Hashes of what all chapters depend on: library, data, lock file. */
  readonly inputs: Readonly<Record<string, string>>;
}

export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

/** What {@link writeDigests} is told. */
export interface DigestContext extends Omit<DigestSource, "commit" | "dirty" | "epoch"> {
  readonly commit: Commit;
  readonly pdf: PrintedPdf | undefined;
}

/** Writes `digests.json` beside the files of a report; the times of cells, which differ each time, are not among them. */
export async function writeDigests(folder: string, {commit, pdf, ...rest}: DigestContext): Promise<void> {
  const {"report.pdf": printed, ...files} = await digestsOf(folder);
  const digests: ReportDigests = {
    source: {commit: commit.hash ?? null, dirty: commit.dirty, epoch: commit.epoch ?? null, ...rest},
    files,
    machine: {node: process.version, ...(printed && pdf && {pdf: {...printed, browser: pdf.browser}})},
  };
  await writeAtomic(join(folder, "digests.json"), `${canonicalJson(digests, 2)}\n`);
}

async function digestsOf(folder: string): Promise<Record<string, FileDigest>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = entries
    .filter((entry) => entry.isFile() && !/^(timings|digests)\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const digests: Record<string, FileDigest> = {};
  for (const path of paths.sort()) {
    const bytes = await readFile(path);
    digests[relative(folder, path).split(sep).join("/")] = {sha256: sha256(bytes), bytes: bytes.length};
  }
  return digests;
}
