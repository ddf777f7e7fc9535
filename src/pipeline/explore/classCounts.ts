import type {ImageSet} from "../dataset/imageSet.js";

/** How many pictures of one class a split has. */
export interface ClassCount {
  /** Name of the set: "train", "validation" or "test". */
  readonly split: string;
  readonly classIndex: number;
  readonly className: string;
  readonly count: number;
  /** Of the pictures of its split, in [0, 1]. */
  readonly share: number;
}

/**
 * Counts the pictures of each class, split by split; a class without a picture is there with 0.
 * @param sets one set, or several to lie below one another
 */
export function classCounts(sets: ImageSet | readonly ImageSet[]): ClassCount[] {
  return ("labels" in sets ? [sets] : sets).flatMap(({name, labels, count, classNames}) => {
    const counts = classNames.map(() => 0);
    for (const label of labels) counts[label]!++;
    return classNames.map((className, classIndex) => ({
      split: name,
      classIndex,
      className,
      count: counts[classIndex]!,
      share: counts[classIndex]! / count,
    }));
  });
}
