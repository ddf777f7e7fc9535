/** One weight of a network, as plain data. */
export interface NamedWeight {
  /** Layer and role: "conv1/kernel". The same in every process and for every copy of the architecture. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}
