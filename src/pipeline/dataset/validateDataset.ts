import {LookbookError} from "../../core/errors.js";
import {findDuplicates} from "./duplicates.js";
import {hashSets} from "./hashSets.js";
import type {ImageDataset, ImageSet} from "./imageSet.js";
import {pixelCounts} from "./pixelCounts.js";

/** One thing that must hold of the data. */
export interface DataCheck {
  readonly name: string;
  readonly expected: string;
  readonly got: string;
  readonly ok: boolean;
}

/** Options for {@link validateDataset}. */
export interface ValidateOptions {
  /** Pictures each split must have; defaults to the official 60,000 and 10,000 for Fashion-MNIST, else to any number. */
  readonly counts?: {readonly train: number; readonly test: number};
  /** Largest class over smallest class, at most; defaults to 1.5. */
  readonly imbalance?: number;
}

/**
 * Checks counts, shapes, ranges, labels, class balance, duplicates and the hash; every check is made, whatever the others say.
 * Nothing is thrown for bad data: {@link assertValid} does that.
 */
export function validateDataset(
  dataset: ImageDataset,
  {counts = officialCounts(dataset), imbalance = 1.5}: ValidateOptions = {},
): DataCheck[] {
  const {train, test} = dataset;
  const checks = [train, test].flatMap((set, i) => [
    ...checkBytes(set, counts && [counts.train, counts.test][i]),
    ...checkPixels(set),
    ...checkLabels(set, imbalance),
  ]);
  checks.push(same("train and test: size of a picture", sizeOf(train), sizeOf(test)));
  checks.push(same("train and test: classes", train.classNames.join(", "), test.classNames.join(", ")));
  // Pictures cannot be told apart where the bytes do not divide into them.
  if (checks.every(({name, ok}) => ok || !name.endsWith(": bytes"))) checks.push(...checkDuplicates(train, test));
  checks.push(same("hash", dataset.hash, hashSets([train, test])));
  return checks;
}

/** @throws LookbookError `bad-data` with every check that failed */
export function assertValid(dataset: ImageDataset, checks: readonly DataCheck[]): void {
  const failed = checks.filter(({ok}) => !ok);
  if (failed.length === 0) return;
  const list = failed.map(({name, expected, got}) => `${name}: expected ${expected}, got ${got}`).join("; ");
  throw new LookbookError("bad-data", `${dataset.name} (${dataset.source}): ${list}`);
}

function officialCounts({name}: ImageDataset): ValidateOptions["counts"] {
  return name === "Fashion-MNIST" ? {train: 60_000, test: 10_000} : undefined;
}

function checkBytes(set: ImageSet, count: number | undefined): DataCheck[] {
  const {name, images, labels, height, width, channels} = set;
  return [
    count === undefined
      ? check(`${name}: pictures`, "at least 1", set.count, set.count > 0)
      : same(`${name}: pictures`, count, set.count),
    same(`${name}: bytes`, set.count * height * width * channels, images.length),
    same(`${name}: labels`, set.count, labels.length),
  ];
}

function checkPixels({name, images, count, height, width, channels}: ImageSet): DataCheck[] {
  const size = height * width * channels;
  const present = pixelCounts(images);
  const low = present.findIndex((times) => times > 0);
  const high =
    255 -
    present
      .slice()
      .reverse()
      .findIndex((times) => times > 0);
  let blank = 0;
  for (let row = 0; row < count; row++) {
    const picture = images.subarray(row * size, (row + 1) * size);
    if (picture.every((value) => value === picture[0])) blank++;
  }
  return [
    check(`${name}: range of pixels`, "from 0 to above 200", `from ${low} to ${high}`, low === 0 && high > 200),
    same(`${name}: pictures of one colour`, 0, blank),
  ];
}

function checkLabels({name, labels, classNames}: ImageSet, imbalance: number): DataCheck[] {
  const counts = new Array<number>(256).fill(0);
  for (const label of labels) counts[label]!++;
  const known = counts.slice(0, classNames.length);
  const outside = labels.findIndex((label) => label >= classNames.length);
  const ratio = Math.max(...known) / Math.min(...known);
  const empty = classNames.filter((_, c) => known[c] === 0);
  return [
    check(
      `${name}: range of labels`,
      `0 to ${classNames.length - 1}`,
      outside < 0 ? "all within" : `${labels[outside]} in row ${outside}`,
      outside < 0,
    ),
    check(`${name}: classes without a picture`, "none", empty.join(", ") || "none", empty.length === 0),
    check(`${name}: largest class over smallest`, `at most ${imbalance}`, ratio.toFixed(2), ratio <= imbalance),
  ];
}

function checkDuplicates(train: ImageSet, test: ImageSet): DataCheck[] {
  const found = findDuplicates([train, test]);
  const across = found.filter(({first, second}) => first.set !== second.set);
  const example = across[0] && ` (row ${across[0].second.row} of test is row ${across[0].first.row} of train)`;
  return [
    check("pictures of test that are in train too", "0", `${across.length}${example ?? ""}`, across.length === 0),
    same("pictures twice within a split", 0, found.length - across.length),
  ];
}

function sizeOf({height, width, channels}: ImageSet): string {
  return `${height} x ${width} x ${channels}`;
}

function same(name: string, expected: string | number, got: string | number): DataCheck {
  return check(name, expected, got, expected === got);
}

function check(name: string, expected: string | number, got: string | number, ok: boolean): DataCheck {
  return {name, expected: String(expected), got: String(got), ok};
}
