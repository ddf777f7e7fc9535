import {type DecodedPng, decode, encode} from "fast-png";

/** A box in pixels; right and bottom are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box with everything that is not of the colour in the upper left corner; undefined where all is. */
export function contentBox({width, height, channels, data}: DecodedPng): Box | undefined {
  const isGround = (x: number, y: number): boolean => {
    const at = (y * width + x) * channels;
    // A shadow at the edge counts as ground.
    return [0, 1, 2].every((channel) => Math.abs(data[at + channel]! - data[channel]!) <= 24);
  };
  const columns = Array.from({length: width}, (_, x) => x).filter((x) => !isGround(x, height >> 1));
  const middle = columns[columns.length >> 1];
  if (middle === undefined) return undefined;
  const rows = Array.from({length: height}, (_, y) => y).filter((y) => !isGround(middle, y));
  return {left: columns[0]!, top: rows[0]!, right: columns.at(-1)! + 1, bottom: rows.at(-1)! + 1};
}

/** The part of a picture inside a box, as PNG. */
export function crop(picture: DecodedPng, {left, top, right, bottom}: Box): Uint8Array {
  const {width, channels, depth} = picture;
  const data = new Uint8Array((right - left) * (bottom - top) * channels);
  for (let y = top; y < bottom; y++) {
    const row = picture.data.subarray((y * width + left) * channels, (y * width + right) * channels);
    data.set(row, (y - top) * (right - left) * channels);
  }
  return encode({width: right - left, height: bottom - top, channels, depth, data});
}

/** Reads a PNG of eight bits a channel. */
export function readPng(bytes: Uint8Array): DecodedPng {
  return decode(bytes);
}
