import type {Interval, PlotPayload, PlotTrace} from "../../../core/payload.js";
import {errorBars} from "../errorBars.js";

/** One line of dots. */
export interface DotRow {
  readonly label: string;
  readonly color: string;
  /** A filled dot with its interval. */
  readonly filled: Interval;
  /** A hollow grey dot, with its interval where it has one. */
  readonly hollow: Interval | number;
}

/** What the dots of all rows are, and the axis they stand on. */
export interface DotRowsOptions extends Pick<PlotPayload, "id" | "caption" | "alt"> {
  readonly filled: string;
  readonly hollow: string;
  readonly axis: string;
  readonly range: readonly [number, number];
  /** Of the axis, such as `.0%`. */
  readonly format: string;
}

/** Rows of two dots each, with intervals, one row below the other. */
export function dotRows(rows: readonly DotRow[], options: DotRowsOptions): PlotPayload {
  const {id, caption, alt, filled, hollow, axis, range, format} = options;
  return {
    kind: "plot",
    id,
    caption,
    alt,
    height: 100 + 26 * rows.length,
    data: [
      dots(rows, {
        name: filled,
        symbol: "circle",
        colours: rows.map(({color}) => color),
        format,
        of: (row) => row.filled,
      }),
      dots(rows, {name: hollow, symbol: "diamond-open", colours: "#777777", format, of: (row) => row.hollow}),
    ],
    layout: {
      legend: {orientation: "h", y: 1.08},
      xaxis: {title: {text: axis}, tickformat: format, range},
      yaxis: {
        tickmode: "array",
        tickvals: rows.map((_, y) => y),
        ticktext: rows.map(({label}) => label),
        range: [rows.length - 0.4, -0.6],
        automargin: true,
        zeroline: false,
      },
    },
  };
}

interface DotsLook {
  readonly name: string;
  readonly symbol: string;
  readonly colours: string | readonly string[];
  readonly format: string;
  readonly of: (row: DotRow) => Interval | number;
}

function dots(rows: readonly DotRow[], {name, symbol, colours, format, of}: DotsLook): PlotTrace {
  const intervals = rows.map((row) => {
    const value = of(row);
    return typeof value === "number" ? {value, low: value, high: value} : value;
  });
  const hasWidth = intervals.some(({low, high}) => high > low);
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: intervals.map(({value}) => value),
    y: rows.map((_, y) => y),
    ...(hasWidth && {
      error_x: errorBars(intervals, {color: "#555555", thickness: 1.3, width: 3}),
    }),
    marker: {color: colours, size: 9, symbol},
    text: rows.map(({label}) => label),
    hovertemplate: `%{text}<br>${name} %{x:${format}}<extra></extra>`,
  };
}
