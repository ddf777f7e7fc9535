import type {Html} from "../../../core/html.js";

/** One slide before it is written. */
export interface Slide {
  /** What stands on it, in order. */
  readonly parts: readonly SlidePart[];
  /** What is said. */
  readonly notes: readonly Html[];
  /** Title of its chapter. */
  readonly chapter: Html;
  /** Where it begins, for messages: `03-baseline, cell 4`. */
  readonly place: string;
}

export interface SlidePart {
  readonly content: Html;
  /** Whether it comes at a key. */
  readonly isFragment: boolean;
}
