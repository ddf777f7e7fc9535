/** A figure to be drawn: what a plot payload says of it. */
export interface FigureSpec {
  readonly data: unknown;
  readonly layout: unknown;
  /** Height in CSS pixels at the width of a screen's text; defaults to 360. */
  readonly height?: number;
}

/** How a figure is drawn. */
export interface DrawOptions {
  /** CSS pixels; defaults to 752, the width of a screen's text. */
  readonly width?: number;
  /** Instead of the figure's own; see {@link paperHeight}. */
  readonly height?: number;
  /** Says under a figure that it shows fewer points than there are: `{shown}` and `{count}` are filled in. */
  readonly thinnedNote?: string;
}

/** A figure drawn, or the part of it that this renderer cannot draw faithfully. */
export type Drawing = DrawnFigure | {readonly unsupported: string};

export interface DrawnFigure {
  /** An `svg` element; all text in it is escaped. Its colours are variables of the page: see `selfContained`. */
  readonly svg: string;
  readonly width: number;
  /** May be more than asked for, where labels need it. */
  readonly height: number;
  readonly frame: Frame;
}

/** The frame of a drawn figure, for an interactive one to take its place without a jump. Plotly's words and units. */
export interface Frame {
  readonly margin: {readonly l: number; readonly r: number; readonly t: number; readonly b: number};
  /** By the name in the layout, such as `xaxis2`. */
  readonly axes: Readonly<Record<string, AxisFrame>>;
  /** Pixels of the texts that marks carry. */
  readonly textSize: number;
}

export interface AxisFrame {
  /** In Plotly's units: exponents on logarithmic axes, dates as text, numbers of categories. */
  readonly range: readonly (number | string)[];
  /** Shares of the plot. */
  readonly domain: readonly [number, number];
  readonly tickvals: readonly (number | string)[];
  readonly ticktext: readonly string[];
  readonly tickangle: number;
  readonly type: string;
  readonly categories: readonly string[];
  readonly showgrid: boolean;
  /** The axis that it stands on, or `free`. */
  readonly anchor: string;
  /** Its title, broken as it was broken; empty for none. */
  readonly title: string;
}

/** The width of a screen's text, which heights are meant for. */
export const screenWidth = 752;

/** The height on paper of a figure: paper is narrower, and tall figures keep their shape. Pixels. */
export function paperHeight({height = 360}: FigureSpec, width: number): number {
  return Math.round(Math.max(Math.min(280, height), height * Math.min(1, width / screenWidth)));
}
