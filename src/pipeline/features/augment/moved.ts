/** Which picture {@link moved} reads, and how it is moved. */
export interface Move {
  /** Where the picture begins in `images`. */
  readonly from: number;
  /** [height, width, channels]. */
  readonly shape: readonly [number, number, number];
  /** Left and right change places, before the picture is moved. */
  readonly flipped: boolean;
  /** Pixels to the right, whole. */
  readonly right: number;
  /** Pixels downwards, whole. */
  readonly down: number;
  /** Grey level of what comes in from beyond the border. */
  readonly fill: number;
}

/** Writes a picture flipped and moved by whole pixels into `target`, [height, width, channels]. */
export function moved(target: Float32Array, images: Uint8Array | Float32Array, move: Move): void {
  const {from, shape, flipped, right, down, fill} = move;
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
