/** A part of a Plotly specification: JSON of any make, read with care. */
export type Json = Readonly<Record<string, unknown>>;

/** What lies at a dotted path, such as `marker.line.width`; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const key of path.split(".")) here = isJson(here) ? here[key] : undefined;
  return here ?? undefined;
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a path; empty where there is none. */
export function objectAt(value: unknown, path: string): Json {
  const found = at(value, path);
  return isJson(found) ? found : {};
}

/** Beyond this, distances between values are no longer numbers. */
const largest = 1e250;

/** A number that can be drawn, also one that is written as text. */
export function toNumber(value: unknown): number | undefined {
  const number =
    typeof value === "string" && value.trim() !== "" ? Number(value) : typeof value === "number" ? value : Number.NaN;
  return Math.abs(number) <= largest ? number : undefined;
}

export function numberAt(value: unknown, path: string): number | undefined {
  return toNumber(at(value, path));
}

/** The text at a path; numbers count as text. */
export function textAt(value: unknown, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === "string" ? found : typeof found === "number" ? String(found) : undefined;
}

export function listAt(value: unknown, path: string): readonly unknown[] | undefined {
  const found = at(value, path);
  return Array.isArray(found) ? found : undefined;
}

/** Plotly's "scalar or array": the i-th of a list, or the one value for all. */
export function pick(value: unknown, i: number): unknown {
  return Array.isArray(value) ? (value[i] ?? undefined) : (value ?? undefined);
}

/** The words of a title, written as text or as `{text}`. */
export function titleAt(value: unknown, path: string): string {
  return textAt(value, path) ?? textAt(value, `${path}.text`) ?? "";
}
