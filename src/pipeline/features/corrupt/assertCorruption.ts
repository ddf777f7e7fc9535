import {LookbookError} from "../../../core/errors.js";
import {type CorruptionEntry, corruptionEntry} from "./catalogue.js";
import type {Corruption} from "./types.js";

/**
 * Checks a corruption at the door.
 * @param side the shorter one of the pictures, in pixels
 * @throws LookbookError `bad-option` naming the kind, its range and the strength
 */
export function assertCorruption({kind, strength}: Corruption, side: number): CorruptionEntry {
  const entry = corruptionEntry(kind);
  const [least, largest] = [entry.range[0], kind === "occlusion" ? side : entry.range[1]];
  const fits = strength >= least && strength <= largest && (!entry.whole || Number.isInteger(strength));
  if (fits) return entry;
  const number = entry.whole ? "a whole number" : "a number";
  throw new LookbookError(
    "bad-option",
    `corrupt: ${kind} takes ${number} from ${least} to ${largest} (${entry.unit}), got ${strength}`,
  );
}
