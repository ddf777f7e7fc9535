/**
 * The contract between the notebooks and the report: what a cell shows, as plain data.
 *
 * A display of tslab carries exactly one MIME type, so a payload travels inside `text/html`: a `<div data-lookbook="KIND">` that
 * holds the JSON in a `<script type="application/vnd.lookbook+json">` and, beside it, whatever a plain Jupyter front end should
 * show. Jupyter and VS Code show the markup; the report reads the JSON and draws its own.
 */
export type Payload = PlotPayload | PicturesPayload | TablePayload | ValuesPayload | ClaimPayload | NoticePayload;

/** What every captioned thing has. */
export interface Captioned {
  /** Name for cross-references: `confusion` is referred to as `@fig-confusion` (tables: `@tab-confusion`). Unique in the report. */
  readonly id: string;
  /** Markdown; says the finding and the sample size. */
  readonly caption: string;
}

/** A Plotly figure. Interactive in HTML and Jupyter, vector in the PDF. */
export interface PlotPayload extends Captioned {
  readonly kind: "plot";
  /** What the figure shows, for those who cannot see it; mandatory. */
  readonly alt: string;
  readonly data: readonly PlotTrace[];
  readonly layout: Readonly<Record<string, unknown>>;
  /** Height in CSS pixels at full text width; defaults to 360. */
  readonly height?: number;
  /** Pictures of points, one of which the page shows beside the point under the pointer; Jupyter shows none. */
  readonly hoverPictures?: HoverPictures | HoverPicturesOf;
}

/** Small pictures of one size on one sheet, row by row. Where a trace has `customdata`, that is the number of each point's picture. */
export interface HoverPictures {
  /** `data:image/jpeg;base64,...` or PNG. */
  readonly src: string;
  /** Pixels of one picture; shown larger. */
  readonly width: number;
  readonly height: number;
  /** Pictures in a row of the sheet. */
  readonly columns: number;
}

/** The sheet of another figure of the report, which then stands in the page once. */
export interface HoverPicturesOf {
  /** Id of that figure. */
  readonly figure: string;
}

/** One Plotly trace; see https://plotly.com/javascript/reference. */
export type PlotTrace = Readonly<Record<string, unknown>>;

/** A grid of small pictures with labels. */
export interface PicturesPayload extends Captioned {
  readonly kind: "pictures";
  readonly alt: string;
  /** Pictures in a row at full width. */
  readonly columns: number;
  readonly pictures: readonly Picture[];
}

export interface Picture {
  /** `data:image/png;base64,...` */
  readonly src: string;
  /** Pixels of the source; shown larger, without smoothing. */
  readonly width: number;
  readonly height: number;
  /** Text under the picture. */
  readonly label?: string;
  /** Colours the label: an answer that was right or wrong. */
  readonly tone?: "good" | "bad";
}

/** A table. */
export interface TablePayload extends Captioned {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly name: string;
  /** Defaults to "right" where all cells are numbers or intervals, else "left". */
  readonly align?: "left" | "right";
  /** How numbers are shown: a format of live prose, such as `percent(1)`; defaults to `auto`. */
  readonly format?: string;
}

export type Cell = string | number | null | Interval;

/** An estimate with its confidence interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** For instance 0.95. */
  readonly level: number;
}

/** Values that prose may refer to as `{{path | format}}`. */
export interface ValuesPayload {
  readonly kind: "values";
  /** Dotted path (`baseline.cnn.accuracy`) to value. */
  readonly values: Readonly<Record<string, Value>>;
  /** Who reads them: a sentence of the report (the default), which must then exist, or programs, through `values.json` alone. */
  readonly audience?: "prose" | "programs";
}

/** A statement of the report with the test behind it. `[[id]]` in prose marks the sentence before it with what came out. */
export interface ClaimPayload {
  readonly kind: "claim";
  /** Such as `cnn-beats-dense`; unique in the report. */
  readonly id: string;
  /** Markdown, one full sentence that can be true or false; live values are allowed. */
  readonly statement: string;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
}

/** What a test said of a claim; `undecided` where the data allow neither. */
export type Outcome = "holds" | "refuted" | "undecided";

/** What an outcome rests on. */
export interface Evidence {
  /** Such as `McNemar's test`. */
  readonly method: string;
  /** When the claim holds, in words or symbols: `p < 0.05 and the difference is above 0`. */
  readonly criterion: string;
  readonly statistic?: {readonly name: string; readonly value: number};
  /** In [0, 1]. */
  readonly pValue?: number;
  readonly interval?: Interval;
  /** Examples the test saw. */
  readonly sampleSize?: number;
  /** How the interval is written: a format of live prose, such as `points(1)`; defaults to `auto`. */
  readonly format?: string;
}

export type Value = string | number | boolean | Interval | readonly (string | number)[];

/** A warning that stands on every page of the report, such as "synthetic data". */
export interface NoticePayload {
  readonly kind: "notice";
  readonly text: string;
}

/** The MIME type of the JSON inside the carrier. */
export const payloadMime = "application/vnd.lookbook+json";

/** Whether a value is an {@link Interval}. */
export function isInterval(value: unknown): value is Interval {
  return (
    typeof value === "object" &&
    value !== null &&
    "low" in value &&
    "high" in value &&
    "value" in value &&
    "level" in value
  );
}

/**
 * Wraps a payload into the HTML that carries it.
 * @param view markup for front ends that know nothing of payloads; trusted, already escaped
 */
export function toCarrier(payload: Payload, view: string): string {
  // "<" never appears raw inside the script, so no value can close it.
  const json = JSON.stringify(payload).replaceAll("<", "\\u003c");
  return `<div data-lookbook="${payload.kind}"><script type="${payloadMime}">${json}</script>${view}</div>`;
}

/** Reads the payload out of a carrier; undefined where the HTML carries none. */
export function fromCarrier(markup: string): Payload | undefined {
  const open = `<script type="${payloadMime}">`;
  const start = markup.indexOf(open);
  if (!markup.startsWith('<div data-lookbook="') || start < 0) return undefined;
  const end = markup.indexOf("</script>", start);
  try {
    return JSON.parse(markup.slice(start + open.length, end)) as Payload;
  } catch {
    return undefined;
  }
}
