import type {Ranking} from "./ranking.js";

/** Points from the strictest threshold to the most lenient. */
export interface RocCurve {
  /** Share of the others that a threshold lets through, rising from 0 to 1; 0 throughout where there are none. */
  readonly falsePositiveRate: Float64Array;
  /** Share of what is looked for that it lets through, rising from 0 to 1; 0 throughout where there is none. */
  readonly truePositiveRate: Float64Array;
  /** What lets through at least this score; infinite for the first point, which lets nothing through. */
  readonly thresholds: Float64Array;
}

/** Points from the strictest threshold to the most lenient. */
export interface PrecisionRecallCurve {
  /** Share of what is looked for that a threshold lets through; 0 for the first point, and throughout where there is none. */
  readonly recall: Float64Array;
  /** Of what it lets through, the share that is looked for; 1 for the first point, which lets nothing through. */
  readonly precision: Float64Array;
  readonly thresholds: Float64Array;
}

/** The receiver operating characteristic, with a point for every distinct score. */
export function rocCurve(ranking: Ranking): RocCurve {
  const {hits, alarms, thresholds} = countsByThreshold(ranking);
  const [allHits, allAlarms] = [hits.at(-1)!, alarms.at(-1)!];
  return {
    falsePositiveRate: alarms.map((n) => (allAlarms > 0 ? n / allAlarms : 0)),
    truePositiveRate: hits.map((n) => (allHits > 0 ? n / allHits : 0)),
    thresholds,
  };
}

/** Precision against recall, with a point for every distinct score. */
export function precisionRecallCurve(ranking: Ranking): PrecisionRecallCurve {
  const {hits, alarms, thresholds} = countsByThreshold(ranking);
  const all = hits.at(-1)!;
  return {
    recall: hits.map((n) => (all > 0 ? n / all : 0)),
    precision: hits.map((n, i) => (n + alarms[i]! > 0 ? n / (n + alarms[i]!) : 1)),
    thresholds,
  };
}

function countsByThreshold({scores, positive, ends}: Ranking): {
  readonly hits: Float64Array;
  readonly alarms: Float64Array;
  readonly thresholds: Float64Array;
} {
  const points = 1 + ends.reduce((sum, end) => sum + end, 0);
  const [hits, alarms, thresholds] = [0, 1, 2].map(() => new Float64Array(points)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  thresholds[0] = Number.POSITIVE_INFINITY;
  let [point, found] = [1, 0];
  for (let i = 0; i < ends.length; i++) {
    found += positive[i]!;
    if (ends[i] === 0) continue;
    hits[point] = found;
    alarms[point] = i + 1 - found;
    thresholds[point++] = scores[i]!;
  }
  return {hits, alarms, thresholds};
}
