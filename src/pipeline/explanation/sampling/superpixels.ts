import {LookbookError} from "../../../core/errors.js";
import {slic} from "./slic.js";

/** A picture cut into connected pieces. */
export interface Superpixels {
  /** [height, width], the piece of each pixel, in 0 to count - 1; numbered in the order in which a reader meets them. */
  readonly labels: Int32Array;
  readonly count: number;
}

/** One picture, row-major. */
export interface Grid {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Options for {@link superpixels}. */
export interface SuperpixelsOptions {
  /** "slic" follows edges, "grid" cuts rectangles whatever is shown; defaults to "slic". */
  readonly cut?: "slic" | "grid";
  /** How many pieces are wanted, about; defaults to 25: on 28 x 28 pixels, pieces of about 6 x 6. */
  readonly segments?: number;
  /**
   * How much a pixel of distance counts against a difference in grey, from 0 (edges alone) upwards; defaults to 10, the paper's own
   * choice, on a scale on which black and white are 100 apart.
   */
  readonly compactness?: number;
}

/**
 * Cuts a picture into pieces that are shown or hidden as one. Nothing is drawn by chance: the same picture is always cut alike. Every
 * piece hangs together (by the sides of its pixels); a picture of one grey level is cut into squares.
 * @param picture [height, width, channels], grey levels
 * @throws LookbookError `bad-shape` for another number of grey levels; `bad-option` for a number of segments that is no whole number
 * from 1 to that of pixels, or a compactness below 0
 */
export function superpixels(
  picture: Uint8Array | Float32Array,
  {height, width, channels}: Grid,
  {cut = "slic", segments = 25, compactness = 10}: SuperpixelsOptions = {},
): Superpixels {
  if (picture.length !== height * width * channels) {
    throw new LookbookError(
      "bad-shape",
      `superpixels: expected ${height} x ${width} x ${channels} grey levels, got ${picture.length}`,
    );
  }
  if (!(Number.isInteger(segments) && segments >= 1 && segments <= height * width)) {
    throw new LookbookError(
      "bad-option",
      `superpixels: segments must be a whole number from 1 to ${height * width}, got ${segments}`,
    );
  }
  if (!(compactness >= 0 && Number.isFinite(compactness))) {
    throw new LookbookError("bad-option", `superpixels: compactness must be a number from 0, got ${compactness}`);
  }
  const cells = cellsFor(segments, {height, width});
  switch (cut) {
    case "grid":
      return {labels: gridLabels({height, width}, cells), count: cells.rows * cells.columns};
    case "slic":
      return slic(picture, {height, width, channels}, {cells, compactness});
  }
}

/** A division of a picture into rectangles. */
export interface Cells {
  readonly rows: number;
  readonly columns: number;
}

/** Rows and columns of near-square cells whose number comes near `segments`. */
function cellsFor(segments: number, {height, width}: Pick<Grid, "height" | "width">): Cells {
  const rows = Math.min(height, Math.max(1, Math.round(Math.sqrt((segments * height) / width))));
  return {rows, columns: Math.min(width, Math.max(1, Math.round(segments / rows)))};
}

function gridLabels({height, width}: Pick<Grid, "height" | "width">, {rows, columns}: Cells): Int32Array {
  return Int32Array.from({length: height * width}, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    return Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
  });
}
