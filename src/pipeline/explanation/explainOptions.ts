import type {ProgressFactory} from "../../core/progress.js";

/** Options that every method of explanation takes. */
export interface ExplainOptions {
  /** The class to explain, one per picture: the answer, or any other. */
  readonly classIndices: ArrayLike<number>;
  /** Draws whatever a method draws; defaults to 0. Methods without chance ignore it. */
  readonly seed?: number | string;
  readonly progress?: ProgressFactory;
}
