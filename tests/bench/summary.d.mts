export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}
export function summarise(values: readonly number[]): Summary | undefined;
export function ratioByRound(rates: readonly number[], references: readonly number[]): Summary | undefined;
