import {LookbookError} from "../../../core/errors.js";
import {suggestion} from "../../../core/nearest.js";
import type {CorruptionKind} from "./types.js";

/** What there is to know of one way of worsening pictures. */
export interface CorruptionEntry {
  readonly kind: CorruptionKind;
  /** For panels and tables: "Gaussian blur". */
  readonly title: string;
  /** Of the strength, for axes: "sigma in pixels". */
  readonly unit: string;
  /** Of the strength, behind a number: " px"; empty for a share. */
  readonly sign: string;
  /** One sentence for the report, without a full stop. */
  readonly description: string;
  /** The strength that leaves a picture as it is. */
  readonly none: number;
  /** Strengths that are allowed, least and largest; whether they must be whole. */
  readonly range: readonly [number, number];
  readonly whole: boolean;
  /** The strengths that a study asks about, mildest first; the first one is `none`. */
  readonly strengths: readonly number[];
}

/** All ways, those that move the picture first, then those that lose detail, then those that change the light. */
export const corruptionCatalogue: readonly CorruptionEntry[] = [
  {
    kind: "shift",
    title: "Shift",
    unit: "pixels",
    sign: " px",
    description: "moved to the left, the right, up or down; black comes in from beyond the border",
    none: 0,
    range: [0, 65_500],
    whole: false,
    strengths: [0, 1, 2, 4, 6, 8],
  },
  {
    kind: "rotation",
    title: "Rotation",
    unit: "degrees",
    sign: "°",
    description: "turned about the centre, one way or the other, with bilinear interpolation",
    none: 0,
    range: [0, 180],
    whole: false,
    strengths: [0, 5, 10, 20, 30, 45],
  },
  {
    kind: "occlusion",
    title: "Occlusion",
    unit: "side in pixels",
    sign: " px",
    description: "a square of middle grey lies over it, anywhere inside",
    none: 0,
    range: [0, 65_500],
    whole: true,
    strengths: [0, 4, 8, 12, 16, 20],
  },
  {
    kind: "blur",
    title: "Gaussian blur",
    unit: "sigma in pixels",
    sign: " px",
    description: "each pixel becomes a weighed mean of its neighbours; beyond the border lies black",
    none: 0,
    range: [0, 1000],
    whole: false,
    strengths: [0, 0.5, 0.75, 1, 1.5, 2],
  },
  {
    kind: "noise",
    title: "Gaussian noise",
    unit: "sigma in grey levels",
    sign: " levels",
    description: "a draw from the normal distribution is added to each pixel",
    none: 0,
    range: [0, 10_000],
    whole: false,
    strengths: [0, 10, 20, 40, 60, 80],
  },
  {
    kind: "jpeg",
    title: "JPEG",
    unit: "quality",
    sign: "",
    description: "written as a JPEG and read again; 100 stands for not written at all",
    none: 100,
    range: [1, 100],
    whole: true,
    strengths: [100, 80, 50, 25, 10, 5],
  },
  {
    kind: "contrast",
    title: "Contrast lost",
    unit: "share",
    sign: "",
    description: "each grey level moves towards the picture's mean",
    none: 0,
    range: [0, 1],
    whole: false,
    strengths: [0, 0.2, 0.4, 0.6, 0.8, 0.9],
  },
  {
    kind: "brightness",
    title: "Brightness added",
    unit: "grey levels",
    sign: " levels",
    description: "all grey levels rise, the background's as well, and are cut off at white",
    none: 0,
    range: [0, 255],
    whole: false,
    strengths: [0, 10, 20, 40, 80, 120],
  },
  {
    kind: "inversion",
    title: "Inversion",
    unit: "share of the grey scale",
    sign: "",
    description:
      "grey levels become their negative, the brightest first (solarisation); at 1 all do, the background too",
    none: 0,
    range: [0, 1],
    whole: false,
    strengths: [0, 0.2, 0.4, 0.6, 0.8, 1],
  },
];

/** The entry of a kind. @throws LookbookError `bad-option` for an unknown kind, naming those that are known */
export function corruptionEntry(kind: CorruptionKind): CorruptionEntry {
  const entry = corruptionCatalogue.find((each) => each.kind === kind);
  if (entry) return entry;
  const known = corruptionCatalogue.map((each) => each.kind);
  const hint = suggestion(String(kind), known) || ";";
  throw new LookbookError("bad-option", `corrupt: unknown kind "${kind}"${hint} expected one of ${known.join(", ")}`);
}
