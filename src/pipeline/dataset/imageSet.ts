/** Labelled pictures of one size, as bytes. Plain data: no tensor, nothing to dispose. */
export interface ImageSet extends ExampleSet {
  /** [count, height, width, channels], 0 to 255, row-major. */
  readonly images: Uint8Array;
}

/** Labelled examples of one shape: pictures, or numbers that were computed from them, or points of a plane as pictures of one pixel. */
export interface ExampleSet {
  /** "train", "validation" or "test". */
  readonly name: string;
  /** [count, height, width, channels], row-major; bytes are grey levels, floats whatever the network takes. */
  readonly images: Uint8Array | Float32Array;
  /** [count], class indices. */
  readonly labels: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** One name per class, in the order of the indices. */
  readonly classNames: readonly string[];
}

/** A data set with its official splits and where it came from. */
export interface ImageDataset {
  /** What the report calls it: "Fashion-MNIST", or "Synthetic garments". */
  readonly name: string;
  /** True only for pictures drawn by code; the report then carries a notice on every page. */
  readonly synthetic: boolean;
  /** SHA-256 over the bytes of all splits: the identity of the data in caches and provenance. */
  readonly hash: string;
  /** The rung of the ladder that answered, for people: "shared mirror", "data/raw", ... */
  readonly source: string;
  readonly licence: string;
  /** How the data came to be, one sentence a step, the first one first; names no folder of this machine. */
  readonly lineage?: readonly string[];
  readonly train: ImageSet;
  readonly test: ImageSet;
}
