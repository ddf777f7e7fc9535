import type {Rgb} from "./parse.js";

/**
 * A colour in Oklab: lightness in 0 to 1, and two opponent axes.
 * B. Ottosson, "A perceptual color space for image processing" (2020), https://bottosson.github.io/posts/oklab/
 */
export interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

export function toLab({r, g, b}: Pick<Rgb, "r" | "g" | "b">): Lab {
  const [red, green, blue] = [linear(r), linear(g), linear(b)];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** Back to sRGB; what lies outside it is cut off. */
export function fromLab({l: lightness, a, b}: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    a: 1,
  };
}

/** Relative luminance in 0 to 1 (WCAG 2.2). */
export function luminance({r, g, b}: Pick<Rgb, "r" | "g" | "b">): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast of two luminances, 1 to 21 (WCAG 2.2). */
export function contrast(first: number, second: number): number {
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** The channel of light in 0 to 1 behind an sRGB value in 0 to 255. */
export function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function gamma(light: number): number {
  const bound = Math.min(1, Math.max(0, light));
  return 255 * (bound <= 0.0031308 ? 12.92 * bound : 1.055 * bound ** (1 / 2.4) - 0.055);
}
