import {LookbookError} from "../../core/errors.js";
import type {Evidence, Interval, Outcome} from "../../core/payload.js";

/** What a test said of a claim, and what it rests on. */
export interface Tested {
  readonly outcome: Outcome;
  readonly evidence: Evidence;
}

/** How an interval came about. */
export interface IntervalTestOptions {
  /** Such as `paired bootstrap`; defaults to `confidence interval`. */
  readonly method?: string;
  /** Examples the interval rests on. */
  readonly sampleSize?: number;
  /** A format of live prose for the interval and its bound in the report: `percent(1)`, `points(1)`; defaults to `auto`. */
  readonly format?: string;
}

/**
 * The claim that a quantity lies above `bound`: it holds when the whole interval does, is refuted when the whole interval lies below,
 * and is undecided in between.
 * @throws LookbookError `bad-option` for an interval that is none, or a bound that is not finite
 */
export function above(interval: Interval, bound: number, options: IntervalTestOptions = {}): Tested {
  const {low, high} = checked(interval, bound);
  const outcome = low > bound ? "holds" : high < bound ? "refuted" : "undecided";
  return tested(outcome, `the whole interval lies above ${written(bound)}`, interval, options);
}

/** The claim that a quantity lies below `bound`; see {@link above}. */
export function below(interval: Interval, bound: number, options: IntervalTestOptions = {}): Tested {
  const {low, high} = checked(interval, bound);
  const outcome = high < bound ? "holds" : low > bound ? "refuted" : "undecided";
  return tested(outcome, `the whole interval lies below ${written(bound)}`, interval, options);
}

/**
 * The claim that a quantity lies between two bounds, such as an equivalence (two one-sided tests: Schuirmann, J. Pharmacokinet.
 * Biopharm. 15, 1987): it holds when the whole interval does, is refuted when the whole interval lies outside.
 * @param bounds lower and upper, in this order
 */
export function within(
  interval: Interval,
  bounds: readonly [number, number],
  options: IntervalTestOptions = {},
): Tested {
  const [lower, upper] = bounds;
  const {low, high} = checked(interval, lower, upper);
  if (lower > upper) throw new LookbookError("bad-option", `within: expected [lower, upper], got [${bounds}]`);
  const inside = low >= lower && high <= upper;
  const outside = high < lower || low > upper;
  const outcome = inside ? "holds" : outside ? "refuted" : "undecided";
  return tested(outcome, `the whole interval lies between ${written(lower)} and ${written(upper)}`, interval, options);
}

/** What {@link significant} asks of a test: a {@link Comparison} has both. */
export interface TestResult {
  /** Two-sided, in [0, 1]. */
  readonly pValue: number;
  /** The effect; its sign says the direction. */
  readonly difference: number | Interval;
}

/** Options for {@link significant}. */
export interface SignificanceOptions {
  /** Such as `McNemar's test (mid-p)`. */
  readonly method: string;
  /** Level of significance, in (0, 1); defaults to 0.05. */
  readonly alpha?: number;
  /** What is claimed of the difference: `above` 0 (the default), `below` 0, or only that it is not 0. */
  readonly direction?: "above" | "below" | "either";
  readonly statistic?: {readonly name: string; readonly value: number};
  readonly sampleSize?: number;
  /** A format of live prose for the difference in the report; defaults to `auto`. */
  readonly format?: string;
}

/**
 * The claim that a difference is more than chance: it holds when the test is significant and the difference has the claimed sign, is
 * refuted when it is significant with the other sign, and is undecided otherwise.
 * @throws LookbookError `bad-option` for a p-value or alpha out of range, or a difference that is not finite
 */
export function significant({pValue, difference}: TestResult, options: SignificanceOptions): Tested {
  const {method, alpha = 0.05, direction = "above", statistic, sampleSize, format} = options;
  if (!(pValue >= 0 && pValue <= 1)) {
    throw new LookbookError("bad-option", `significant: the p-value must lie in [0, 1], got ${pValue}`);
  }
  if (!(alpha > 0 && alpha < 1)) {
    throw new LookbookError("bad-option", `significant: alpha must lie between 0 and 1 (exclusive), got ${alpha}`);
  }
  const value = typeof difference === "number" ? difference : checked(difference).value;
  if (!Number.isFinite(value)) {
    throw new LookbookError("bad-option", `significant: the difference must be a finite number, got ${value}`);
  }
  const agrees = direction === "either" ? value !== 0 : direction === "above" ? value > 0 : value < 0;
  const outcome = pValue >= alpha || value === 0 ? "undecided" : agrees ? "holds" : "refuted";
  const side = direction === "either" ? "is not 0" : `is ${direction} 0`;
  return {
    outcome,
    evidence: {
      method,
      criterion: `p < ${written(alpha)} and the difference ${side}`,
      pValue,
      ...(statistic && {statistic}),
      ...(typeof difference !== "number" && {interval: difference}),
      ...(sampleSize !== undefined && {sampleSize}),
      ...(format !== undefined && {format}),
    },
  };
}

/** Options for {@link exactly}. */
export interface ExactOptions {
  /** When the claim holds, in words: `every picture of the test set was answered`. */
  readonly criterion: string;
  /** Defaults to `checked exactly`. */
  readonly method?: string;
  readonly sampleSize?: number;
}

/** A claim about facts that no sampling blurs: it holds or is refuted. @throws LookbookError `bad-option` where `condition` is no boolean */
export function exactly(condition: boolean, {criterion, method = "checked exactly", sampleSize}: ExactOptions): Tested {
  if (typeof condition !== "boolean") {
    throw new LookbookError("bad-option", `exactly: expected true or false, got ${String(condition)}`);
  }
  const evidence = {method, criterion, ...(sampleSize !== undefined && {sampleSize})};
  return {outcome: condition ? "holds" : "refuted", evidence};
}

/**
 * The outcome of a claim that cannot be tested yet, such as where nothing is recorded.
 * @param criterion what has to be there first
 */
export function undecided(criterion: string): Tested {
  return {outcome: "undecided", evidence: {method: "none yet", criterion}};
}

function tested(
  outcome: Outcome,
  criterion: string,
  interval: Interval,
  {method = "confidence interval", sampleSize, format}: IntervalTestOptions,
): Tested {
  const more = {...(sampleSize !== undefined && {sampleSize}), ...(format !== undefined && {format})};
  return {outcome, evidence: {method, criterion, interval, ...more}};
}

function checked(interval: Interval, ...bounds: readonly number[]): Interval {
  const {value, low, high, level} = interval;
  if (![value, low, high].every(Number.isFinite) || low > high || !(level > 0 && level < 1)) {
    throw new LookbookError(
      "bad-option",
      `a claim needs an interval with finite ends in order and a level in (0, 1), got ${JSON.stringify(interval)}`,
    );
  }
  const bound = bounds.find((number) => !Number.isFinite(number));
  if (bound !== undefined)
    throw new LookbookError("bad-option", `a claim's bound must be a finite number, got ${bound}`);
  return interval;
}

/** A bound as its author would write it: 0.1 + 0.2 is 0.3. */
function written(bound: number): string {
  return String(Number(bound.toPrecision(12)));
}
