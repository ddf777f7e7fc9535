import type * as tf from "@tensorflow/tfjs-core";
import {filledTensor} from "../engine/numbers.js";

/**
 * Gathers pictures into one tensor, as the numbers they are: grey levels, 0 to 255, where they are bytes.
 * @param images [count, height, width, channels], row-major
 * @param rows which pictures, in this order
 * @returns [rows.length, height, width, channels]; the caller disposes it
 */
export function pictureTensor(
  images: Uint8Array | Float32Array,
  rows: Int32Array,
  [height, width, channels]: readonly [number, number, number],
): tf.Tensor4D {
  const size = height * width * channels;
  return filledTensor([rows.length, height, width, channels], (values) => {
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i]! * size;
      const to = i * size;
      for (let j = 0; j < size; j++) values[to + j] = images[from + j]!;
    }
  }) as tf.Tensor4D;
}
