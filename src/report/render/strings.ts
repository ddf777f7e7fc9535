import {LookbookError} from "../../core/errors.js";
import {englishScreen, germanScreen, type ScreenStrings} from "./pageStrings.js";
import {englishProse, germanProse, type ProseStrings} from "./proseStrings.js";
import {englishSlides, germanSlides, type SlideStrings} from "./slideStrings.js";

/** Every word of a report that no author wrote, in one language. `{name}` stands for what is filled in. */
export interface Strings extends ScreenStrings, ProseStrings {
  readonly figure: string;
  readonly table: string;
  readonly section: string;
  readonly chapter: string;
  readonly contents: string;
  readonly provenance: string;
  readonly summary: string;
  readonly claims: string;
  readonly holds: string;
  readonly refuted: string;
  readonly undecided: string;
  readonly figures: string;
  readonly tables: string;
  readonly listings: string;
  /** `{page}` of `{pages}`. */
  readonly pageOf: string;
  /** Above the rest of a listing that runs over a page. */
  readonly continued: string;
  readonly slides: SlideStrings;
}

const english: Strings = {
  ...englishScreen,
  ...englishProse,
  figure: "Figure",
  table: "Table",
  section: "Section",
  chapter: "Chapter",
  contents: "Contents",
  provenance: "Provenance",
  summary: "Summary",
  claims: "Claims",
  holds: "holds",
  refuted: "refuted",
  undecided: "undecided",
  figures: "Figures",
  tables: "Tables",
  listings: "Listings",
  pageOf: "page {page} of {pages}",
  continued: "… continued",
  slides: englishSlides,
};

const german: Strings = {
  ...germanScreen,
  ...germanProse,
  figure: "Abbildung",
  table: "Tabelle",
  section: "Abschnitt",
  chapter: "Kapitel",
  contents: "Inhalt",
  provenance: "Herkunft",
  summary: "Zusammenfassung",
  claims: "Aussagen",
  holds: "trifft zu",
  refuted: "widerlegt",
  undecided: "offen",
  figures: "Abbildungen",
  tables: "Tabellen",
  listings: "Listings",
  pageOf: "Seite {page} von {pages}",
  continued: "… Fortsetzung",
  slides: germanSlides,
};

const languages: Readonly<Record<string, Strings>> = {en: english, de: german};

/**
 * The fixed words of a report's language.
 * @param language BCP 47 tag; its first part decides: `de-AT` is German
 * @throws LookbookError `bad-config` for a language without words, naming those that have them
 */
export function stringsFor(language: string): Strings {
  const found = languages[language.toLowerCase().split("-")[0]!];
  if (found) return found;
  const known = Object.keys(languages).join(", ");
  throw new LookbookError("bad-config", `"language" must be one of ${known}, or a variety of one, got "${language}"`);
}
