import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {writeAtomic} from "../../../src/core/files.js";
import {sha256} from "../../../src/core/hash.js";
import {hashSets} from "../../../src/pipeline/dataset/hashSets.js";
import type {ImageDataset, ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {encodeIdx} from "../../../src/pipeline/source/encodeIdx.js";
import type {ImageSource} from "../../../src/pipeline/source/imageSource.js";

/** A data set of three classes that is quick to write: pictures of 2 x 2 pixels. */
export const classNames = ["Hat", "Scarf", "Glove"];

/** A set whose pictures are all different. */
export function tinySet(name: string, labels: readonly number[], first = 0): ImageSet {
  const images = Uint8Array.from({length: labels.length * 4}, (_, i) =>
    i % 4 === 0 ? first + (i >> 2) : (i % 4) * 70,
  );
  return {
    name,
    images,
    labels: Uint8Array.from(labels),
    count: labels.length,
    height: 2,
    width: 2,
    channels: 1,
    classNames,
  };
}

/** A data set of six and three pictures. */
export function tinyDataset(parts: Partial<ImageDataset> = {}): ImageDataset {
  const train = parts.train ?? tinySet("train", [0, 1, 2, 0, 1, 2]);
  const test = parts.test ?? tinySet("test", [2, 1, 0], 100);
  return {
    name: "Tiny",
    synthetic: false,
    hash: hashSets([train, test]),
    source: "made up",
    licence: "none",
    ...parts,
    train,
    test,
  };
}

export interface TinyFiles {
  readonly source: ImageSource;
  /** Compressed bytes by file name. */
  readonly bytes: Readonly<Record<string, Uint8Array>>;
}

/** The files of a tiny data set and the source that describes them. */
export function tinyFiles({train, test}: Pick<ImageDataset, "train" | "test"> = tinyDataset()): TinyFiles {
  const bytes: Record<string, Uint8Array> = {};
  const files = [train, test].flatMap((set) =>
    (["images", "labels"] as const).map((holds) => {
      const shape = holds === "images" ? [set.count, set.height, set.width] : [set.count];
      const unpacked = encodeIdx({shape, values: set[holds]});
      const packed = gzipSync(unpacked);
      const name = `${set.name}-${holds}.gz`;
      bytes[name] = packed;
      const sums = {size: packed.length, sha256: sha256(packed), unpackedSha256: sha256(unpacked)};
      return {split: set.name as "train" | "test", holds, name, shape, ...sums};
    }),
  );
  const source = {
    name: "Tiny",
    licence: "none",
    citation: "nobody",
    homepage: "nowhere",
    mirrors: ["http://mirror.test/"],
  };
  return {source: {...source, classNames, files}, bytes};
}

/** Writes files into a folder. */
export async function putFiles(folder: string, bytes: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, data] of Object.entries(bytes)) await writeAtomic(join(folder, name), data);
}
