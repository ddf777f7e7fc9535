import type {Box} from "./read/box.js";

const point = 72 / 25.4;

/** The paper of print.css: A4, and the area that its margins leave for text; points from the upper left corner. */
export const paper: {readonly width: number; readonly height: number; readonly area: Box} = {
  width: 210 * point,
  height: 297 * point,
  area: {left: 26 * point, top: 27 * point, right: (210 - 26) * point, bottom: (297 - 26) * point},
};

/** The width that figures are laid out at, in CSS pixels. */
export const areaWidth: number = Math.floor(((paper.area.right - paper.area.left) / 72) * 96);
