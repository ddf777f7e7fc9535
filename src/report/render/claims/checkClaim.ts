import type {ClaimPayload} from "../../../core/payload.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";

/** What the id of a claim may be: what `[[id]]` and `@claim-id` can name. */
const idPattern = /^[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u;
const outcomes = ["holds", "refuted", "undecided"];

/** Checks a claim as it came out of a notebook. @throws LookbookError `bad-notebook` */
export function checkClaim({id, statement, outcome, evidence}: ClaimPayload, place: Place): void {
  const fail = (what: string, expected: string, got: unknown): never => {
    throw errorAt(place, "bad-notebook", `claim "${id}": ${what} must be ${expected}, got ${JSON.stringify(got)}`);
  };
  if (!idPattern.test(id)) fail("the id", "words joined by hyphens", id);
  if (!statement?.trim()) fail("the statement", "a sentence that can be true or false", statement);
  if (!outcomes.includes(outcome)) fail("the outcome", outcomes.join(", "), outcome);
  if (!evidence?.method || !evidence.criterion)
    fail("the evidence", "a method, a criterion and what was found", evidence);
  const {pValue, statistic, interval} = evidence;
  // NaN became null when it was published.
  if (pValue !== undefined && !(typeof pValue === "number" && pValue >= 0 && pValue <= 1))
    fail("the p-value", "a number from 0 to 1", pValue);
  if (statistic && !Number.isFinite(statistic.value)) fail("the statistic", "a finite number", statistic.value);
  if (interval && ![interval.value, interval.low, interval.high, interval.level].every(Number.isFinite))
    fail("the interval", "finite numbers", interval);
}
