import type {TablePayload} from "../../core/payload.js";
import type {ErrorCluster} from "../evaluation/errorClusters.js";
import {table} from "./table.js";

/** Options for {@link clusterTable}. */
export interface ClusterTableOptions {
  readonly id?: string;
  /** What the table calls each cause. */
  readonly causeTitles: Readonly<Record<ErrorCluster["cause"], string>>;
  /** Pictures in the test set: what a cluster's removal would gain is a share of these. */
  readonly testCount: number;
}

/** Groups of errors with the evidence for their cause and what their removal would gain. */
export function clusterTable(
  clusters: readonly ErrorCluster[],
  {id = "clusters", causeTitles, testCount}: ClusterTableOptions,
): TablePayload {
  const rows = clusters.map(({title, count, share, meanConfidence, similarity, cause}) => ({
    title,
    count,
    share,
    meanConfidence,
    similarity,
    cause: causeTitles[cause],
    gain: count / testCount,
  }));
  return table(rows, {
    id,
    caption: `The ${rows.length} largest groups: size, mean confidence of the wrong answers, correlation of the two classes' mean pictures, the cause these suggest, and how far accuracy would rise without the group.`,
    columns: {
      title: {name: "Classes"},
      count: {name: "Errors", format: "integer"},
      share: {name: "Share", format: "percent(1)"},
      meanConfidence: {name: "Confidence", format: "percent(0)"},
      similarity: {name: "Likeness", format: "fixed(2)"},
      cause: {name: "Likeliest cause"},
      gain: {name: "Gain", format: "percent(1)"},
    },
  });
}

/** All errors by likely cause, each error judged by itself. */
export function causeTable(
  causes: readonly ErrorCluster[],
  {id = "causes"}: {readonly id?: string} = {},
): TablePayload {
  const rows = causes.map(({title, count, share, meanConfidence}) => ({title, count, share, meanConfidence}));
  return table(rows, {
    id,
    caption: "All errors by their likeliest cause, each error judged by itself.",
    columns: {
      title: {name: "Cause"},
      count: {name: "Errors", format: "integer"},
      share: {name: "Share", format: "percent(1)"},
      meanConfidence: {name: "Mean confidence", format: "percent(0)"},
    },
  });
}
