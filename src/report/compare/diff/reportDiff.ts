import type {PageDifference} from "../page/pageDifference.js";
import type {PageFigure} from "../page/readFigure.js";
import type {RecordedClaim, RecordedValue} from "../report.js";
import type {Edit} from "./diffSequence.js";

/** What differs between two reports; plain data. */
export interface ReportDiff {
  readonly old: string;
  readonly new: string;
  /** Whether nothing differs, as far as both reports tell. */
  readonly equal: boolean;
  readonly claims: readonly ClaimChange[];
  readonly values: readonly ValueChange[];
  readonly figures: readonly FigureChange[];
  readonly prose: readonly ChapterChange[];
  readonly provenance: readonly FactChange[];
  /** Where the pages differ first, where nothing above does: in style, script, code or markup. */
  readonly elsewhere: PageDifference | undefined;
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
  /** What each report holds of a kind: of how many something differs. */
  readonly counts: Readonly<Record<"claims" | "values" | "figures", number>>;
}

/** `undefined` on one side: added or removed. */
export interface ValueChange {
  readonly path: string;
  readonly old: RecordedValue | undefined;
  readonly new: RecordedValue | undefined;
  /** New less old, of numbers and of intervals' estimates. */
  readonly difference?: number;
  /** Whether the intervals share a point; where they do not, the change is more than chance. */
  readonly overlap?: boolean;
}

export interface ClaimChange {
  readonly id: string;
  readonly old: RecordedClaim | undefined;
  readonly new: RecordedClaim | undefined;
  /** True where the outcome itself is another. */
  readonly flipped: boolean;
}

export interface FigureChange {
  readonly anchor: string;
  readonly old: PageFigure | undefined;
  readonly new: PageFigure | undefined;
  readonly captionChanged: boolean;
  /** Places in the data that differ, such as `data[0].y[3]`, the first ones of them. */
  readonly details: readonly DataChange[];
  /** All places that differ; 0 where the caption or the way of drawing alone has changed. */
  readonly detailCount: number;
}

/** One place where data differ; `undefined` where one side has nothing there. */
export interface DataChange {
  readonly path: string;
  readonly old: unknown;
  readonly new: unknown;
}

/** Prose of one chapter. */
export interface ChapterChange {
  readonly chapter: string;
  /** Where the whole chapter is there on one side alone. */
  readonly kind: "changed" | "added" | "removed";
  readonly title: {readonly old: string | undefined; readonly new: string | undefined};
  readonly sentences: readonly SentenceChange[];
  /** Sentences in which live values or the numbers of references alone have changed. */
  readonly valuesOnly: number;
}

export interface SentenceChange {
  readonly old: string | undefined;
  readonly new: string | undefined;
  /** Word by word, where both are there. */
  readonly words: readonly Edit<string>[];
}

export interface FactChange {
  readonly group: string;
  readonly name: string;
  readonly old: string | undefined;
  readonly new: string | undefined;
}
