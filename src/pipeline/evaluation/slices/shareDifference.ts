import type {Interval} from "../../../core/payload.js";
import {wilson} from "../../../core/statistics.js";
import type {TwoByTwo} from "./fisherExact.js";

/**
 * Difference of two independent shares, with an interval of two Wilson intervals; 0, from -1 to 1, where one of them has no rows.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Stat. Med. 17 (1998), method 10.
 */
export function shareDifference(
  {right, wrong, otherRight, otherWrong}: TwoByTwo,
  level: 0.9 | 0.95 | 0.99 = 0.95,
): Interval {
  if (right + wrong === 0 || otherRight + otherWrong === 0) return {value: 0, low: -1, high: 1, level};
  const own = wilson(right, right + wrong, level);
  const other = wilson(otherRight, otherRight + otherWrong, level);
  const value = own.value - other.value;
  const root = (a: number, b: number): number => Math.sqrt(a * a + b * b);
  return {
    value,
    low: value - root(own.value - own.low, other.high - other.value),
    high: value + root(own.high - own.value, other.value - other.low),
    level,
  };
}
