import {Html, html} from "../../../core/html.js";
import {suggestion} from "../../../core/nearest.js";
import type {SourcesInput} from "../input.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";
import type {CitationEngine, EngineCite} from "./engine.js";
import {openEngine} from "./engine.js";
import {citeEnd, citeStart, linked, toMarkup, withoutMarks} from "./markup.js";
import type {Citation, Cite} from "./parseCitation.js";

/** An entry of the list at the end of a report. */
export interface ListedSource {
  readonly key: string;
  readonly markup: Html;
}

/**
 * The works that a report cites. Keys are noted while prose is read, so that works are numbered in the order of the text; citations
 * are written afterwards.
 */
export class Citations {
  readonly #input: SourcesInput | undefined;
  readonly #language: string;
  readonly #known: ReadonlySet<string>;
  /** In order of first citation. */
  readonly #noted = new Set<string>();
  readonly #anchored = new Set<string>();
  #engine: CitationEngine | undefined;
  /** How many of the noted keys the engine knows. */
  #told = 0;

  constructor(input: SourcesInput | undefined, language: string) {
    this.#input = input;
    this.#language = language;
    this.#known = new Set(input?.items.map(({id}) => id));
  }

  /** Whether the report has a file of sources; without one, `@word` in text is a word. */
  get any(): boolean {
    return this.#input !== undefined;
  }

  /** Whether all works of a citation are among the sources. */
  knows({cites}: Citation): boolean {
    return cites.every(({key}) => this.#known.has(key));
  }

  /** Notes what a citation names, in reading order; unknown keys are found when it is written. */
  note({cites}: Citation): void {
    for (const {key} of cites) if (this.#known.has(key)) this.#noted.add(key);
  }

  /** Writes a citation, each work linked to the list. @throws LookbookError `bad-reference` for an unknown key */
  write(citation: Citation, place: Place): Html {
    for (const {key} of citation.cites) this.#assertKnown(key, place);
    this.note(citation);
    const {cites, inText} = citation;
    const engine = this.#ready();
    const write = (more: Partial<EngineCite>, marked = true): Html => {
      const text = engine.makeCitationCluster(
        cites.map((cite, n) => ({...toEngine(cite, marked ? n : undefined), ...more})),
      );
      return toMarkup(text, (n) => this.#open(cites[n]!.key));
    };
    const [first] = cites;
    if (!inText) return html`<span class="citation">${write({})}</span>`;
    const link = new Html(`<a href="#${sourceAnchor(first!.key)}">`);
    return html`<span class="citation">${link}${write({"author-only": true}, false)}</a> ${write({"suppress-author": true})}</span>`;
  }

  /** The works that were cited, in the order of the style. */
  list(): readonly ListedSource[] {
    if (this.#noted.size === 0) return [];
    const made = this.#ready().makeBibliography();
    if (made === false) return [];
    const [{entry_ids: keys}, entries] = made;
    return entries.map((entry, i) => ({key: keys[i]![0]!, markup: linked(toMarkup(entry.trim()))}));
  }

  /** Works that nothing cites. */
  get warnings(): readonly string[] {
    const uncited = [...this.#known].filter((key) => !this.#noted.has(key));
    return uncited.map((key) => `${this.#input!.path}: the entry "${key}" is never cited`);
  }

  #assertKnown(key: string, place: Place): void {
    if (this.#known.has(key)) return;
    if (this.#input === undefined) {
      throw errorAt(
        place,
        "bad-reference",
        `"@${key}" is cited, but the report has no sources; put them into report/references.json (CSL-JSON)`,
      );
    }
    const hint = suggestion(key, this.#known) || `; it has ${this.#known.size} others`;
    throw errorAt(place, "bad-reference", `"@${key}" is cited, but ${this.#input.path} has no entry "${key}"${hint}`);
  }

  /** The engine, told of all keys that were noted; those told before keep their numbers. */
  #ready(): CitationEngine {
    this.#engine ??= openEngine(this.#input!, this.#language);
    if (this.#told < this.#noted.size) {
      this.#engine.updateItems([...this.#noted]);
      this.#told = this.#noted.size;
    }
    return this.#engine;
  }

  /** The link of one work; the first one to it can be come back to. */
  #open(key: string): Html {
    const again = this.#anchored.has(key);
    this.#anchored.add(key);
    return html`<a href="#${sourceAnchor(key)}"${!again && html` id="${citeAnchor(key)}"`}>`;
  }
}

/** The id of an entry in the list. */
export function sourceAnchor(key: string): string {
  return `ref-${key}`;
}

/** The id of the first citation of a work. */
export function citeAnchor(key: string): string {
  return `cite-${key}`;
}

function toEngine({key, prefix, suffix, locator, withoutAuthor}: Cite, n: number | undefined): EngineCite {
  const [start, end] = n === undefined ? ["", ""] : [citeStart(n), citeEnd];
  return {
    id: key,
    prefix: start + withoutMarks(prefix),
    suffix: withoutMarks(suffix) + end,
    ...(locator && {locator: withoutMarks(locator.text), label: locator.label}),
    ...(withoutAuthor && {"suppress-author": true}),
  };
}
