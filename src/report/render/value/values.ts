import {LookbookError} from "../../../core/errors.js";
import {canonicalJson} from "../../../core/hash.js";
import {suggestion} from "../../../core/nearest.js";
import type {Value, ValuesPayload} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import type {PublishedValue} from "../input.js";
import type {Place} from "../place.js";
import {errorAt, nameOf} from "../place.js";

/** What the notebooks published, by dotted path. */
export type Values = ReadonlyMap<string, Published>;

export interface Published {
  /** null where it was NaN or infinite when it was published: JSON has neither. */
  readonly value: Value | null;
  readonly place: Place;
  /** Whether some sentence must show it. */
  readonly forProse: boolean;
}

/** What prose asked for, and the path under which it was published. */
export interface Found extends Published {
  readonly path: string;
}

/** A payload of values and the cell that showed it. */
export interface Publication {
  readonly payload: ValuesPayload;
  readonly place: Place;
}

/**
 * Gathers values of all chapters. Publishing an equal value twice is fine; the first cell is named as its origin.
 * @throws LookbookError `bad-reference` where two cells publish different values under one path
 */
export function collectValues(publications: readonly Publication[]): Values {
  const values = new Map<string, Published>();
  for (const {payload, place} of publications) {
    for (const [path, value] of Object.entries(payload.values)) {
      const earlier = values.get(path);
      const forProse = payload.audience !== "programs" && !path.startsWith("provenance.");
      const published = {value, place, forProse};
      if (earlier === undefined) values.set(path, published);
      else if (canonicalJson(earlier.value) !== canonicalJson(value)) throw conflict(path, earlier, published);
    }
  }
  return values;
}

/**
 * Finds a value; `x.low`, `x.high`, `x.level` and `x.value` reach into an interval.
 * @throws LookbookError `bad-reference` naming the place of the prose and the nearest path
 */
export function lookUp(values: Values, path: string, place: Place): Found {
  const own = values.get(path);
  const found = own ? {...own, path} : partOfInterval(values, path);
  if (found !== undefined) return found;
  const members = [...values.keys()].filter((name) => name.startsWith(`${path}.`));
  const hint = members.length > 0 ? `; it is a group of ${listed(members)}` : suggestion(path, values.keys());
  throw errorAt(place, "bad-reference", `no value "${path}" was published${hint || everything(values)}`);
}

/** The values as plain data, for `values.json`. */
export function valuesRecord(values: Values): Record<string, PublishedValue> {
  return Object.fromEntries(
    [...values].map(([path, {value, place}]) => [
      path,
      {value: value as Value, chapter: place.chapter, cell: place.cell},
    ]),
  );
}

function partOfInterval(values: Values, path: string): Found | undefined {
  const [, whole, part] = /^(.+)\.(low|high|level|value)$/.exec(path) ?? [];
  const published = values.get(whole ?? "");
  if (!published || !isInterval(published.value)) return undefined;
  return {...published, value: published.value[part as "low"], path: whole!};
}

function conflict(path: string, first: Published, second: Published): LookbookError {
  const [a, b] = [first, second].map(({value, place}) => `${JSON.stringify(value)} (${nameOf(place)})`);
  return new LookbookError(
    "bad-reference",
    `the value "${path}" is published twice with different values: ${a} and ${b}; give one of them another name`,
  );
}

function everything(values: Values): string {
  return values.size === 0 ? "; no notebook published any" : `; published are ${listed([...values.keys()])}`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, 8).join(", ") + (names.length > 8 ? ` and ${names.length - 8} more` : "");
}
