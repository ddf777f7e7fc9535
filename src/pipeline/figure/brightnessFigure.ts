import type {PlotPayload} from "../../core/payload.js";
import type {ClassBrightness} from "../explore/brightness.js";
import {seriesColours} from "./theme.js";

/** Mean grey value of the pictures of each class: the median, and the middle half as a bar. */
export function brightnessFigure(
  classes: readonly ClassBrightness[],
  {id = "brightness"}: {readonly id?: string} = {},
): PlotPayload {
  const [brightest, darkest] = [classes[0], classes.at(-1)];
  const darkestFirst = [...classes].reverse();
  return {
    kind: "plot",
    id,
    caption: `Brightness of a picture (mean grey value) by class: the dot is the median, the bar holds the middle half of the pictures. Medians run from ${darkest?.median.toFixed(0)} (${darkest?.className}) to ${brightest?.median.toFixed(0)} (${brightest?.className}).`,
    alt: `Range chart of brightness for ${classes.length} classes, from ${darkest?.className} to ${brightest?.className}.`,
    height: 340,
    data: [
      {
        type: "bar",
        orientation: "h",
        y: darkestFirst.map(({className}) => className),
        base: darkestFirst.map(({lower}) => lower),
        x: darkestFirst.map(({lower, upper}) => upper - lower),
        marker: {color: "#c9cfe4"},
        width: 0.5,
        customdata: darkestFirst.map(({lower, upper}) => [lower, upper]),
        hovertemplate: "%{y}: middle half %{customdata[0]:.0f} to %{customdata[1]:.0f}<extra></extra>",
        showlegend: false,
      },
      {
        type: "scatter",
        mode: "markers",
        y: darkestFirst.map(({className}) => className),
        x: darkestFirst.map(({median}) => median),
        marker: {color: seriesColours[0], size: 9},
        hovertemplate: "%{y}: median %{x:.0f}<extra></extra>",
        showlegend: false,
      },
    ],
    layout: {
      xaxis: {title: {text: "mean grey value of a picture"}, rangemode: "tozero"},
      yaxis: {automargin: true},
    },
  };
}
