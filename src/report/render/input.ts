import type {Evidence, Outcome, Value} from "../../core/payload.js";
import type {Notebook} from "../notebook/nbformat.js";
import type {Source} from "./citation/source.js";
import type {Term} from "./glossary/glossary.js";
import type {Place} from "./place.js";
import type {Theme} from "./theme.js";

/** Everything a report is made of; equal inputs give equal bytes. */
export interface ReportInput {
  readonly config: ReportConfig;
  /** In reading order. */
  readonly chapters: readonly ChapterInput[];
  /** Tables of the provenance page: commit, profile, seed, versions. */
  readonly provenance: readonly ProvenanceGroup[];
  /** A few facts for the title page: profile, data, engine. */
  readonly facts?: readonly Fact[];
  /** Warnings that stand on every page, beside those that cells show. */
  readonly notices?: readonly string[];
  /** The date of the report, ISO 8601, taken from the commit; left out where absent. */
  readonly builtDate?: string;
  /** What prose may cite. */
  readonly sources?: SourcesInput;
  /** Terms that prose may use. */
  readonly glossary?: GlossaryInput;
  /** Whether chapters were left out: what only they would use is then no error. */
  readonly partial?: boolean;
  readonly theme: Theme;
}

/** Sources and the style in which they are cited. */
export interface SourcesInput {
  /** For messages. */
  readonly path: string;
  readonly items: readonly Source[];
  /** A style in CSL. */
  readonly style: string;
  /** For messages. */
  readonly stylePath: string;
  /** Locales in CSL, by name: `en-US`, `de-DE`. */
  readonly locales: Readonly<Record<string, string>>;
}

export interface GlossaryInput {
  /** For messages. */
  readonly path: string;
  readonly terms: Readonly<Record<string, Term>>;
}

export interface ReportConfig {
  readonly title: string;
  readonly subtitle?: string;
  readonly authors: readonly string[];
  /** BCP 47, such as `en`. */
  readonly language: string;
  /** What the page after the cover says, beside the cells that are tagged `summary`. */
  readonly summary?: SummaryConfig;
  /** Lists after the contents; defaults to those with more than three entries. */
  readonly lists?: readonly ListKind[];
  /**
   * Where a chapter begins in print: on a page of its own, unless the page before it would be nearly empty (`page`, the default),
   * or where the one before it ends (`flow`).
   */
  readonly chapterStart?: ChapterStart;
}

/** Key numbers and claims of the executive summary. */
export interface SummaryConfig {
  readonly numbers: readonly KeyNumber[];
  /** Ids in the order they are shown; defaults to all claims. */
  readonly claims?: readonly string[];
}

export interface KeyNumber {
  /** Markdown. */
  readonly label: string;
  /** One live value, such as `{{baseline.cnn.accuracy | percent(1) ±}}`. */
  readonly value: string;
}

/** What a list after the contents may name. */
export type ListKind = "figures" | "tables" | "listings";

export type ChapterStart = "page" | "flow";

export interface ChapterInput {
  /** Such as `03-baseline`; letters, digits and hyphens; the start of its ids. */
  readonly name: string;
  /** For messages. */
  readonly path: string;
  /** Executed. */
  readonly notebook: Notebook;
  /** SHA-256 of its code cells. */
  readonly codeHash?: string;
  /** Pictures that its prose shows: address in the Markdown to data URI; see `readImages`. */
  readonly images?: Readonly<Record<string, string>>;
}

export interface ProvenanceGroup {
  readonly title: string;
  readonly rows: readonly Fact[];
  /** Whether it is told beside every figure and value, too: what all of them were computed with. */
  readonly traced?: boolean;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface RenderedReport {
  /** The whole page, self-contained. */
  readonly html: string;
  /** Dotted path to what was published, in order of publication. */
  readonly values: Readonly<Record<string, PublishedValue>>;
  /** Numbered figures and tables, in order of appearance. */
  readonly figures: readonly FigureEntry[];
  /** By id, in reading order. */
  readonly claims: Readonly<Record<string, ClaimEntry>>;
  /** Published for prose, but shown nowhere in it; an error but for a partial report. */
  readonly unusedValues: readonly string[];
  /** What an author may want to mend; each names its notebook and cell. */
  readonly warnings: readonly string[];
}

export interface PublishedValue {
  readonly value: Value;
  readonly chapter: string;
  /** From 1; see {@link Place}. */
  readonly cell: number;
}

export interface ClaimEntry {
  /** Markdown. */
  readonly statement: string;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
  readonly chapter: string;
  /** From 1; see {@link Place}. */
  readonly cell: number;
}

export interface FigureEntry {
  /** Figure, table or listing. */
  readonly kind: "fig" | "tab" | "lst";
  /** Without prefix, such as `confusion`. */
  readonly id: string;
  /** `Figure 3` */
  readonly label: string;
  /** The caption as plain text. */
  readonly caption: string;
  readonly place: Place;
}
