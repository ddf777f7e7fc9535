import {LookbookError} from "./errors.js";

/** What the frame header of a JPEG says. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for colour, 4 for CMYK. */
  readonly channels: number;
  readonly bits: number;
}

/**
 * Reads size and channels of a JPEG without decoding it (ITU-T T.81, B.2.2), as it is stored: an EXIF orientation is not applied.
 *
 * @throws LookbookError `bad-file` where the bytes are no JPEG, or end before the frame header
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) {
    throw new LookbookError("bad-file", `not a JPEG: expected the bytes ff d8 first, got ${firstBytes(bytes)}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new LookbookError("bad-file", `broken JPEG: no marker at byte ${at}`);
    const marker = bytes[at + 1]!;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker) && at + 10 <= bytes.length) return frameAt(view, at);
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  throw new LookbookError("bad-file", `broken JPEG: its ${bytes.length} bytes end before the frame header`);
}

/** Start of frame: C0 to CF without the tables (C4, CC) and the reserved C8. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function frameAt(view: DataView, at: number): JpegHeader {
  return {
    bits: view.getUint8(at + 4),
    height: view.getUint16(at + 5),
    width: view.getUint16(at + 7),
    channels: view.getUint8(at + 9),
  };
}

function firstBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "no bytes";
  return [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
