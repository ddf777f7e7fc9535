import type {Execution} from "../notebook/execute.js";
import type {Chapter} from "../notebook/order.js";

/** A chapter that was run, now or before. */
export interface ExecutedChapter extends Chapter {
  readonly execution: Execution;
  /** True where the cache had it. */
  readonly cached: boolean;
}
