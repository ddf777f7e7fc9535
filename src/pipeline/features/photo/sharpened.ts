import type {Plane} from "./barrierDistance.js";

/**
 * Sharpens as Fashion-MNIST was sharpened, with ImageMagick's Gaussian operator of radius and deviation 1: in a square of three pixels,
 * twice the sum of the Gaussian's weights at the centre minus the Gaussian, then divided by its own sum. Pixels beyond the edge repeat it.
 * @returns [height, width]; may overshoot what went in
 */
export function sharpened({values, height, width}: Plane): Float32Array {
  const clampedAt = (y: number, x: number): number =>
    values[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]!;
  return Float32Array.from({length: height * width}, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    const sides = clampedAt(y - 1, x) + clampedAt(y + 1, x) + clampedAt(y, x - 1) + clampedAt(y, x + 1);
    const corners =
      clampedAt(y - 1, x - 1) + clampedAt(y - 1, x + 1) + clampedAt(y + 1, x - 1) + clampedAt(y + 1, x + 1);
    return (centre * values[i]! - side * sides - corner * corners) / (centre - 4 * side - 4 * corner);
  });
}

/** The Gaussian at distances 1 and root 2: exp(-1/2) and exp(-1). */
const side = 0.6065306597126334;
const corner = 0.36787944117144233;
const centre = 2 * (1 + 4 * side + 4 * corner);
