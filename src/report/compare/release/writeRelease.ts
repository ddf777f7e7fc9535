import {cp, mkdir, readdir, rename, rm, stat, writeFile} from "node:fs/promises";
import {dirname, join, relative} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {diskError} from "../../../core/files.js";
import {contentOf} from "./contentOf.js";
import type {TakenPicture} from "./takePictures.js";

/** What a release is made of. */
export interface ReleaseParts {
  /** Folder of the report that was built. */
  readonly built: string;
  /** Its page. */
  readonly html: string;
  readonly pictures: readonly TakenPicture[];
  /** What changed since the release before, Markdown. */
  readonly notes: string;
}

/** A file of a release. */
export interface ReleaseFile {
  readonly name: string;
  readonly bytes: number;
}

/** So much may lie in git for each release. */
export const releaseLimit: number = 16 * 2 ** 20;

/**
 * Writes a release aside and puts it in place of the one before, whole or not at all.
 * @param folder `report/released`
 * @returns its files, the largest first
 * @throws LookbookError `release-refused` where it is too large, naming the largest files; `disk`
 */
export async function writeRelease(folder: string, parts: ReleaseParts): Promise<readonly ReleaseFile[]> {
  const aside = join(dirname(folder), ".cache", `released.${process.pid}`);
  try {
    await rm(aside, {recursive: true, force: true});
    await fill(aside, parts);
    const files = await filesIn(aside);
    assertSmall(files);
    await swap(aside, folder);
    return files;
  } catch (cause) {
    throw diskError("write", folder, cause);
  } finally {
    await rm(aside, {recursive: true, force: true}).catch(() => undefined);
  }
}

async function fill(aside: string, {built, html, pictures, notes}: ReleaseParts): Promise<void> {
  await mkdir(aside, {recursive: true});
  for (const name of ["report.pdf", "values.json", "digests.json"]) await cp(join(built, name), join(aside, name));
  await writeFile(join(aside, "content.html"), contentOf(html));
  await writeFile(join(aside, "NOTES.md"), notes);
  for (const {name, png} of pictures) {
    await mkdir(dirname(join(aside, name)), {recursive: true});
    await writeFile(join(aside, name), png);
  }
}

async function filesIn(folder: string): Promise<ReleaseFile[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map(async (path) => ({name: relative(folder, path), bytes: (await stat(path)).size})),
  );
  return sizes.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

function assertSmall(files: readonly ReleaseFile[]): void {
  const total = files.reduce((sum, {bytes}) => sum + bytes, 0);
  if (total <= releaseLimit) return;
  const largest = files.slice(0, 3).map(({name, bytes}) => `${name} ${mebibytes(bytes)}`);
  throw new LookbookError(
    "release-refused",
    `the release would have ${mebibytes(total)}, ${mebibytes(releaseLimit)} are allowed in git; the largest are ${largest.join(", ")}`,
  );
}

/** The old release is away for the moment between two renames; where the second fails, it comes back. */
async function swap(aside: string, folder: string): Promise<void> {
  const old = `${aside}.old`;
  const had = await rename(folder, old).then(
    () => true,
    () => false,
  );
  try {
    await rename(aside, folder);
  } catch (cause) {
    if (had) await rename(old, folder);
    throw cause;
  }
  await rm(old, {recursive: true, force: true});
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
