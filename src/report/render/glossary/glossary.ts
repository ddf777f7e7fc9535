import {LookbookError} from "../../../core/errors.js";
import {isRecord} from "../../../core/isRecord.js";
import {suggestion} from "../../../core/nearest.js";
import type {GlossaryInput} from "../input.js";
import {slug} from "../labels.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";

/** A term of the glossary, by the short name that prose uses. At least one of `long` and `text` is there. */
export interface Term {
  /** What an abbreviation stands for; the first use in a report writes it out. */
  readonly long?: string;
  /** Its plural; defaults to `long` with an s. */
  readonly plural?: string;
  /** Markdown; says what it is. */
  readonly text?: string;
}

/** A term as prose uses it. */
export interface UsedTerm extends Term {
  readonly name: string;
  /** Whether it was written with the s of the plural. */
  readonly isPlural: boolean;
}

/** Checks what `glossary.json` holds. @throws LookbookError `bad-file` naming the term and the field */
export function checkGlossary(raw: unknown, path: string): Readonly<Record<string, Term>> {
  const bad = (message: string): LookbookError => new LookbookError("bad-file", `${path}: ${message}`);
  if (!isRecord(raw)) throw bad('expected an object such as {"CNN": {"long": "convolutional neural network"}}');
  for (const [name, term] of Object.entries(raw)) {
    if (!isRecord(term)) throw bad(`"${name}" must be an object with "long", "text" or both`);
    for (const [field, value] of Object.entries(term)) {
      if (!fields.includes(field))
        throw bad(
          `"${name}" has the unknown field "${field}"${suggestion(field, fields) || `; there are ${fields.join(", ")}`}`,
        );
      if (typeof value !== "string" || value.trim() === "")
        throw bad(`"${name}", "${field}" must be text, got ${JSON.stringify(value)}`);
    }
    if (term["long"] === undefined && term["text"] === undefined) throw bad(`"${name}" needs "long", "text" or both`);
  }
  return raw as Readonly<Record<string, Term>>;
}

/** The terms of a report and how far prose has used them. */
export class Glossary {
  readonly #input: GlossaryInput | undefined;
  readonly #introduced = new Set<string>();
  readonly #used = new Set<string>();

  constructor(input: GlossaryInput | undefined) {
    this.#input = input;
  }

  /** What stands in messages about a term's own text. */
  get place(): Place {
    return {chapter: "glossary", path: this.#input?.path ?? "glossary.json", cell: 0};
  }

  /** Whether a term has not been met before; it has from now on. False for a term that is unknown. */
  introduce(written: string): boolean {
    const name = this.#find(written)?.name;
    if (name === undefined || this.#introduced.has(name)) return false;
    this.#introduced.add(name);
    return true;
  }

  /** Finds a term, also by its plural. @throws LookbookError `bad-reference` naming the place and the nearest term */
  use(written: string, place: Place): UsedTerm {
    const term = this.#find(written);
    if (term) {
      this.#used.add(term.name);
      return term;
    }
    const names = Object.keys(this.#input?.terms ?? {});
    const remedy =
      this.#input === undefined
        ? "; put it into report/glossary.json"
        : suggestion(written, names) || `; add it to ${this.#input.path}`;
    throw errorAt(place, "bad-reference", `the glossary has no term "${written}"${remedy}`);
  }

  /** The terms that prose used, in alphabetical order. */
  get used(): readonly UsedTerm[] {
    const key = (name: string): string => name.normalize("NFKD").toLowerCase();
    const names = [...this.#used].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a < b ? -1 : 1));
    return names.map((name) => this.#find(name)!);
  }

  #find(written: string): UsedTerm | undefined {
    const terms = this.#input?.terms ?? {};
    const own = Object.hasOwn(terms, written) ? written : undefined;
    const single =
      written.endsWith("s") && Object.hasOwn(terms, written.slice(0, -1)) ? written.slice(0, -1) : undefined;
    const name = own ?? single;
    return name === undefined ? undefined : {...terms[name], name, isPlural: own === undefined};
  }
}

/** The id of a term's entry in the section. */
export function termAnchor({name}: Pick<UsedTerm, "name">): string {
  return `term-${slug(name)}`;
}

const fields = ["long", "plural", "text"];
