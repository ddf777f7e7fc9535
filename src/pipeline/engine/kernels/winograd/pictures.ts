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
 * Reads a row of tiles as if the picture went on beyond its edges: in place where it lies inside, else from a patch.
 * @param patch address of {@link patchBytes}, zero at first and used for nothing else
 */
export function reader(heap: Float32Array, pictures: Pictures, patch: number): (line: number) => TileRow {
  const patchRow = 4 * pictures.columns * pictures.channels;
  return (line) => {
    const direct = inPlace(pictures, line);
    if (direct) return direct;
    eachRow(pictures, line, (i, inside) => {
      const to = (patch + i * patchRow) / 4;
      if (inside) heap.copyWithin(to + inside.offset, inside.start, inside.end);
      else heap.fill(0, to, to + patchRow / 4);
    });
    return {address: patch, row: patchRow};
  };
}

/** Writes a row of tiles: in place, or into a patch from which `finish` brings what lies inside to the picture. */
export function writer(
  heap: Float32Array,
  pictures: Pictures,
  patch: number,
): (line: number) => TileRow & {finish(): void} {
  const patchRow = 4 * pictures.columns * pictures.channels;
  return (line) => {
    const direct = inPlace(pictures, line);
    if (direct) return {...direct, finish: () => undefined};
    const finish = (): void =>
      eachRow(pictures, line, (i, inside) => {
        if (!inside) return;
        const from = (patch + i * patchRow) / 4 + inside.offset;
        heap.copyWithin(inside.start, from, from + inside.end - inside.start);
      });
    return {address: patch, row: patchRow, finish};
  };
}

/** A row of tiles that lies inside its picture altogether. */
function inPlace(pictures: Pictures, line: number): TileRow | undefined {
  const {address, height, width, channels, top, left, rows, columns, down} = pictures;
  const first = (line % down) * side + top;
  if (left < 0 || left + columns > width || first < 0 || first + rows > height) return undefined;
  const row = 4 * width * channels;
  return {address: address + (Math.floor(line / down) * height + first) * row + 4 * left * channels, row};
}

/** A row of pixels, as far as it lies inside the picture; in numbers, not bytes. */
interface Inside {
  readonly start: number;
  readonly end: number;
  /** From the beginning of the row of tiles. */
  readonly offset: number;
}

function eachRow(pictures: Pictures, line: number, visit: (i: number, inside: Inside | undefined) => void): void {
  const {address, height, width, channels, top, left, rows, columns, down} = pictures;
  const first = (line % down) * side + top;
  const [from, to] = [Math.max(0, left), Math.min(width, left + columns)];
  const picture = address / 4 + Math.floor(line / down) * height * width * channels;
  for (let i = 0; i < rows; i++) {
    const h = first + i;
    const start = picture + (h * width + from) * channels;
    const inside = h >= 0 && h < height && to > from;
    visit(i, inside ? {start, end: start + (to - from) * channels, offset: (from - left) * channels} : undefined);
  }
}
