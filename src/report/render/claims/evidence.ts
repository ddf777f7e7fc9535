import {capital} from "../../../core/capital.js";
import type {Evidence} from "../../../core/payload.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";
import type {Strings} from "../strings.js";
import {formatConfidence, formatInterval, formatPValue} from "../value/formats.js";
import {integer, spare} from "../value/numbers.js";
import {FormatProblem, parseFormat} from "../value/parseFormat.js";

/**
 * What a test found, one finding an entry: `b − c = 311`, `p < 0.001`, `2.9 percentage points, 95 % CI 2.4 to 3.4`, `n = 10,000`.
 * @throws LookbookError `bad-notebook` for a format that is none
 */
export function findingsOf(
  {statistic, pValue, interval, sampleSize, format}: Evidence,
  strings: Strings,
  place: Place,
): string[] {
  const words = strings.value;
  const findings: string[] = [];
  if (statistic) findings.push(`${statistic.name}\u00a0=\u00a0${spare(statistic.value, 4, words)}`);
  if (pValue !== undefined) findings.push(`p\u00a0${formatPValue(pValue, words)}`);
  if (interval) {
    try {
      const {estimate, bounds} = formatInterval(interval, parseFormat(format ?? "auto"), words);
      findings.push(`${estimate}, ${formatConfidence(interval.level, bounds, words).replaceAll(" ", "\u00a0")}`);
    } catch (cause) {
      if (!(cause instanceof FormatProblem)) throw cause;
      throw errorAt(place, "bad-notebook", `the evidence of a claim: ${cause.message}`);
    }
  }
  if (sampleSize !== undefined) findings.push(strings.sampleSize.replace("{n}", integer(sampleSize, words)));
  return findings;
}

/** Test, findings and criterion in one line, for the badge. */
export function evidenceText(evidence: Evidence, strings: Strings, place: Place): string {
  const findings = findingsOf(evidence, strings, place);
  const found = findings.length === 0 ? "" : `: ${findings.join("; ")}`;
  return `${capital(evidence.method)}${found}. ${strings.holdsWhen.replace("{criterion}", () => evidence.criterion)}`;
}
