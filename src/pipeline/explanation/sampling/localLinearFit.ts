import {LookbookError} from "../../../core/errors.js";
import {expOf} from "../../../core/exponential.js";
import type {Random} from "../../../core/random.js";
import type {Credit, Game} from "./game.js";
import {normalEquations, type Observations, solvePositive} from "./leastSquares.js";

/** Options for {@link localLinearFit}. */
export interface LocalLinearFitOptions {
  /** Coalitions to ask about, more than players; the first is everybody. */
  readonly samples: number;
  /** Width of the kernel that weighs a coalition by its likeness to everybody. */
  readonly kernelWidth: number;
  /** Ridge penalty on the coefficients, not on the intercept. */
  readonly penalty: number;
  readonly random: Random;
}

/**
 * LIME's linear model around a picture: coalitions are drawn by tossing a coin for each player, weighed by how near they come to
 * everybody, and their worths are fitted by ridge regression on who was there.
 * Source: Ribeiro, Singh, Guestrin, "Why should I trust you? Explaining the predictions of any classifier" (KDD 2016), algorithm 1; kernel,
 * cosine distance and penalty as in their package `lime`.
 * @throws LookbookError `bad-option` for no more samples than players
 */
export async function localLinearFit(
  {players, worth}: Game,
  {samples, kernelWidth, penalty, random}: LocalLinearFitOptions,
): Promise<Credit> {
  if (players === 0) return {values: new Float64Array(), asked: 0, fit: 1};
  if (samples <= players) {
    throw new LookbookError(
      "bad-option",
      `lime: ${players} superpixels need more than ${players} samples, got ${samples}; take more samples or fewer segments`,
    );
  }
  const xs = Uint8Array.from({length: samples * players}, (_, i) => (i < players ? 1 : random.int(2)));
  const weights = Float64Array.from({length: samples}, (_, row) =>
    likeness(xs.subarray(row * players, (row + 1) * players), kernelWidth),
  );
  const ys = await worth(xs);
  const {coefficients, fit} = ridge({xs, ys, weights}, {columns: players, penalty});
  return {values: coefficients, asked: samples, fit};
}

/** An exponential kernel over the cosine distance to everybody, which is 1 - √(share of who is there). */
function likeness(members: Uint8Array, kernelWidth: number): number {
  const share = members.reduce((sum, member) => sum + member, 0) / members.length;
  const distance = 1 - Math.sqrt(share);
  return Math.sqrt(expOf((-distance * distance) / (kernelWidth * kernelWidth)));
}

/** A linear model with intercept. */
export interface RidgeFit {
  /** [columns] */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Weighted R²; 1 where all `ys` are equal. */
  readonly fit: number;
}

/** Weighted ridge regression; the intercept bears no penalty. @param penalty above 0, unless the columns are independent */
export function ridge(
  {xs, ys: given, weights}: Observations,
  {columns, penalty}: {readonly columns: number; readonly penalty: number},
): RidgeFit {
  // From the first one on: equal numbers leave a spread of exactly 0.
  const first = given[0]!;
  const ys = Float64Array.from(given, (y) => y - first);
  let total = 0;
  let meanY = 0;
  const meanX = new Float64Array(columns);
  for (let row = 0; row < ys.length; row++) {
    total += weights[row]!;
    meanY += weights[row]! * ys[row]!;
    for (let i = 0; i < columns; i++) meanX[i]! += weights[row]! * xs[row * columns + i]!;
  }
  meanY /= total;
  for (let i = 0; i < columns; i++) meanX[i]! /= total;
  const centred = Float64Array.from(xs, (x, i) => x - meanX[i % columns]!);
  const {matrix, vector} = normalEquations({xs: centred, ys: ys.map((y) => y - meanY), weights}, columns);
  for (let i = 0; i < columns; i++) matrix[i * columns + i]! += penalty;
  const coefficients = solvePositive(matrix, vector);
  const [left, spread] = leftOver({xs: centred, ys, weights}, {coefficients, meanY});
  return {
    coefficients,
    intercept: first + meanY - coefficients.reduce((sum, value, i) => sum + value * meanX[i]!, 0),
    fit: spread > 0 ? 1 - left / spread : 1,
  };
}

/** Weighted squares that the model leaves, and that were there before. */
function leftOver(
  {xs, ys, weights}: Observations,
  {coefficients, meanY}: {readonly coefficients: Float64Array; readonly meanY: number},
): readonly [left: number, spread: number] {
  let [left, spread] = [0, 0];
  for (let row = 0; row < ys.length; row++) {
    const off = ys[row]! - meanY;
    let rest = off;
    coefficients.forEach((value, i) => {
      rest -= value * xs[row * coefficients.length + i]!;
    });
    left += weights[row]! * rest * rest;
    spread += weights[row]! * off * off;
  }
  return [left, spread];
}
