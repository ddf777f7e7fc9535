/** A p-value for a table: three digits, or that it is below what three digits can say. */
export function shownP(pValue: number): string {
  return pValue < 0.001 ? "< 0.001" : pValue.toFixed(3);
}
