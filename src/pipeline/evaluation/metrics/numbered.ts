/** Figures of several classes under names of their own: `f1/0`, `f1/1`. */
export function numbered(name: string, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(values.map((value, i) => [`${name}/${i}`, value]));
}
