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
  const said = byPiece(
    methods.map(({maps}) => maps),
    pictures,
  );
  const between = methods.map(() => methods.map(() => 1));
  for (let i = 0; i < methods.length; i++) {
    for (let j = i + 1; j < methods.length; j++) {
      const value = mean(said.map((picture) => alike(picture[i]!, picture[j]!)));
      between[i]![j] = value;
      between[j]![i] = value;
    }
  }
  return {titles: methods.map(({title}) => title), between, count: pictures.count};
}

/**
 * For each picture, the mean Spearman correlation of all pairs of maps over the superpixels that show anything. Of runs of one method
 * with several seeds it is the method's stability.
 * @param runs at least two, each [count, height, width]
 * @returns [count], in [-1, 1]; 1 for maps that are equal, 0 where one of two different maps is the same everywhere
 */
export function rankAgreement(runs: readonly Float32Array[], pictures: PictureSet): Float64Array {
  return Float64Array.from(byPiece(runs, pictures), (picture) => {
    const pairs = picture.flatMap((first, i) => picture.slice(i + 1).map((second) => [first, second] as const));
    return mean(pairs.map(([first, second]) => alike(first, second)));
  });
}

/** [picture][run], the relevance of the picture's superpixels. */
function byPiece(runs: readonly Float32Array[], pictures: PictureSet): Float32Array[][] {
  const size = pictures.height * pictures.width;
  return pieceRelevances(pictures).map((relevanceOf, row) =>
    runs.map((maps) => relevanceOf(maps.subarray(row * size, (row + 1) * size))),
  );
}

function alike(first: Float32Array, second: Float32Array): number {
  return first.every((value, i) => value === second[i]) ? 1 : rankCorrelation(first, second);
}
