import type {Interval} from "../../../core/payload.js";
import {quantile, wilson} from "../../../core/statistics.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {nearestNeighbour} from "../nearestNeighbour.js";
import type {Predictions} from "../predictions.js";
import {type PictureTraits, pictureTraits} from "../slices/pictureTraits.js";
import {pooledRows} from "./pooledRows.js";

/** Pictures that differ from what was learnt from, whatever the model made of them. */
export interface OddPictures {
  /** Row to what is odd about it: `darker`, `brighter`, `paler`, `starker`, `smaller`, `larger`, `off centre`, `far from training`. */
  readonly reasons: ReadonlyMap<number, readonly string[]>;
  /** Share of the wrong answers whose pictures are odd, and of the right ones, with Wilson's intervals. */
  readonly amongErrors: Interval;
  readonly amongRight: Interval;
  /** Right answers that were compared. */
  readonly compared: number;
}

/** Options for {@link oddPictures}. */
export interface OddPicturesOptions {
  /** Share of the training pictures of a class that each line leaves outside, in (0, 0.5); defaults to 0.005. */
  readonly outside?: number;
  /** Right answers that stand for the others, spread over the set; defaults to 500. */
  readonly compared?: number;
}

/**
 * Finds odd pictures among the wrong answers, and, to compare, among some of the right ones. Odd is what lies outside of nearly all training
 * pictures of its class in brightness, contrast, size or place, or further from its nearest training picture of any class (on a
 * grid of 7 by 7 mean greys) than 99 % of the right answers.
 * @param train the pictures that were learnt from
 */
export function oddPictures(
  predictions: Predictions,
  {train, set}: {readonly train: ImageSet; readonly set: ImageSet},
  {outside = 0.005, compared = 500}: OddPicturesOptions = {},
): OddPictures {
  const rows = [...predictions.yTrue.keys()];
  const wrong = rows.filter((row) => predictions.yTrue[row] !== predictions.yPred[row]);
  const right = spread(
    rows.filter((row) => predictions.yTrue[row] === predictions.yPred[row]),
    compared,
  );
  const asked = [...wrong, ...right];
  const limits = limitsOf(train, outside);
  const traits = pictureTraits(set);
  const {distances} = asked.length > 0 ? nearestNeighbour(pooledRows(train), pooledRows(set, asked)) : {distances: []};
  const bound = right.length > 0 ? quantile(distances.slice(wrong.length), 0.99) : Number.POSITIVE_INFINITY;
  const reasons = new Map<number, string[]>();
  for (const [i, row] of asked.entries()) {
    const own = limits[predictions.yTrue[row]!]!;
    const found: string[] = kinds.flatMap(([trait, below, above]) => {
      const value = traits[trait][row]!;
      if (below && value < own[trait].low) return [below];
      return value > own[trait].high ? [above] : [];
    });
    if (distances[i]! > bound) found.push("far from training");
    if (found.length > 0) reasons.set(row, found);
  }
  const share = (of: readonly number[]): Interval => {
    const odd = wilson(of.filter((row) => reasons.has(row)).length, of.length);
    return of.length > 0 ? odd : {...odd, value: 0};
  };
  return {reasons, amongErrors: share(wrong), amongRight: share(right), compared: right.length};
}

/** What is said of a picture that lies below or above all others; a centred one is not odd. */
const kinds = [
  ["brightness", "darker", "brighter"],
  ["contrast", "paler", "starker"],
  ["size", "smaller", "larger"],
  ["offset", undefined, "off centre"],
] as const;

type Limits = Readonly<Record<keyof PictureTraits, {readonly low: number; readonly high: number}>>;

/** By class; a class without a training picture calls none odd. */
function limitsOf(train: ImageSet, outside: number): Limits[] {
  const traits = pictureTraits(train);
  return train.classNames.map((_name, label) => {
    const rows = [...train.labels.keys()].filter((row) => train.labels[row] === label);
    const between = (trait: keyof PictureTraits): {low: number; high: number} => {
      if (rows.length === 0) return {low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY};
      const values = rows.map((row) => traits[trait][row]!);
      return {low: quantile(values, outside), high: quantile(values, 1 - outside)};
    };
    return {
      brightness: between("brightness"),
      contrast: between("contrast"),
      size: between("size"),
      offset: between("offset"),
    };
  });
}

/** At most `limit` of the rows, evenly spread. */
function spread(rows: readonly number[], limit: number): number[] {
  if (rows.length <= limit) return [...rows];
  return Array.from({length: limit}, (_, i) => rows[Math.floor((i * rows.length) / limit)]!);
}
