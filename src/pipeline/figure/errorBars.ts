import type {Interval} from "../../core/payload.js";

/** How a bar is drawn, in Plotly's words. */
export interface ErrorBarStyle {
  readonly symmetric?: boolean;
  readonly color?: string | undefined;
  /** Pixels. */
  readonly thickness?: number;
  /** Of the caps, pixels. */
  readonly width?: number;
}

/** Plotly's error bars, one an interval: how far each end lies from the value. */
export interface ErrorBars extends ErrorBarStyle {
  readonly type: "data";
  readonly array: readonly number[];
  readonly arrayminus: readonly number[];
}

/** The intervals of a trace as its `error_x` or `error_y`. */
export function errorBars(intervals: readonly Omit<Interval, "level">[], style: ErrorBarStyle): ErrorBars {
  return {
    type: "data",
    array: intervals.map(({value, high}) => high - value),
    arrayminus: intervals.map(({value, low}) => value - low),
    ...style,
  };
}
