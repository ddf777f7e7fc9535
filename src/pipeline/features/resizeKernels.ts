import {cosPi} from "../../core/cosPi.js";

/** The kernels that pictures are resized with, softest first. */
export type ResizeKernel = "bilinear" | "bicubic" | "lanczos3";

/** A kernel between pixels: how much a pixel counts at a distance, in pixels. */
export interface Kernel {
  /** Beyond this distance a pixel counts nothing. */
  readonly radius: number;
  readonly weight: (distance: number) => number;
}

/**
 * All kernels. Bicubic: R. G. Keys, "Cubic convolution interpolation for digital image processing" (1981), with a = -1/2, which is the
 * Catmull-Rom spline; Lanczos: C. E. Duchon, "Lanczos filtering in one and two dimensions" (1979), with three lobes.
 */
export const resizeKernels: Readonly<Record<ResizeKernel, Kernel>> = {
  bilinear: {radius: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance))},
  bicubic: {
    radius: 2,
    weight: (distance) => {
      const x = Math.abs(distance);
      if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    },
  },
  lanczos3: {radius: 3, weight: (distance) => (Math.abs(distance) < 3 ? sinc(distance) * sinc(distance / 3) : 0)},
};

/** sin(pi x) / (pi x), for x between -3 and 3. */
function sinc(x: number): number {
  const distance = Math.abs(x);
  if (distance === 0) return 1;
  const turn = distance % 1; // sin(pi x) changes its sign with each whole number
  return ((distance % 2 < 1 ? 1 : -1) * cosPi(Math.abs(0.5 - turn))) / (Math.PI * distance);
}
