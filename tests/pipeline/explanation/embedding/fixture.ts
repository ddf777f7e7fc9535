import {readFileSync} from "node:fs";
import type {Points} from "../../../../src/pipeline/explanation/embedding/points.js";

/** What scikit-learn and umap-learn make of sixty points. */
export interface EmbeddingFixture {
  readonly count: number;
  readonly width: number;
  readonly points: readonly number[];
  readonly plane: readonly number[];
  readonly nearestRows: readonly number[];
  readonly nearestDistances: readonly number[];
  readonly principal: readonly number[];
  readonly affinities: readonly number[];
  readonly divergence: number;
  readonly gradient: readonly number[];
  readonly trustworthiness: Readonly<Record<string, number>>;
  readonly continuity: Readonly<Record<string, number>>;
  readonly principalTrustworthiness: number;
  readonly fuzzyGraph: readonly number[];
  readonly curves: readonly {readonly minimum: number; readonly a: number; readonly b: number}[];
}

export const fixture = JSON.parse(readFileSync("tests/fixtures/embedding/embedding.json", "utf8")) as EmbeddingFixture;

export const cloud: Points = {values: Float32Array.from(fixture.points), count: fixture.count, width: fixture.width};
export const plane: Points = {values: Float64Array.from(fixture.plane), count: fixture.count, width: 2};

/** The greatest difference between two lists of equal length. */
export function farthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Array.from(actual).reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
}
