import {join} from "node:path";
import {writeIdx} from "../source/idxFile.js";
import type {ImageDataset, ImageSet} from "./imageSet.js";

/**
 * Writes both splits of a data set as compressed IDX files, for other programs.
 * Names of synthetic files begin with "synthetic-": nothing takes them for the official ones.
 * @returns the paths, pictures before labels, train before test
 * @throws LookbookError `disk`
 */
export async function writeImageFolder(folder: string, {synthetic, train, test}: ImageDataset): Promise<string[]> {
  const prefix = synthetic ? "synthetic-" : "";
  return [...(await writeSplit(folder, `${prefix}train`, train)), ...(await writeSplit(folder, `${prefix}t10k`, test))];
}

async function writeSplit(
  folder: string,
  name: string,
  {images, labels, count, height, width, channels}: ImageSet,
): Promise<string[]> {
  const shape = channels === 1 ? [count, height, width] : [count, height, width, channels];
  const paths = [
    join(folder, `${name}-images-idx${shape.length}-ubyte.gz`),
    join(folder, `${name}-labels-idx1-ubyte.gz`),
  ];
  await writeIdx(paths[0]!, {shape, values: images});
  await writeIdx(paths[1]!, {shape: [count], values: labels});
  return paths;
}
