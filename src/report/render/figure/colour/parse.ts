import {colourNames} from "./names.js";

/** A colour in sRGB: red, green and blue in 0 to 255, opacity in 0 to 1. */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()` and the names of CSS; undefined for anything else. */
export function parseColour(text: string): Rgb | undefined {
  const colour = text.trim().toLowerCase();
  const hex = /^#(?:([\da-f]{3,4})|([\da-f]{6}|[\da-f]{8}))$/.exec(colour);
  if (hex) {
    const digits = hex[2] ?? [...hex[1]!].map((digit) => digit + digit).join("");
    const [r, g, b, a = 255] = digits.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
    return {r: r!, g: g!, b: b!, a: a / 255};
  }
  const call = /^(rgb|hsl)a?\(([\d\s.,%/deg-]+)\)$/.exec(colour);
  if (call) {
    const parts = call[2]!.split(/[\s,/]+/).filter(Boolean);
    const [first, second, third, a = 1] = parts.map(
      (part, i) => Number.parseFloat(part) * (part.endsWith("%") && i > 2 ? 0.01 : 1),
    );
    if ([first, second, third, a].some((part) => !Number.isFinite(part))) return undefined;
    return call[1] === "rgb" ? {r: first!, g: second!, b: third!, a} : {...fromHsl(first!, second!, third!), a};
  }
  if (colour === "transparent") return {r: 0, g: 0, b: 0, a: 0};
  const named = colourNames.get(colour);
  return named === undefined ? undefined : parseColour(`#${named}`);
}

/** `#rrggbb`, or `rgba()` where it is not opaque. */
export function toHex({r, g, b, a}: Rgb): string {
  const [red, green, blue] = [r, g, b].map((part) => Math.round(Math.min(255, Math.max(0, part))));
  if (a < 1) return `rgba(${red},${green},${blue},${Math.round(a * 1000) / 1000})`;
  return `#${[red, green, blue].map((part) => part!.toString(16).padStart(2, "0")).join("")}`;
}

function fromHsl(h: number, s: number, l: number): {r: number; g: number; b: number} {
  const channel = (shift: number): number => {
    const k = (shift + h / 30) % 12;
    const amount = (s / 100) * Math.min(l / 100, 1 - l / 100);
    return 255 * (l / 100 - amount * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return {r: channel(0), g: channel(8), b: channel(4)};
}
