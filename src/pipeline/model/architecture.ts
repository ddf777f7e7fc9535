import type {Normaliser} from "../features/normalise.js";

/** What every architecture needs to know. */
export interface ArchitectureOptions {
  /** [height, width, channels] of one picture. */
  readonly inputShape: readonly [number, number, number];
  readonly classCount: number;
  /** Scale of the pixels, learnt by `fitNormaliser`; becomes the first layer, so that the network takes raw 0 to 255. */
  readonly normaliser: Normaliser;
  /** Draws the initial weights. */
  readonly seed: number | string;
}
