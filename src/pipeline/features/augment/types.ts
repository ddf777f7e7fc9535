/** How pictures are varied for training; plain JSON. What is left out does not happen. */
export interface Augmentation {
  /**
   * Left and right change places: in half of the pictures, drawn anew in each epoch ("random"), or in a fixed random half of them
   * in odd epochs and in the other half in even ones, so that two epochs show each picture both ways round ("alternating";
   * Jordan, "94 % on CIFAR-10 in 3.29 seconds on a single GPU", 2024).
   */
  readonly flip?: "random" | "alternating";
  /** Moves by whole pixels, along each axis uniform in -shift..shift. */
  readonly shift?: number;
  /** Grey level of what comes in from beyond the border; defaults to 0, the background of Fashion-MNIST. */
  readonly fill?: number;
  /** Squares of noise, uniform in the grey levels 0 to 255. */
  readonly patches?: Patches;
}

/** Squares of noise that lie wholly inside the picture; may overlap. */
export interface Patches {
  readonly count: number;
  /** Side of the smallest, in pixels. */
  readonly smallest: number;
  /** Side of the largest, in pixels. */
  readonly largest: number;
  /** That one of them is there, each on its own; defaults to 1. */
  readonly probability?: number;
}

/** What an augmenter reads. */
export interface AugmentInput {
  /** [count, height, width, channels], grey levels 0 to 255, row-major. */
  readonly images: Uint8Array | Float32Array;
  /** [height, width, channels]. */
  readonly shape: readonly [number, number, number];
  /** The training's; augmentation has a stream of its own within it. */
  readonly seed: number | string;
}

/** Shows pictures as the network sees them. */
export interface Augmenter {
  /**
   * Writes pictures as they look in one epoch.
   * @param target [rows.length, height, width, channels], grey levels 0 to 255
   * @param rows of the training set
   * @param epoch from 1
   * @returns where pictures are mixed of two, what the labels are mixed of
   */
  fill(target: Float32Array, rows: Int32Array, epoch: number): Mix | undefined;
}

/** What the labels of a batch are mixed of. */
export interface Mix {
  /** [rows.length], row of the other picture in the training set. */
  readonly partners: Int32Array;
  /** [rows.length], share of the own label, in [0, 1]; the partner's is the rest. */
  readonly shares: Float32Array;
}
