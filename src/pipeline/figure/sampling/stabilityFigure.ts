import type {PlotPayload} from "../../../core/payload.js";
import type {ExplainCost} from "../../study/explain/explainCost.js";
import {seriesColours} from "../theme.js";

/** How far seeds agree, against the number of samples: a line for each method that draws. */
export function stabilityFigure(
  rows: readonly ExplainCost[],
  {id = "stability"}: {readonly id?: string} = {},
): PlotPayload {
  const drawing = rows.filter((row): row is ExplainCost & {samples: number} => row.samples !== null);
  const titles = [...new Set(drawing.map(({title}) => title))];
  const series = titles.map((title) => ({
    title,
    points: drawing.filter((row) => row.title === title).sort((a, b) => a.samples - b.samples),
  }));
  const described = series.map(({title, points}) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${title} goes from ${first.stability.toFixed(2)} with ${first.samples} samples to ${last.stability.toFixed(2)} with ${last.samples}`;
  });
  const {pictures = 0, seeds = 0} = drawing[0] ?? {};
  const counts = [...new Set(drawing.map(({samples}) => samples))].sort((a, b) => a - b);
  return {
    kind: "plot",
    id,
    caption: `How far a method repeats itself with other draws: mean Spearman correlation between ${seeds} seeds over the superpixels of ${pictures} test pictures. ${described.join("; ")}.`,
    alt: `Line chart of stability against samples. ${described.join("; ")}.`,
    height: 340,
    data: series.map(({title, points}, i) => ({
      type: "scatter",
      mode: "lines+markers",
      name: title,
      x: points.map(({samples}) => samples),
      y: points.map(({stability}) => stability),
      line: {color: seriesColours[i % seriesColours.length], width: 2},
      marker: {color: seriesColours[i % seriesColours.length], size: 8},
      hovertemplate: `${title}, %{x} samples: %{y:.3f}<extra></extra>`,
    })),
    layout: {
      xaxis: {type: "log", title: {text: "samples a picture"}, tickvals: counts, ticktext: counts.map(String)},
      yaxis: {title: {text: "Spearman correlation between seeds"}, automargin: true},
      legend: {orientation: "h", y: 1.12},
    },
  };
}
