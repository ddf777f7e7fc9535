import {LookbookError} from "../../../core/errors.js";
import {suggestion} from "../../../core/nearest.js";
import type {ClaimPayload} from "../../../core/payload.js";
import type {ClaimEntry} from "../input.js";
import type {Place} from "../place.js";
import {errorAt, nameOf} from "../place.js";

/** What the notebooks claim, by id, in reading order. */
export type Claims = ReadonlyMap<string, Claim>;

/** A claim and the cell that tested it. */
export interface Claim {
  readonly payload: ClaimPayload;
  readonly place: Place;
}

/** Gathers the claims of all chapters. @throws LookbookError `bad-reference` where two cells test one id, naming both */
export function collectClaims(stated: readonly Claim[]): Claims {
  const claims = new Map<string, Claim>();
  for (const claim of stated) {
    const {id} = claim.payload;
    const twin = claims.get(id);
    if (twin) {
      throw new LookbookError(
        "bad-reference",
        `the claim "${id}" is stated twice: ${nameOf(twin.place)} and ${nameOf(claim.place)}; ids are unique in a report`,
      );
    }
    claims.set(id, claim);
  }
  return claims;
}

/** Finds a claim. @throws LookbookError `bad-reference` naming the place that asks and the nearest id */
export function lookUpClaim(claims: Claims, id: string, place: Place): Claim {
  const found = claims.get(id);
  if (found) return found;
  const known = claims.size === 0 ? "; no notebook states one" : `; there are ${[...claims.keys()].join(", ")}`;
  throw errorAt(place, "bad-reference", `there is no claim "${id}"${suggestion(id, claims.keys()) || known}`);
}

/** The id of a claim's row in the appendix. */
export function claimAnchor(id: string): string {
  return `claim-${id}`;
}

/** The claims as plain data, for `values.json`. */
export function claimsRecord(claims: Claims): Record<string, ClaimEntry> {
  return Object.fromEntries(
    [...claims].map(
      ([
        id,
        {
          payload: {statement, outcome, evidence},
          place,
        },
      ]) => [id, {statement, outcome, evidence, chapter: place.chapter, cell: place.cell}],
    ),
  );
}

/** What an author may want to know of the outcomes: claims that did not hold, and claims that no sentence makes. */
export function claimWarnings(claims: Claims, mentioned: ReadonlySet<string>): string[] {
  return [...claims.values()].flatMap(({payload: {id, outcome}, place}) => [
    ...(outcome === "holds" ? [] : [`${nameOf(place)}: the claim "${id}" is ${outcome}`]),
    ...(mentioned.has(id)
      ? []
      : [`${nameOf(place)}: the claim "${id}" is mentioned nowhere; mark a sentence by [[${id}]]`]),
  ]);
}
