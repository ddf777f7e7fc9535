import {LookbookError} from "../../../../core/errors.js";
import type {Neighbours} from "../nearest/nearestPoints.js";

/** A wrong answer and the known pictures that are most like it to the network. */
export interface ErrorNeighbours {
  /** Place in the lists that were given. */
  readonly index: number;
  /** Rows of the known pictures, the nearest first. */
  readonly rows: readonly number[];
  /** How many of them bear the label that the network gave, and the picture's own. */
  readonly likeAnswer: number;
  readonly likeLabel: number;
}

/** What the neighbours of all wrong answers say. */
export interface ErrorNeighbourhood {
  readonly errors: readonly ErrorNeighbours[];
  /** Neighbours of each. */
  readonly size: number;
  /** Errors most of whose neighbours bear the label that the network gave: the answer is the usual one for such a picture. */
  readonly withAnswer: number;
  /** Errors most of whose neighbours bear the picture's own label: the network decided against what it had learnt. */
  readonly withLabel: number;
  /** Errors of which neither can be said. */
  readonly divided: number;
}

/** Options for {@link errorNeighbours}. */
export interface ErrorNeighboursOptions {
  /** Class indices of the known pictures. */
  readonly knownLabels: ArrayLike<number>;
  /** What the network answered, and the pictures' own labels; one each for every asked point. */
  readonly answers: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
}

/**
 * Sets wrong answers beside the known pictures nearest to them in the network's features. @param neighbours of the wrong answers alone
 * @throws LookbookError `bad-shape` where there is not one answer and one label a point
 */
export function errorNeighbours(
  {count, size, rows}: Pick<Neighbours, "count" | "size" | "rows">,
  {knownLabels, answers, labels}: ErrorNeighboursOptions,
): ErrorNeighbourhood {
  if (answers.length !== count || labels.length !== count) {
    throw new LookbookError(
      "bad-shape",
      `errorNeighbours: expected an answer and a label for each of ${count} points, got ${answers.length} and ${labels.length}`,
    );
  }
  const errors = Array.from({length: count}, (_, index): ErrorNeighbours => {
    const near = Array.from(rows.subarray(index * size, (index + 1) * size));
    const bearing = (label: number): number => near.filter((row) => knownLabels[row] === label).length;
    return {index, rows: near, likeAnswer: bearing(answers[index]!), likeLabel: bearing(labels[index]!)};
  });
  const withAnswer = errors.filter(({likeAnswer}) => 2 * likeAnswer > size).length;
  const withLabel = errors.filter(({likeLabel}) => 2 * likeLabel > size).length;
  return {errors, size, withAnswer, withLabel, divided: count - withAnswer - withLabel};
}
