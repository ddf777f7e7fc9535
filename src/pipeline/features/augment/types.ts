/**
 * How pictures are varied for training; plain JSON. What is left out does not happen. Positions come first (flip, shift, rotation,
 * zoom, translation, together in one interpolation), then light (contrast, brightness), then what hides parts (erase, patches),
 * and pictures that are ready are mixed.
 */
export interface Augmentation {
  /**
   * Left and right change places: in half of the pictures, drawn anew in each epoch ("random"), or in a fixed random half of them
   * in odd epochs and in the other half in even ones, so that two epochs show each picture both ways round ("alternating";
   * Jordan, "94 % on CIFAR-10 in 3.29 seconds on a single GPU", 2024).
   */
  readonly flip?: "random" | "alternating";
  /** Moves by whole pixels, along each axis uniform in -shift..shift: no pixel is interpolated. */
  readonly shift?: number;
  /** Turns about the centre, uniform in -rotation..rotation degrees; at most 180. */
  readonly rotation?: number;
  /** Scales about the centre, uniform in 1 - zoom..1 + zoom; below 1. */
  readonly zoom?: number;
  /** Moves by any fraction of a pixel, along each axis uniform in -translation..translation pixels. */
  readonly translation?: number;
  /** Grey level of what comes in from beyond the border; defaults to 0, the background of Fashion-MNIST. */
  readonly fill?: number;
  /** Multiplies the distance from the picture's own mean (one per channel), uniform in 1 - contrast..1 + contrast; at most 1. */
  readonly contrast?: number;
  /** Adds to all grey levels, uniform in -brightness..brightness; what leaves 0 to 255 is cut off there. */
  readonly brightness?: number;
  /** Hides one rectangle. */
  readonly erase?: Erase;
  /** Hides squares under noise. */
  readonly patches?: Patches;
  /** Mixes pictures, and their labels, in pairs. */
  readonly mix?: MixOptions;
}

/** A rectangle is hidden: Zhong et al., "Random erasing data augmentation" (AAAI 2020), whose values are the defaults. */
export interface Erase {
  /** Defaults to 0.5. */
  readonly probability?: number;
  /** Least and largest share of the picture; defaults to [0.02, 0.4]. */
  readonly area?: readonly [number, number];
  /** Least and largest height over width; defaults to [0.3, 1 / 0.3]. */
  readonly aspect?: readonly [number, number];
  /** Noise, uniform in the grey levels 0 to 255, or the mean of all training pixels of the channel; defaults to noise. */
  readonly with?: "noise" | "mean";
}

/** Squares of noise, uniform in the grey levels 0 to 255, that lie wholly inside the picture; they may overlap. */
export interface Patches {
  readonly count: number;
  /** Side of the smallest, in pixels. */
  readonly smallest: number;
  /** Side of the largest, in pixels. */
  readonly largest: number;
  /** That one of them is there, each on its own; defaults to 1. */
  readonly probability?: number;
}

/**
 * How a picture is mixed with another one of the training set, drawn for each epoch and seen as it looks in that epoch; the own
 * share is drawn from a beta distribution.
 */
export interface MixOptions {
  /**
   * "mixup" adds the pictures up by their shares (Zhang et al., "mixup", ICLR 2018); "cutmix" lays a rectangle of the partner over
   * the picture, cut off at the border, and takes its share of the area (Yun et al., "CutMix", ICCV 2019).
   */
  readonly kind: "mixup" | "cutmix";
  /** Both parameters of the beta distribution, above 0 and at most 4: small values leave most pictures nearly whole. */
  readonly alpha: number;
  /** That a picture is mixed at all; defaults to 1. */
  readonly probability?: number;
}

/** What an augmenter reads. */
export interface AugmentInput {
  /** [count, height, width, channels], grey levels 0 to 255, row-major. */
  readonly images: Uint8Array | Float32Array;
  /** [height, width, channels]. */
  readonly shape: PictureShape;
  /** The training's; augmentation has a stream of its own within it. */
  readonly seed: number | string;
}

/** [height, width, channels]. */
export type PictureShape = readonly [number, number, number];

/** Uniform in [0, 1). */
export type Draw = () => number;

/** Shows pictures as the network sees them. */
export interface Augmenter {
  /**
   * Writes pictures as they look in one epoch.
   * @param target [rows.length, height, width, channels], grey levels 0 to 255
   * @param rows of the training set
   * @param epoch from 1
   * @returns where pictures are mixed of two, what the labels are mixed of
   * @throws LookbookError `bad-shape` where a row is not in the set, or the target is too small or too large for the rows
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
