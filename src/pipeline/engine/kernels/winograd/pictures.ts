import {side, type Winograd} from "./winograd.js";

/** Pictures on the heap, seen through the rows of tiles that cover them. */
export interface Pictures {
  /** Bytes. */
  readonly address: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Where the first tile begins; negative in the padding. */
  readonly top: number;
  readonly left: number;
  /** Pixels that a row of tiles covers. */
  readonly rows: number;
  readonly columns: number;
  /** Rows of tiles in a picture. */
  readonly down: number;
}

/** A row of tiles in memory, in bytes. */
export interface TileRow {
  readonly address: number;
  /** From one row of pixels to the next. */
  readonly row: number;
}

/** What the tiles of a convolution read. */
export function inputPictures(info: Winograd, address: number): Pictures {
  const {inHeight: height, inWidth: width, inChannels: channels, padInfo, outHeight, outWidth} = info;
  const columns = side * Math.ceil(outWidth / side) + 2;
  const down = Math.ceil(outHeight / side);
  return {address, height, width, channels, top: -padInfo.top, left: -padInfo.left, rows: side + 2, columns, down};
}

/** What they write. */
export function outputPictures({outHeight, outWidth, outChannels}: Winograd, address: number): Pictures {
  const columns = side * Math.ceil(outWidth / side);
  const down = Math.ceil(outHeight / side);
  const size = {height: outHeight, width: outWidth, channels: outChannels};
  return {address, ...size, top: 0, left: 0, rows: side, columns, down};
}

/** Bytes of a row of tiles that stands alone. */
export function patchBytes({rows, columns, channels}: Pictures): number {
  return 4 * rows * columns * channels;
}

/**
 * Reads a row of tiles as if the picture went on beyond its edges: in place where it lies inside, else from a patch. What it gives is
 * valid until the next call; rows are many, so nothing is allocated for one.
 * @param patch address of {@link patchBytes}, zero at first and used for nothing else
 */
export function reader(heap: Float32Array, pictures: Pictures, patch: number): (line: number) => TileRow {
  const {height, rows, channels, columns} = pictures;
  const {offset, length} = insideOf(pictures);
  const [patchRow, pictureRow] = [columns * channels, pictures.width * channels];
  const place = {address: 0, row: 0};
  return (line) => {
    if (findInPlace(pictures, line, place)) return place;
    const first = firstRow(pictures, line);
    const start = firstNumber(pictures, line);
    for (let i = 0; i < rows; i++) {
      const to = patch / 4 + i * patchRow;
      const from = start + i * pictureRow;
      if (first + i >= 0 && first + i < height) heap.copyWithin(to + offset, from, from + length);
      else heap.fill(0, to, to + patchRow);
    }
    place.address = patch;
    place.row = 4 * patchRow;
    return place;
  };
}

/** Writes rows of tiles, as {@link reader} reads them. */
export interface Writer {
  /** Where to write a row of tiles: in place, or into a patch. */
  open(line: number): TileRow;
  /** Brings what lies inside the picture from the patch to its place. */
  finish(line: number): void;
}

/** Prepares writing; each row of tiles is opened, written and finished before the next. */
export function writer(heap: Float32Array, pictures: Pictures, patch: number): Writer {
  const {height, rows, channels, columns} = pictures;
  const {offset, length} = insideOf(pictures);
  const [patchRow, pictureRow] = [columns * channels, pictures.width * channels];
  const place = {address: 0, row: 0};
  return {
    open: (line) => {
      if (findInPlace(pictures, line, place)) return place;
      place.address = patch;
      place.row = 4 * patchRow;
      return place;
    },
    finish: (line) => {
      if (place.address !== patch) return;
      const first = firstRow(pictures, line);
      const start = firstNumber(pictures, line);
      for (let i = 0; i < rows; i++) {
        if (first + i < 0 || first + i >= height) continue;
        const from = patch / 4 + i * patchRow + offset;
        heap.copyWithin(start + i * pictureRow, from, from + length);
      }
    },
  };
}

/** The row of pixels that a row of tiles begins with; may lie outside. */
function firstRow({top, down}: Pictures, line: number): number {
  return (line % down) * side + top;
}

/** Index on the heap of the first number of that row that lies inside the picture's columns. */
function firstNumber(pictures: Pictures, line: number): number {
  const {address, height, width, channels, left, down} = pictures;
  const row = Math.floor(line / down) * height + firstRow(pictures, line);
  return address / 4 + (row * width + Math.max(0, left)) * channels;
}

/** What of a row of tiles lies inside the picture's columns, in numbers. */
function insideOf({width, channels, left, columns}: Pictures): {readonly offset: number; readonly length: number} {
  const [from, to] = [Math.max(0, left), Math.min(width, left + columns)];
  return {offset: (from - left) * channels, length: Math.max(0, to - from) * channels};
}

/** Finds a row of tiles that lies inside its picture altogether. @returns whether it does */
function findInPlace(pictures: Pictures, line: number, place: {address: number; row: number}): boolean {
  const {height, width, channels, left, rows, columns} = pictures;
  const first = firstRow(pictures, line);
  if (left < 0 || left + columns > width || first < 0 || first + rows > height) return false;
  place.address = 4 * firstNumber(pictures, line);
  place.row = 4 * width * channels;
  return true;
}
