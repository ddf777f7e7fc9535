import {hashOf} from "../../../core/hash.js";
import type {RecordedClaim} from "../report.js";
import {keysOf} from "./keys.js";
import type {ClaimChange} from "./reportDiff.js";

type Claims = Readonly<Record<string, RecordedClaim>>;

/** Claims that differ in outcome, evidence or wording; those whose outcome is another come first. */
export function diffClaims(old: Claims, now: Claims): ClaimChange[] {
  const changes = keysOf(old, now).flatMap((id): ClaimChange[] => {
    const [before, after] = [old[id], now[id]];
    if (said(before) === said(after)) return [];
    return [{id, old: before, new: after, flipped: before?.outcome !== after?.outcome && !!before && !!after}];
  });
  return [...changes.filter(({flipped}) => flipped), ...changes.filter(({flipped}) => !flipped)];
}

/** What a claim says, wherever it stands. */
function said(claim: RecordedClaim | undefined): string {
  const {chapter: _, cell: __, ...rest} = claim ?? {};
  return hashOf(rest);
}
