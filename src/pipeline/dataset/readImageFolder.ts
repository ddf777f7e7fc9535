import {access} from "node:fs/promises";
import {basename, join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readIdx} from "../source/idxFile.js";
import type {IdxArray} from "../source/idxFormat.js";
import type {ImageSource, SourceFile} from "../source/imageSource.js";
import type {ImageSet} from "./imageSet.js";
import {toImageSet} from "./toImageSet.js";

/**
 * Reads both splits of a source from a folder, each file with its checksum verified; the four are read side by side.
 * @param remedy what to do about a file that is not right, for the message
 * @throws LookbookError `missing-file`, `bad-checksum`, `bad-file`, `bad-data` or `disk`
 */
export async function readImageFolder(
  folder: string,
  source: ImageSource,
  remedy: string,
): Promise<{train: ImageSet; test: ImageSet}> {
  try {
    const [train, test] = await Promise.all([readSplit("train", folder, source), readSplit("test", folder, source)]);
    return {train, test};
  } catch (cause) {
    if (!(cause instanceof LookbookError)) throw cause;
    throw new LookbookError(cause.code, `${cause.message}; ${remedy}`, {cause});
  }
}

/** Names of the files of a source that a folder lacks; each may be there packed or unpacked. */
export async function missingFiles(folder: string, {files}: ImageSource): Promise<string[]> {
  const found = await Promise.all(files.map((file) => findFile(folder, file)));
  return files.filter((_, i) => found[i] === undefined).map(({name}) => name);
}

async function readSplit(split: "train" | "test", folder: string, source: ImageSource): Promise<ImageSet> {
  const [images, labels] = await Promise.all(
    (["images", "labels"] as const).map((holds) => readFile(split, holds, folder, source)),
  );
  return toImageSet(images!.array, labels!.array, {name: split, classNames: source.classNames, file: labels!.path});
}

async function readFile(
  split: "train" | "test",
  holds: "images" | "labels",
  folder: string,
  source: ImageSource,
): Promise<{path: string; array: IdxArray}> {
  const file = source.files.find((one) => one.split === split && one.holds === holds)!;
  const path = await findFile(folder, file);
  if (path === undefined) {
    const missing = await missingFiles(folder, source);
    throw new LookbookError(
      "missing-file",
      `${folder}: expected the ${source.name} files, missing ${missing.join(", ")}`,
    );
  }
  const sha256 = basename(path) === file.name ? file.sha256 : file.unpackedSha256;
  return {path, array: await readIdx(path, {shape: file.shape, sha256})};
}

async function findFile(folder: string, {name}: SourceFile): Promise<string | undefined> {
  for (const candidate of [join(folder, name), join(folder, name.slice(0, -".gz".length))]) {
    if (await exists(candidate)) return candidate;
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
