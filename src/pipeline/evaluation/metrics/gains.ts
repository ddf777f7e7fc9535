import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrapRows} from "./bootstrapRows.js";
import {numbered} from "./numbered.js";
import type {Ranking} from "./ranking.js";

/** What looking through the best-ranked first finds. */
export interface Gains {
  /** Share of the things looked through, rising from 0 to 1, and share found of what is looked for. */
  readonly seen: Float64Array;
  readonly found: Float64Array;
  /** Share that is looked for, of all. */
  readonly prevalence: number;
  /** The same at chosen shares, in the order of the option. */
  readonly at: readonly GainAt[];
}

/** The gain at one share. */
export interface GainAt {
  /** Share looked through, in (0, 1]. */
  readonly seen: number;
  /** Share found; 0, between 0 and 1, where nothing is to be found. */
  readonly found: Interval;
  /** How many times more than by chance: `found / seen`. */
  readonly lift: Interval;
}

/** Options for {@link gains}. */
export interface GainsOptions {
  /** Shares in (0, 1]; defaults to a tenth. */
  readonly at?: readonly number[];
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the intervals, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Cumulative gain of a ranking, and its lift at chosen shares. Things of one score come in no order, so inside them the gain rises evenly.
 * @throws LookbookError `bad-data` for an empty ranking, `bad-option` for a share out of range
 */
export function gains(ranking: Ranking, {at = [0.1], seed = 0, rounds = 1000, level = 0.95}: GainsOptions = {}): Gains {
  const {rows, positive, ends} = ranking;
  const wrong = at.find((share) => !(share > 0 && share <= 1));
  if (wrong !== undefined) throw new LookbookError("bad-option", `gains: shares must lie in (0, 1], got ${wrong}`);
  const rowCount = rows.reduce((most, row) => Math.max(most, row + 1), 0);
  const random = seeded(seed).fork("gains");
  const intervals = bootstrapRows(rowCount, (weights) => numbered("found", foundAt(ranking, at, weights)), {
    random,
    rounds,
    level,
  });
  const total = positive.reduce((sum, each) => sum + each, 0);
  const seen = [0];
  const found = [0];
  for (let i = 0, sum = 0; i < rows.length; i++) {
    sum += positive[i]!;
    if (ends[i] === 0) continue;
    seen.push((i + 1) / rows.length);
    found.push(total > 0 ? sum / total : 0);
  }
  return {
    seen: Float64Array.from(seen),
    found: Float64Array.from(found),
    prevalence: total / rows.length,
    at: at.map((share, k) => {
      const interval = intervals[`found/${k}`] ?? {value: 0, low: 0, high: 1, level};
      const {value, low, high} = interval;
      return {
        seen: share,
        found: interval,
        lift: {value: value / share, low: low / share, high: high / share, level},
      };
    }),
  };
}

/** Shares found at shares seen; NaN where there is nothing to find. */
function foundAt({rows, positive, ends}: Ranking, shares: readonly number[], weights: Uint16Array): number[] {
  let [all, total] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    all += weights[rows[i]!]!;
    total += positive[i]! * weights[rows[i]!]!;
  }
  const limits = shares.map((share) => share * all);
  const furthest = Math.max(...limits);
  const results = shares.map(() => total);
  let [seen, found, groupSeen, groupFound] = [0, 0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const weight = weights[rows[i]!]!;
    groupSeen += weight;
    groupFound += positive[i]! * weight;
    if (ends[i] === 0) continue;
    if (seen >= furthest) break;
    for (let k = 0; k < limits.length; k++) {
      const inside = limits[k]! - seen;
      if (inside > 0 && inside <= groupSeen) results[k] = found + (groupFound * inside) / groupSeen;
    }
    seen += groupSeen;
    found += groupFound;
    groupSeen = 0;
    groupFound = 0;
  }
  return results.map((result) => result / total);
}
