import {readFileSync} from "node:fs";
import type {Game} from "../../../../src/pipeline/explanation/sampling/game.js";
import type {Hierarchy} from "../../../../src/pipeline/explanation/sampling/owenValues.js";

/** A game by a table: coalition number n has player i where bit i of n is set. */
export function gameOf(worths: readonly number[]): Game & {asked: () => number} {
  const players = Math.log2(worths.length);
  let asked = 0;
  return {
    players,
    worth: async (coalitions) => {
      const count = coalitions.length / players;
      asked += count;
      return Float64Array.from({length: count}, (_, row) => {
        let number = 0;
        for (let i = 0; i < players; i++) number += coalitions[row * players + i]! * 2 ** i;
        return worths[number]!;
      });
    },
    asked: () => asked,
  };
}

/** The sum of what each one who is there brings. */
export function additive(values: readonly number[], constant = 0): number[] {
  return Array.from({length: 2 ** values.length}, (_, n) =>
    values.reduce((sum, value, i) => sum + (n & (1 << i) ? value : 0), constant),
  );
}

/** Shapley's own formula (1953), by all coalitions. */
export function shapleyByDefinition(worths: readonly number[]): number[] {
  const players = Math.log2(worths.length);
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return Array.from({length: players}, (_, i) =>
    worths.reduce((sum, worth, n) => {
      if (n & (1 << i)) return sum;
      const size = [...n.toString(2)].filter((bit) => bit === "1").length;
      const weight = (factorial(size) * factorial(players - size - 1)) / factorial(players);
      return sum + weight * (worths[n | (1 << i)]! - worth);
    }, 0),
  );
}

interface KernelCase {
  readonly players: number;
  readonly worths: readonly number[];
  readonly values: readonly number[];
  readonly members: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

/** What `shap` and `lime` say; tests/fixtures/shap/make.py. */
export const peers = JSON.parse(readFileSync("tests/fixtures/shap/shap.json", "utf8")) as {
  readonly exact: KernelCase;
  readonly drawn: KernelCase;
  readonly partition: {
    readonly hierarchy: Hierarchy;
    readonly worths: readonly number[];
    readonly values: readonly number[];
  };
  readonly lime: {
    readonly members: readonly (readonly number[])[];
    readonly worths: readonly number[];
    readonly weights: readonly number[];
    readonly coefficients: readonly number[];
    readonly intercept: number;
    readonly fit: number;
  };
};
