import {type ProgressFactory, silent} from "../../../core/progress.js";
import type {Model} from "../../model/model.js";
import {assertClasses} from "../assertClasses.js";
import {explainAll} from "../explainAll.js";
import type {ExplanationMethod} from "../method.js";
import {layerGroups, randomised} from "./randomise.js";
import {rankCorrelation} from "./rankCorrelation.js";
import {structuralSimilarity} from "./structuralSimilarity.js";

/** Options for {@link sanityCheck}. */
export interface SanityCheckOptions {
  readonly methods: readonly ExplanationMethod[];
  /** The class to explain, one per picture. */
  readonly classIndices: ArrayLike<number>;
  /**
   * Layers lose what they learnt one after another, from the logits down, and stay so ("cascading"), or each alone ("independent").
   * Defaults to "cascading".
   */
  readonly order?: "cascading" | "independent";
  /** How many layers, evenly chosen from the logits to the first; defaults to all. */
  readonly depths?: number;
  /** Draws the weights; defaults to 0. */
  readonly seed?: number | string;
  readonly progress?: ProgressFactory;
}

/** How like their maps of the trained network a method's maps of a randomised one are. */
export interface SanityResult {
  readonly method: string;
  readonly title: string;
  /** The layer at which the randomisation has arrived, or which alone was randomised. */
  readonly layer: string;
  /** How many layers are randomised, counted from the logits; with "independent", which one. From 1. */
  readonly depth: number;
  /** [count], Spearman's rank correlation of each picture's maps. */
  readonly correlations: Float64Array;
  /** [count], structural similarity. */
  readonly similarities: Float64Array;
}

/**
 * Asks whether maps depend on what a network learnt: they must change when its weights are replaced by chance. One that does not shows
 * the picture rather than the network.
 * Source: Adebayo et al., "Sanity checks for saliency maps" (NeurIPS 2018).
 * @returns one result for each method and depth, methods outermost
 * @throws LookbookError as the methods
 */
export async function sanityCheck(
  model: Model,
  images: Uint8Array,
  {methods, classIndices, order = "cascading", depths, seed = 0, progress = silent}: SanityCheckOptions,
): Promise<SanityResult[]> {
  const count = assertClasses("sanityCheck", model, {images, classIndices});
  const size = [model.inputShape[0], model.inputShape[1]] as const;
  const pixels = size[0] * size[1];
  const options = {methods, classIndices, seed, progress};
  const originals = await explainAll(model, images, options);
  const groups = layerGroups(model);
  const results: SanityResult[] = [];
  for (const depth of chosen(groups.length, depths)) {
    const forgotten = order === "cascading" ? groups.slice(0, depth) : groups.slice(depth - 1, depth);
    const copy = randomised(model, forgotten, seed);
    const changed = await explainAll(copy, images, options).finally(() => copy.dispose());
    for (const [i, {name: method, title}] of methods.entries()) {
      const part = (all: Float32Array, row: number): Float32Array => all.subarray(row * pixels, (row + 1) * pixels);
      const compared = (like: (a: Float32Array, b: Float32Array) => number): Float64Array =>
        Float64Array.from({length: count}, (_, row) =>
          like(part(originals[i]!.maps, row), part(changed[i]!.maps, row)),
        );
      results.push({
        method,
        title,
        layer: groups[depth - 1]!.name,
        depth,
        correlations: compared(rankCorrelation),
        similarities: compared((a, b) => structuralSimilarity(a, b, {size})),
      });
    }
  }
  return methods.flatMap(({name}) => results.filter(({method}) => method === name));
}

/** From 1 to `all`, both among them. */
function chosen(all: number, wanted = all): number[] {
  const count = Math.max(1, Math.min(all, wanted));
  if (count === 1) return [all];
  return Array.from({length: count}, (_, i) => 1 + Math.round((i * (all - 1)) / (count - 1)));
}
