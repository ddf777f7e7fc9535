import type {Interval} from "../../../core/payload.js";
import {mean} from "../../../core/statistics.js";
import {meanInterval} from "../trial/meanInterval.js";
import type {GarmentShares} from "./garmentShares.js";

/** The mean of some pictures; intervals of 95 %. */
export interface GarmentScore {
  /** How many maps had weight. */
  readonly count: number;
  /** Share of a map's weight on the garment. */
  readonly onGarment: Interval;
  /** Share that a map which points everywhere alike would have there. */
  readonly covered: number;
  /** The first less the second, picture by picture. */
  readonly gain: Interval;
}

/** Options for {@link garmentScore}. */
export interface GarmentScoreOptions {
  /** Only those of the shares' places for which this holds; defaults to all. */
  readonly among?: (row: number) => boolean;
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
}

/** Sums up pictures; undefined where there is none. */
export function garmentScore(
  {rows, onGarment, covered}: GarmentShares,
  {among = () => true, seed = 0}: GarmentScoreOptions = {},
): GarmentScore | undefined {
  const places = [...rows.keys()].filter((i) => among(rows[i]!));
  if (places.length === 0) return undefined;
  const at = (values: Float64Array): number[] => places.map((i) => values[i]!);
  return {
    count: places.length,
    onGarment: meanInterval(at(onGarment), {seed}),
    covered: mean(at(covered)),
    gain: meanInterval(
      places.map((i) => onGarment[i]! - covered[i]!),
      {seed},
    ),
  };
}

/** One class's score. */
export interface ClassGarmentScore extends GarmentScore {
  readonly classIndex: number;
  readonly className: string;
}

/** By class; a class without a map that has weight is left out. @param labels [count], class indices */
export function garmentByClass(
  shares: GarmentShares,
  {labels, classNames, seed = 0}: GarmentByClassOptions,
): ClassGarmentScore[] {
  return classNames.flatMap((className, classIndex) => {
    const score = garmentScore(shares, {among: (row) => labels[row] === classIndex, seed: `${seed}/${className}`});
    return score ? [{...score, classIndex, className}] : [];
  });
}

/** Options for {@link garmentByClass}. */
export interface GarmentByClassOptions {
  readonly labels: ArrayLike<number>;
  readonly classNames: readonly string[];
  readonly seed?: number | string;
}
