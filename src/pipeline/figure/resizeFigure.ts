import type {PicturesPayload} from "../../core/payload.js";
import {inverted, toPicture} from "./picture.js";

/** One picture in one size. */
export interface Sized {
  readonly label: string;
  /** [size, size], grey levels 0 to 255. */
  readonly pixels: Float32Array | Uint8Array;
  /** Pixels a side. */
  readonly size: number;
}

/** One garment as it comes and as each kernel resizes it, dark on white. */
export function resizeFigure(
  sized: readonly Sized[],
  {id = "resize", caption}: {readonly id?: string; readonly caption: string},
): PicturesPayload {
  return {
    kind: "pictures",
    id,
    caption,
    alt: `The same garment, ${sized.map(({label}) => label).join("; ")}.`,
    columns: sized.length,
    pictures: sized.map(({label, pixels, size}) => {
      const data = Uint8Array.from(pixels, Math.round);
      return toPicture(inverted({data, height: size, width: size, channels: 1}), {label});
    }),
  };
}
