/** Rows of a set that have something in common. */
export interface Slice {
  /** What they are sliced by, such as "brightness": slices of one kind are compared with each other. */
  readonly kind: string;
  /** Such as "darkest quarter". */
  readonly name: string;
  /** Row numbers, each once. */
  readonly rows: readonly number[];
}
