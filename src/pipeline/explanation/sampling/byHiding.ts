import {silent} from "../../../core/progress.js";
import {type Random, seeded} from "../../../core/random.js";
import type {Model} from "../../model/model.js";
import {assertClasses} from "../assertClasses.js";
import {forBatches} from "../batches.js";
import type {ExplainOptions} from "../explainOptions.js";
import type {Credit} from "./game.js";
import {type HidingOptions, type PictureGame, pictureGame} from "./pictureGame.js";
import type {Superpixels} from "./superpixels.js";

/** Why a model says what it says of one picture, by its superpixels. */
export interface HidingExplanation extends Credit {
  readonly pieces: Superpixels;
  /** [playing.length], the superpixel of each of the `values`; the others can make no difference, as nothing changes where they are hidden. */
  readonly playing: readonly number[];
  /** [height, width], the values spread over the pixels */
  readonly map: Float32Array;
}

/** How the worth of coalitions becomes the worth of players. */
export type GiveCredit = (game: PictureGame, random: Random) => Promise<Credit>;

/**
 * Explains pictures one after another. Each draws from the same stream, so that what is said of a picture does not depend on the others.
 * @param method for messages and for the stream
 */
export async function byHiding(
  method: string,
  giveCredit: GiveCredit,
  {
    model,
    images,
    options,
  }: {readonly model: Model; readonly images: Uint8Array; readonly options: ExplainOptions & HidingOptions},
): Promise<readonly HidingExplanation[]> {
  const {classIndices, seed = 0, progress = silent} = options;
  const count = assertClasses(method, model, {images, classIndices});
  const size = images.length / Math.max(1, count);
  const found: HidingExplanation[] = [];
  await forBatches(count, {batchSize: 1, task: `${method} ${model.name}`, progress}, async ([row]) => {
    const picture = images.subarray(row! * size, (row! + 1) * size);
    const game = pictureGame(model, {picture, classIndex: classIndices[row!]!}, options);
    const credit = await giveCredit(game, seeded(seed).fork(method));
    found.push({...credit, pieces: game.pieces, playing: game.playing, map: game.spread(credit.values)});
  });
  return found;
}

/** The maps one after another: [count, height, width]. */
export function mapsOf(explanations: readonly HidingExplanation[]): Float32Array {
  const size = explanations[0]?.map.length ?? 0;
  const maps = new Float32Array(explanations.length * size);
  explanations.forEach(({map}, row) => {
    maps.set(map, row * size);
  });
  return maps;
}
