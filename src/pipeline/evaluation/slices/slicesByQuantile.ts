import {LookbookError} from "../../../core/errors.js";
import {quantile} from "../../../core/statistics.js";
import type {Slice} from "./slice.js";

/** Options for {@link slicesByQuantile}. */
export interface SlicesByQuantileOptions {
  /** Slices of about equal size, from 2 to 10; defaults to 4. */
  readonly parts?: number;
  /** What the first and the last are called: `["darkest", "brightest"]`; defaults to lowest and highest. */
  readonly ends?: readonly [string, string];
}

/**
 * Slices by the quantiles of a number. Rows of equal value stay together, so that slices may differ in size and one may be empty.
 * @param kind what the number is, such as "brightness"
 * @param values one number a row
 * @throws LookbookError `bad-data` for a value that is not finite, `bad-option` for an impossible number of parts
 */
export function slicesByQuantile(
  kind: string,
  values: ArrayLike<number>,
  {parts = 4, ends = ["lowest", "highest"]}: SlicesByQuantileOptions = {},
): Slice[] {
  if (!Number.isInteger(parts) || parts < 2 || parts > 10) {
    throw new LookbookError("bad-option", `slicesByQuantile: parts must be a whole number from 2 to 10, got ${parts}`);
  }
  const list = Array.from(values);
  const bad = list.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new LookbookError("bad-data", `slicesByQuantile: ${kind} of row ${bad} should be finite, got ${list[bad]}`);
  }
  const cuts = Array.from({length: parts - 1}, (_, i) => quantile(list, (i + 1) / parts));
  const slices = Array.from({length: parts}, (_, i) => ({kind, name: nameOf(i, parts, ends), rows: [] as number[]}));
  list.forEach((value, row) => {
    slices[cuts.filter((cut) => value > cut).length]!.rows.push(row);
  });
  return slices;
}

const fractions = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

function nameOf(i: number, parts: number, [first, last]: readonly [string, string]): string {
  const ordinal = ["2nd", "3rd"][i - 1] ?? `${i + 1}th`;
  return `${i === 0 ? first : i === parts - 1 ? last : ordinal} ${fractions[parts - 2]}`;
}
