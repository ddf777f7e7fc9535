import type {Interval} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {type Comparison, compare} from "../../evaluation/compare.js";
import type {Predictions} from "../../evaluation/predictions.js";
import {type CorruptionEntry, corruptionEntry} from "../../features/corrupt/catalogue.js";
import {type Corruption, corrupt} from "../../features/corrupt.js";
import {askModel} from "../askModel.js";
import type {AskedModel} from "./robustness.js";

/** What a corruption costs, by the pixels that it changes: accuracy on the pictures as they are minus accuracy on the worsened ones. */
export interface RegionCosts {
  readonly corruption: CorruptionEntry;
  readonly strength: number;
  readonly everywhere: Interval;
  /** Of the pixels that are black. */
  readonly background: Interval;
  readonly garment: Interval;
  /** Accuracy with a worse garment minus accuracy with a worse background, picture by picture. */
  readonly versus: Comparison;
}

/** Options for {@link byRegion}. */
export interface ByRegionOptions {
  readonly corruptions: readonly Corruption[];
  /** Draws the corruptions and the bootstrap. */
  readonly seed: number | string;
  /** Answers on the pictures as they are. */
  readonly clean: Predictions;
}

/**
 * Worsens the whole picture, the background alone and the garment alone, and asks a model about each; one result a corruption.
 * @throws LookbookError as `corrupt` and `compare` do
 */
export async function byRegion(
  asked: AskedModel,
  set: ImageSet,
  {corruptions, seed, clean}: ByRegionOptions,
): Promise<RegionCosts[]> {
  const costs: RegionCosts[] = [];
  for (const corruption of corruptions) {
    const answers = (where: "everywhere" | "background" | "garment"): Promise<Predictions> =>
      corrupt(set, corruption, {seed, where}).then((worse) =>
        askModel(asked.model, worse, {view: asked.view ?? "single"}),
      );
    const [background, garment] = [await answers("background"), await answers("garment")];
    const cost = (worse: Predictions): Interval => compare(clean, worse, {seed}).difference;
    costs.push({
      corruption: corruptionEntry(corruption.kind),
      strength: corruption.strength,
      everywhere: cost(await answers("everywhere")),
      background: cost(background),
      garment: cost(garment),
      versus: compare(garment, background, {seed}),
    });
  }
  return costs;
}
