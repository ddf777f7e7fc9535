import {LookbookError} from "../../core/errors.js";
import type {ClaimEntry} from "../render/input.js";

/**
 * Holds a report to its claims.
 * @throws LookbookError `refuted-claim` naming every refuted claim, its cell and what the test found
 */
export function assertClaims(claims: Readonly<Record<string, ClaimEntry>>): void {
  const refuted = Object.entries(claims).filter(([, {outcome}]) => outcome === "refuted");
  if (refuted.length === 0) return;
  const lines = refuted.map(
    ([id, claim]) => `- "${id}" (${claim.chapter}, cell ${claim.cell}): ${claim.statement} ${found(claim)}`,
  );
  const count = refuted.length === 1 ? "one claim is" : `${refuted.length} claims are`;
  throw new LookbookError(
    "refuted-claim",
    `${count} refuted by this build; the report was written\n${lines.join("\n")}`,
  );
}

function found({evidence}: ClaimEntry): string {
  const {method, criterion, statistic, pValue, interval, sampleSize} = evidence;
  const numbers = [
    statistic && `${statistic.name} = ${short(statistic.value)}`,
    pValue !== undefined && `p = ${short(pValue)}`,
    interval &&
      `${short(interval.value)} (${short(interval.level * 100)} % interval ${short(interval.low)} to ${short(interval.high)})`,
    sampleSize !== undefined && `n = ${sampleSize}`,
  ].filter(Boolean);
  return `${method}${numbers.length > 0 ? `: ${numbers.join(", ")}` : ""}; expected: ${criterion}`;
}

/** Four digits tell an author what was found; the report has them all. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
