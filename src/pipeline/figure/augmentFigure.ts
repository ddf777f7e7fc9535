import type {PicturesPayload} from "../../core/payload.js";
import type {AugmentedRow} from "../features/augmentedRows.js";
import {inverted, pixelsAt, toPicture} from "./picture.js";
import {strip} from "./strip.js";

/** The same pictures under each kind of augmentation, dark on white: a kind is a strip, so that it stays in one piece on any screen. */
export function augmentFigure(
  rows: readonly AugmentedRow[],
  {id = "augment", epoch = 1}: {readonly id?: string; readonly epoch?: number} = {},
): PicturesPayload {
  const count = rows[0]?.count ?? 0;
  return {
    kind: "pictures",
    id,
    columns: 2,
    caption: `${count} training pictures, the same in each strip, as a network sees them in epoch ${epoch}.`,
    alt: `${count} garments, the same in each strip: ${rows.map(({label}) => label).join(", ")}.`,
    pictures: rows.map((row) => {
      const pictures = Array.from({length: row.count}, (_, i) => inverted(pixelsAt(row, i)));
      return toPicture(strip(pictures), {label: row.label});
    }),
  };
}
