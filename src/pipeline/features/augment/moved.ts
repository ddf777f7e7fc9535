import type {PictureShape} from "./types.js";

/** Where a picture is read. */
export interface Source {
  /** [count, height, width, channels]. */
  readonly images: Uint8Array | Float32Array;
  /** Where the picture begins in `images`. */
  readonly from: number;
  readonly shape: PictureShape;
  /** Grey level of what comes in from beyond the border. */
  readonly fill: number;
}

/** How a picture is moved by whole pixels. */
export interface Place {
  /** Left and right change places, before the picture is moved. */
  readonly flipped: boolean;
  /** Pixels, whole. */
  readonly right: number;
  /** Pixels, whole. */
  readonly down: number;
}

/** Writes a picture, flipped and moved by whole pixels, into `target`, [height, width, channels]. */
export function moved(target: Float32Array, {images, from, shape, fill}: Source, {flipped, right, down}: Place): void {
  const [height, width, channels] = shape;
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = y - down;
    const inside = row >= 0 && row < height;
    for (let x = 0; x < width; x++) {
      const column = flipped ? width - 1 - x + right : x - right;
      const there = inside && column >= 0 && column < width;
      const at = from + (row * width + column) * channels;
      for (let c = 0; c < channels; c++) target[to++] = there ? images[at + c]! : fill;
    }
  }
}
