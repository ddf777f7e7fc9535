/** Whether a value is an object with keys, rather than a list, null or something plain: what JSON may hold is known only by asking. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
