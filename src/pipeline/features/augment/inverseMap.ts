import {cosPi} from "../../../core/cosPi.js";
import type {Place} from "./moved.js";
import type {PictureShape} from "./types.js";

/** How a picture is moved: flipped first, then turned and scaled about its centre, then shifted. */
export interface Turn extends Place {
  /** Counter-clockwise, from -180 to 180. */
  readonly degrees: number;
  /** Above 1 the picture grows. */
  readonly scale: number;
}

/** Where each pixel comes from: column = xx * x + xy * y + x0, row = yx * x + yy * y + y0; x and y count pixels' centres from 0. */
export interface AffineMap {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

/** The one map from the pixels of a moved picture back to the original. */
export function inverseMap({flipped, degrees, scale, right, down}: Turn, [height, width]: PictureShape): AffineMap {
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const turn = Math.abs(degrees) / 180;
  const cos = cosPi(turn) / scale;
  const sin = (Math.sign(degrees) * cosPi(Math.abs(0.5 - turn))) / scale;
  // Rows count downwards: what turns counter-clockwise to the eye has its signs the other way round than on paper.
  const mirror = flipped ? -1 : 1;
  return {
    xx: mirror * cos,
    xy: -mirror * sin,
    x0: cx - mirror * (cos * (cx + right) - sin * (cy + down)),
    yx: sin,
    yy: cos,
    y0: cy - sin * (cx + right) - cos * (cy + down),
  };
}
