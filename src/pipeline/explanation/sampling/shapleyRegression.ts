import type {Random} from "../../../core/random.js";
import {type Credit, extremesOf, type Game} from "./game.js";
import {kernelCoalitions} from "./kernelCoalitions.js";
import {normalEquations, solvePositive} from "./leastSquares.js";

/** Options for {@link shapleyRegression}. */
export interface ShapleyRegressionOptions {
  /** Coalitions to ask about beside nobody and everybody. */
  readonly samples: number;
  readonly random: Random;
}

/**
 * Shapley values as the solution of a weighted regression on who was there, under the condition that they sum to what everybody is worth
 * above nobody. Exact where `samples` reaches all coalitions (2^players - 2), an estimate otherwise; the sum is kept in both cases.
 * Source: Lundberg, Lee, "A unified approach to interpreting model predictions" (NeurIPS 2017), theorem 2.
 * @throws LookbookError `bad-option` for fewer samples than twice the players
 */
export async function shapleyRegression(game: Game, {samples, random}: ShapleyRegressionOptions): Promise<Credit> {
  const {players} = game;
  if (players === 0) return {values: new Float64Array(), shared: 0, asked: 0};
  const [nobody, everybody] = await extremesOf(game);
  const shared = everybody - nobody;
  if (players === 1) return {values: Float64Array.of(shared), shared, asked: 2};
  const {members, weights} = kernelCoalitions(players, {samples, random});
  const worths = await game.worth(members);
  const above = worths.map((worth) => worth - nobody);
  return {
    values: constrainedFit({xs: members, ys: above, weights}, {columns: players, sum: shared}),
    shared,
    asked: weights.length + 2,
  };
}

/**
 * Weighted least squares without intercept whose coefficients have a given sum, by a Lagrangian multiplier: the free solution is moved
 * along A⁻¹1.
 */
export function constrainedFit(
  observations: Parameters<typeof normalEquations>[0],
  {columns, sum}: {readonly columns: number; readonly sum: number},
): Float64Array {
  const {matrix, vector} = normalEquations(observations, columns);
  const free = solvePositive(matrix, vector);
  const direction = solvePositive(matrix, new Float64Array(columns).fill(1));
  const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const step = (sum - total(free)) / total(direction);
  return free.map((value, i) => value + step * direction[i]!);
}
