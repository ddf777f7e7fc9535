import type {Env} from "markdown-it";
import type {Citations} from "../citation/citations.js";
import type {Claims} from "../claims/claims.js";
import type {Glossary} from "../glossary/glossary.js";
import type {Labels} from "../labels.js";
import type {Place} from "../place.js";
import type {Problems} from "../problems.js";
import type {Strings} from "../strings.js";
import type {Values} from "../value/values.js";
import type {Notes} from "./notes.js";

/** What a piece of prose may refer to, and where it stands. */
export interface Scope {
  readonly place: Place;
  readonly values: Values;
  readonly labels: Labels;
  /** The fixed words of the report's language. */
  readonly strings: Strings;
  /** Footnotes of the chapter. */
  readonly notes: Notes;
  /** Address of a picture in the Markdown to data URI. */
  readonly images: Readonly<Record<string, string>>;
  /** Names of chapters, so that a link to a notebook becomes a link to its chapter. */
  readonly chapters: ReadonlySet<string>;
  /** Paths of values that prose showed; grows. */
  readonly used: Set<string>;
  readonly claims: Claims;
  /** Ids of claims that prose made; grows. */
  readonly mentioned: Set<string>;
  readonly citations: Citations;
  readonly glossary: Glossary;
  /** What is wrong with the report; grows. */
  readonly problems: Problems;
  readonly warn: (message: string) => void;
}

/** The environment that carries a scope through markdown-it. */
export function inScope(scope: Scope): Env {
  return {scope};
}

/** The scope of what is being parsed or rendered. */
export function scopeOf(env: Env | undefined): Scope {
  return env!["scope"] as Scope;
}
