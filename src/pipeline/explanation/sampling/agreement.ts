import {mean} from "../../../core/statistics.js";
import type {MethodMaps} from "../explainAll.js";
import {rankCorrelation} from "../trial/rankCorrelation.js";
import {type PictureSet, pieceRelevances} from "./pieceRelevance.js";

/** How far methods put the pieces of pictures into the same order. */
export interface Agreement {
  readonly titles: readonly string[];
  /** [method][method], mean Spearman correlation over the pictures, in [-1, 1]; 1 on the diagonal. */
  readonly between: readonly (readonly number[])[];
  /** Pictures. */
  readonly count: number;
}

/** Compares what methods say of the same pictures, superpixel by superpixel. */
export function agreement(methods: readonly MethodMaps[], pictures: PictureSet): Agreement {
  return {
    titles: methods.map(({title}) => title),
    between: methods.map(({maps: first}, i) =>
      methods.map(({maps: second}, j) => (i === j ? 1 : mean(rankAgreement([first, second], pictures)))),
    ),
    count: pictures.count,
  };
}

/**
 * For each picture, the mean Spearman correlation of all pairs of maps over the superpixels that show anything. Of runs of one method
 * with several seeds it is the method's stability.
 * @param runs at least two, each [count, height, width]
 * @returns [count], in [-1, 1]; 1 for maps that are equal, 0 where one of two different maps is the same everywhere
 */
export function rankAgreement(runs: readonly Float32Array[], pictures: PictureSet): Float64Array {
  const size = pictures.height * pictures.width;
  const relevances = pieceRelevances(pictures);
  return Float64Array.from(relevances, (relevanceOf, row) => {
    const ranked = runs.map((maps) => relevanceOf(maps.subarray(row * size, (row + 1) * size)));
    const pairs = ranked.flatMap((first, i) => ranked.slice(i + 1).map((second) => [first, second] as const));
    return mean(pairs.map(([first, second]) => (areEqual(first, second) ? 1 : rankCorrelation(first, second))));
  });
}

function areEqual(first: Float32Array, second: Float32Array): boolean {
  return first.every((value, i) => value === second[i]);
}
