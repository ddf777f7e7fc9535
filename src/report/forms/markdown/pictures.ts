import {type DecodedPng, decode, encode} from "fast-png";
import {sha256} from "../../../core/hash.js";
import type {MarkdownPage} from "./page.js";

const endings: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/svg+xml": "svg",
};

/**
 * Puts a picture that is a data URI into a file of its own, named by its content; gives the path.
 * @param least pixels that its shorter side has at least: a small PNG is enlarged without smoothing, for a wiki would blur it
 */
export function storePicture(src: string, {store, warn, path}: MarkdownPage, least = 1): string {
  const [, mime = "", data = ""] = /^data:([^;,]+);base64,([\w+/=]+)$/.exec(src) ?? [];
  const ending = endings[mime];
  if (ending === undefined) {
    warn(`${path}: a picture of the type ${mime || src.slice(0, 30)} is left out`);
    return "";
  }
  const bytes = Buffer.from(data, "base64");
  const content = mime === "image/png" ? enlarged(bytes, least) : bytes;
  return store(`pictures/${sha256(content).slice(0, 16)}.${ending}`, content);
}

/** Every pixel becomes a square of pixels; a file that is no whole PNG stays as it came. */
function enlarged(bytes: Uint8Array, least: number): Uint8Array {
  const picture = least > 1 ? read(bytes) : undefined;
  if (picture === undefined) return bytes;
  const factor = Math.ceil(least / Math.min(picture.width, picture.height));
  // A palette or 16 bits a channel are rare enough to stay as they are.
  if (factor <= 1 || picture.depth !== 8 || picture.palette) return bytes;
  const {width, height, channels, data} = picture;
  const wide = new Uint8Array(width * factor * height * factor * channels);
  for (let y = 0; y < height * factor; y++) {
    for (let x = 0; x < width * factor; x++) {
      const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * channels;
      const to = (y * width * factor + x) * channels;
      for (let c = 0; c < channels; c++) wide[to + c] = data[from + c]!;
    }
  }
  return encode({width: width * factor, height: height * factor, channels, depth: 8, data: wide});
}

function read(bytes: Uint8Array): DecodedPng | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}
