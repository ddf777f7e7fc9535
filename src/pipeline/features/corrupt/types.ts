/** The ways in which pictures are worsened. */
export type CorruptionKind =
  | "shift"
  | "rotation"
  | "blur"
  | "noise"
  | "occlusion"
  | "jpeg"
  | "contrast"
  | "brightness"
  | "inversion";

/** One way at one strength, as plain data: `{kind: "shift", strength: 2}`. */
export interface Corruption {
  readonly kind: CorruptionKind;
  /** In the unit of its kind: see `corruptionCatalogue`. */
  readonly strength: number;
}
