import {contrast, fromLab, luminance, toLab} from "./oklab.js";
import type {Rgb} from "./parse.js";
import {parseColour, toHex} from "./parse.js";

/** The lowest contrast that a line or a bar keeps against the dark page. */
const legible = 3.5;
/** The luminance of the page in the dark, `#15171b`. */
const darkPage = 0.0085;
/** What is less colourful than that, in Oklab, is a grey. */
const neutral = 0.03;

/**
 * An author's colour on the page's ground: as it is in the light; in the dark as it is where it can be seen there, else lifted
 * in Oklab, hue kept, until it can. Variables of the page pass as they are; what is no colour gives `otherwise`.
 */
export function onGround(colour: unknown, otherwise: string): string {
  if (typeof colour !== "string") return otherwise;
  if (/^(?:var\(--[\w-]+\)|none)$/.test(colour)) return colour;
  const own = parseColour(colour);
  if (own === undefined) return otherwise;
  const dark = lifted(own);
  return dark === own ? toHex(own) : `light-dark(${toHex(own)},${toHex(dark)})`;
}

/**
 * An author's ground under words, which are ink where the author gave no colour: what is white or nearly so is the page's own ground
 * in the dark, as translucent as it was; any other colour as by {@link onGround}.
 */
export function groundUnder(colour: unknown, otherwise: string): string {
  const own = typeof colour === "string" ? parseColour(colour) : undefined;
  const lab = own && toLab(own);
  const pale = lab !== undefined && own!.a > 0 && lab.l > 0.9 && Math.hypot(lab.a, lab.b) < neutral;
  return pale ? `light-dark(${toHex(own!)},${toHex({r: 21, g: 23, b: 27, a: own!.a})})` : onGround(colour, otherwise);
}

/** The same colour where it is legible in the dark, else a lighter one. */
export function lifted(own: Rgb): Rgb {
  if (own.a === 0 || contrast(luminance(own), darkPage) >= legible) return own;
  const lab = toLab(own);
  // Black means "in ink", and dark grey "nearly so": in the dark, ink is light.
  if (Math.hypot(lab.a, lab.b) < neutral) return {...fromLab({...lab, l: Math.max(0.6, 1.1 - lab.l)}), a: own.a};
  for (let l = lab.l; l < 1; l += 0.01) {
    const tried = {...fromLab({...lab, l}), a: own.a};
    if (contrast(luminance(tried), darkPage) >= legible) return tried;
  }
  return {r: 255, g: 255, b: 255, a: own.a};
}

/** Text that can be read on a colour: the page's ink or paper as they are in the light. */
export function textOn(colour: string): string {
  const own = parseColour(colour);
  const dark = own !== undefined && luminance(own) < 0.25;
  return dark ? "#fffffd" : "#1d1f23";
}
