import {textOn} from "./ground.js";
import {namedScales} from "./namedScales.js";
import type {Rgb} from "./parse.js";
import {parseColour, toHex} from "./parse.js";

/** Turns a share of a range, in 0 to 1, into a colour and the colour of text on it. */
export interface ColourScale {
  readonly colour: (share: number) => string;
  readonly text: (share: number) => string;
  /** The same for Plotly: places and colours, where variables of the page may stand. */
  readonly stops: readonly (readonly [number, string])[];
}

/** Steps of the page's own scale; each is a variable `--heat-0` to `--heat-64`, see {@link heatSteps}. */
export const heatLevels = 64;

/**
 * The scale of a heat map or of markers. Without one, and where the author's begins at white ("from the ground up"), it is the
 * page's own, which turns with the page in the dark. Undefined for a name that is not known.
 */
export function scaleOf(spec: unknown, reversed: boolean): ColourScale | undefined {
  const stops = stopsOf(spec);
  if (spec !== undefined && stops === undefined) return undefined;
  if (stops === undefined || isWhite(stops[0]![1])) return pageScale(reversed);
  const ordered = reversed ? stops.map(([at, colour]) => [1 - at, colour] as const).reverse() : stops;
  const colour = (share: number): string => toHex(between(ordered, share));
  return {colour, text: (share) => textOn(colour(share)), stops: ordered.map(([at, rgb]) => [at, toHex(rgb)])};
}

/** The rules that the page's own scale needs, for its style sheet: low, middle and high mixed in 64 steps. */
export function heatSteps(): string {
  const half = heatLevels / 2;
  const steps = Array.from({length: heatLevels + 1}, (_, i) => {
    const [from, to, part] = i <= half ? ["low", "middle", i] : ["middle", "high", i - half];
    return `--heat-${i}:color-mix(in srgb,var(--plot-${to}) ${(100 * part) / half}%,var(--plot-${from}))`;
  });
  return `:root{${steps.join(";")}}`;
}

function pageScale(reversed: boolean): ColourScale {
  const place = (share: number): number => Math.min(1, Math.max(0, reversed ? 1 - share : share));
  const names = ["low", "middle", "high"].map((name) => `var(--plot-${name})`);
  const [low, middle, high] = reversed ? names.reverse() : names;
  return {
    colour: (share) => `var(--heat-${Math.round(place(share) * heatLevels)})`,
    // In the light the middle step is still pale enough for ink; in the dark it is deep, and paper stands on it from there on.
    text: (share) => {
      const at = place(share);
      return at < 0.5 ? "var(--ink)" : at < 0.68 ? "light-dark(var(--ink),var(--paper))" : "var(--paper)";
    },
    stops: [
      [0, low!],
      [0.5, middle!],
      [1, high!],
    ],
  };
}

type Stops = readonly (readonly [number, Rgb])[];

function stopsOf(spec: unknown): Stops | undefined {
  if (typeof spec === "string") {
    const parts = namedScales[spec.toLowerCase()]?.split(" ").map((part) => part.split("@"));
    return parts?.map(([hex, place], i) => [
      place === undefined ? i / (parts.length - 1) : Number(place),
      parseColour(`#${hex}`)!,
    ]);
  }
  if (!Array.isArray(spec) || spec.length < 2) return undefined;
  const stops = spec.map((stop, i): [number, Rgb | undefined] =>
    Array.isArray(stop)
      ? [Number(stop[0]), parseColour(String(stop[1]))]
      : [i / (spec.length - 1), parseColour(String(stop))],
  );
  return stops.every(([at, colour]) => Number.isFinite(at) && colour !== undefined) ? (stops as Stops) : undefined;
}

function between(stops: Stops, share: number): Rgb {
  const i = Math.max(
    1,
    stops.findIndex(([at]) => at >= share),
  );
  const [[from, a], [to, b]] = share > stops.at(-1)![0] ? [stops.at(-1)!, stops.at(-1)!] : [stops[i - 1]!, stops[i]!];
  const part = to === from ? 0 : Math.min(1, Math.max(0, (share - from) / (to - from)));
  const mix = (x: number, y: number): number => x + (y - x) * part;
  return {r: mix(a.r, b.r), g: mix(a.g, b.g), b: mix(a.b, b.b), a: mix(a.a, b.a)};
}

function isWhite({r, g, b}: Rgb): boolean {
  return Math.min(r, g, b) > 250;
}
