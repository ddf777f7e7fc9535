import type {TablePayload} from "../../core/payload.js";
import type {ErrorCause} from "../evaluation/errors/errorCause.js";
import type {ErrorCluster} from "../evaluation/errors/errorClusters.js";
import {table} from "./table.js";

/** Options for {@link clusterTable} and {@link causeTable}. */
export interface ClusterTableOptions {
  readonly id?: string;
  /** What the table calls each cause. */
  readonly causeTitles: Readonly<Record<ErrorCause, string>>;
  /** Pictures in the test set: what a cluster's removal would gain is a share of these. */
  readonly testCount: number;
  /** Answers below it go to a person. */
  readonly threshold: number;
  readonly currency: string;
}

/** Groups of errors with the evidence for their cause, and what they cost. */
export function clusterTable(
  clusters: readonly ErrorCluster[],
  {id = "clusters", causeTitles, testCount, threshold, currency}: ClusterTableOptions,
): TablePayload {
  const rows = clusters.map(({title, count, share, meanConfidence, similarity, cause, causes, caught, cost}) => ({
    title,
    count,
    share,
    similarity,
    meanConfidence,
    cause: `${causeTitles[cause]} (${causes[cause]})`,
    caught,
    cost,
  }));
  return table(rows, {
    id,
    caption: `The ${rows.length} largest groups of errors on ${testCount.toLocaleString("en-US")} test pictures: size, share of all errors, correlation of the two classes' mean pictures, mean confidence of the wrong answers, the commonest cause with the number of errors it has, those that a person sees ${routed(threshold)}, and what the group costs for 1,000 pictures.`,
    columns: {
      title: {name: "Classes"},
      count: {name: "Errors", format: "integer"},
      share: {name: "Share", format: "percent(0)"},
      similarity: {name: "Likeness", format: "fixed(2)"},
      meanConfidence: {name: "Confidence", format: "percent(0)"},
      cause: {name: "Commonest cause"},
      caught: {name: "Caught", format: "integer"},
      cost: {name: currency, format: "integer"},
    },
  });
}

/** All errors by likely cause, each error judged by itself, with the evidence that puts it there. */
export function causeTable(
  causes: readonly ErrorCluster[],
  {
    id = "causes",
    evidence,
    testCount,
    threshold,
    currency,
  }: Omit<ClusterTableOptions, "causeTitles"> & {readonly evidence: Readonly<Record<ErrorCause, string>>},
): TablePayload {
  const rows = causes.map(({title, cause, count, share, meanConfidence, caught, cost}) => ({
    title,
    evidence: evidence[cause],
    count,
    share,
    meanConfidence,
    caught,
    cost,
  }));
  return table(rows, {
    id,
    caption: `All errors on ${testCount.toLocaleString("en-US")} test pictures by likely cause, each judged by itself under the first rule that fits, with those that a person sees ${routed(threshold)}, and what they cost for 1,000 pictures.`,
    columns: {
      title: {name: "Cause"},
      evidence: {name: "Evidence"},
      count: {name: "Errors", format: "integer"},
      share: {name: "Share", format: "percent(0)"},
      meanConfidence: {name: "Confidence", format: "percent(0)"},
      caught: {name: "Caught", format: "integer"},
      cost: {name: currency, format: "integer"},
    },
  });
}

function routed(threshold: number): string {
  return threshold > 1 ? "with everything else" : `below a threshold of ${threshold.toFixed(2)}`;
}
