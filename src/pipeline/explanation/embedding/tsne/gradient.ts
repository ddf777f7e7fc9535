import {logOf} from "../../../../core/exponential.js";
import type {Weights} from "../sparse.js";
import type {QuadTree} from "./quadTree.js";

/** Options for {@link tsneGradient}. */
export interface TsneGradientOptions {
  /** What affinities are multiplied by; defaults to 1. */
  readonly exaggeration?: number;
  /** See {@link QuadTree.repel}. */
  readonly theta: number;
  /** As large as the points. */
  readonly tree: QuadTree;
}

/**
 * The gradient of the Kullback-Leibler divergence between affinities in the space and in the plane,
 * 4 sum_j (p_ij - q_ij) (1 + |y_i - y_j|^2)^-1 (y_i - y_j): what attracts exactly, what repels by a tree.
 * Source: L. van der Maaten, G. Hinton, "Visualizing data using t-SNE", JMLR 9 (2008), equation 5.
 * @param places [count, 2]
 * @param gradient [count, 2], filled in
 * @returns the sum of (1 + |y_i - y_j|^2)^-1 over all ordered pairs
 */
export function tsneGradient(
  {count, starts, columns, values}: Weights,
  places: Float64Array,
  gradient: Float64Array,
  {exaggeration = 1, theta, tree}: TsneGradientOptions,
): number {
  tree.build(places);
  const total = tree.repel(theta, gradient);
  for (let i = 0; i < count; i++) {
    const x = places[2 * i]!;
    const y = places[2 * i + 1]!;
    let pullX = 0;
    let pullY = 0;
    for (let entry = starts[i]!; entry < starts[i + 1]!; entry++) {
      const j = columns[entry]!;
      const dx = x - places[2 * j]!;
      const dy = y - places[2 * j + 1]!;
      const pull = values[entry]! / (1 + dx * dx + dy * dy);
      pullX += pull * dx;
      pullY += pull * dy;
    }
    gradient[2 * i] = 4 * (exaggeration * pullX - gradient[2 * i]! / total);
    gradient[2 * i + 1] = 4 * (exaggeration * pullY - gradient[2 * i + 1]! / total);
  }
  return total;
}

/**
 * The Kullback-Leibler divergence of the affinities in the plane from those in the space, in nats: what t-SNE minimises.
 * @param total the sum that {@link tsneGradient} returns for the same places
 */
export function tsneDivergence({count, starts, columns, values}: Weights, places: Float64Array, total: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    for (let entry = starts[i]!; entry < starts[i + 1]!; entry++) {
      const p = values[entry]!;
      if (p === 0) continue;
      const j = columns[entry]!;
      const [dx, dy] = [places[2 * i]! - places[2 * j]!, places[2 * i + 1]! - places[2 * j + 1]!];
      sum += p * logOf(p * (1 + dx * dx + dy * dy) * total);
    }
  }
  return sum;
}
