import {LookbookError} from "../../../core/errors.js";

/** @throws LookbookError `bad-option` for a number of samples that is no whole number from 2 */
export function assertSamples(method: string, samples: number): void {
  if (Number.isInteger(samples) && samples >= 2) return;
  throw new LookbookError("bad-option", `${method}: samples must be a whole number from 2, got ${samples}`);
}

/** How often a model is asked about one picture, where nothing else is wanted. */
export const usualSamples = 256;
