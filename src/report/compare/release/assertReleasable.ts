import {LookbookError} from "../../../core/errors.js";
import type {ReadReport} from "../report.js";

/** What a release may be made of in spite of. */
export interface ReleaseLeave {
  readonly dirty: boolean;
  readonly refuted: boolean;
}

/** @throws LookbookError `release-refused` for a tree with changes that are not committed */
export function assertClean({dirty}: {readonly dirty: boolean}, leave: ReleaseLeave): void {
  if (!dirty || leave.dirty) return;
  const remedy = "commit them first, or say --allow-dirty";
  throw new LookbookError(
    "release-refused",
    `there are changes that are not committed, so nobody could build this release again; ${remedy}`,
  );
}

/** @throws LookbookError `release-refused` naming the claims that the report itself refutes */
export function assertHolds({claims}: ReadReport, leave: ReleaseLeave): void {
  const refuted = Object.entries(claims ?? {}).filter(([, {outcome}]) => outcome === "refuted");
  if (refuted.length === 0 || leave.refuted) return;
  const names = refuted.map(([id, {chapter, cell}]) => `${id} (${chapter}, cell ${cell})`).join(", ");
  throw new LookbookError(
    "release-refused",
    `the report refutes its own claims: ${names}; mend them, or say --allow-refuted`,
  );
}
