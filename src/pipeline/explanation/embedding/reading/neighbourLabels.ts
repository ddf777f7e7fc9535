import {LookbookError} from "../../../../core/errors.js";
import type {Neighbours} from "../nearest/nearestPoints.js";

/** Which classes the neighbours of each class belong to. */
export interface NeighbourLabels {
  /** Share of all neighbours that bear their point's own label, in [0, 1]. */
  readonly purity: number;
  /** [count]: the same for each point. */
  readonly byPoint: Float64Array;
  /** [classCount]: the same for each class; 0 for one without points. */
  readonly byClass: Float64Array;
  /** `shares[a][b]`, [classCount, classCount]: share of the neighbours of class a that belong to class b; rows sum to 1, or are 0. */
  readonly shares: readonly Float64Array[];
}

/** Options for {@link neighbourLabels}. */
export interface NeighbourLabelsOptions {
  /** [count], class indices of the points. */
  readonly labels: ArrayLike<number>;
  /** Class indices of those among whom the neighbours were looked for; defaults to `labels`. */
  readonly knownLabels?: ArrayLike<number>;
  readonly classCount: number;
}

/** Counts the labels of neighbours. @throws LookbookError `bad-shape` where there is not one label a point */
export function neighbourLabels(
  {count, size, rows}: Pick<Neighbours, "count" | "size" | "rows">,
  {labels, knownLabels = labels, classCount}: NeighbourLabelsOptions,
): NeighbourLabels {
  if (labels.length !== count) {
    throw new LookbookError(
      "bad-shape",
      `neighbourLabels: expected a label for each of ${count} points, got ${labels.length}`,
    );
  }
  const byPoint = new Float64Array(count);
  const members = new Float64Array(classCount);
  const sums = Array.from({length: classCount}, () => new Float64Array(classCount));
  for (let i = 0; i < count; i++) {
    const own = labels[i]!;
    members[own]!++;
    for (let place = i * size; place < (i + 1) * size; place++) {
      const label = knownLabels[rows[place]!]!;
      sums[own]![label]!++;
      if (label === own) byPoint[i]!++;
    }
  }
  const shares = sums.map((row, label) => row.map((sum) => (members[label]! > 0 ? sum / (members[label]! * size) : 0)));
  const same = byPoint.reduce((sum, own) => sum + own, 0);
  return {
    purity: count > 0 ? same / (count * size) : 0,
    byPoint: byPoint.map((own) => own / size),
    byClass: Float64Array.from(shares, (row, label) => row[label]!),
    shares,
  };
}

/** Two classes that touch. */
export interface TouchingClasses {
  /** Class indices, the lower first. */
  readonly classes: readonly [number, number];
  /** Share of the neighbours of the first that belong to the second, the other way, and the mean of both; in [0, 1]. */
  readonly there: number;
  readonly back: number;
  readonly share: number;
}

/** Pairs of classes by how many neighbours they have in each other, the most first; those without any are left out. */
export function touchingClasses({shares}: Pick<NeighbourLabels, "shares">): TouchingClasses[] {
  const pairs = shares.flatMap((row, a) =>
    [...row.keys()].slice(a + 1).map((b): TouchingClasses => {
      const [there, back] = [row[b]!, shares[b]![a]!];
      return {classes: [a, b], there, back, share: (there + back) / 2};
    }),
  );
  return pairs
    .filter(({share}) => share > 0)
    .sort((p, q) => q.share - p.share || p.classes[0] - q.classes[0] || p.classes[1] - q.classes[1]);
}
