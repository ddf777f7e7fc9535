import {LookbookError} from "../../core/errors.js";
import {seeded, shuffled} from "../../core/random.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {rowsByClass} from "../dataset/rowsByClass.js";

/** Some pictures of one class. */
export interface ClassSample {
  readonly classIndex: number;
  readonly className: string;
  /** Rows of the set, in the order drawn; fewer than asked for where the class has no more. */
  readonly rows: readonly number[];
}

/** Options for {@link sampleByClass}. */
export interface SampleByClassOptions {
  /** Pictures of each class; defaults to 10. */
  readonly perClass?: number;
  /** The same seed draws the same pictures; more of them begin with the same ones. */
  readonly seed: number | string;
}

/** Draws the same number of pictures of each class, without replacement. @throws LookbookError `bad-option` for no pictures */
export function sampleByClass(set: ImageSet, {perClass = 10, seed}: SampleByClassOptions): ClassSample[] {
  if (!Number.isInteger(perClass) || perClass < 1) {
    throw new LookbookError(
      "bad-option",
      `sampleByClass: perClass must be a whole number of at least 1, got ${perClass}`,
    );
  }
  const rows = rowsByClass(set);
  const random = seeded(`sample/${seed}`);
  return set.classNames.map((className, classIndex) => ({
    classIndex,
    className,
    rows: shuffled(rows[classIndex]!, random.fork(className)).slice(0, perClass),
  }));
}
