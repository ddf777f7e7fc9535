import type {PlotPayload, PlotTrace} from "../../../core/payload.js";
import type {RobustModel, RobustnessLevel} from "../../study/robustness/robustness.js";
import {seriesColours} from "../theme.js";

/** Mean confidence and accuracy at the strongest level of each corruption, joined by the gap between them, the widest gap on top. */
export function overconfidenceFigure(
  {name, curves}: RobustModel,
  {id = "overconfidence", caption}: {readonly id?: string; readonly caption: string},
): PlotPayload {
  const clean = {label: "as they are", level: curves[0]!.levels[0]!};
  const strongest = curves.map(({corruption: {title, sign}, levels}) => {
    const level = levels.at(-1)!;
    return {label: `${title}, ${level.strength}${sign}`, level};
  });
  // Category axes count from below.
  const rows = [clean, ...strongest].sort((a, b) => gapOf(a.level) - gapOf(b.level));
  const dots = (title: string, color: string, symbol: string, of: (level: RobustnessLevel) => number): PlotTrace => ({
    type: "scatter",
    mode: "markers",
    name: title,
    x: rows.map(({level}) => rounded(of(level))),
    y: rows.map(({label}) => label),
    marker: {color, size: 10, symbol},
    hovertemplate: `%{y}: ${title} %{x:.1%}<extra></extra>`,
    cliponaxis: false,
  });
  return {
    kind: "plot",
    id,
    caption,
    alt: `${name}: ${[...rows].reverse().map(describe).join("; ")}.`,
    height: 400,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: rows.flatMap(({level}) => [rounded(level.accuracy.value), rounded(level.confidence), null]),
        y: rows.flatMap(({label}) => [label, label, null]),
        line: {color: "#999999", width: 3},
        hoverinfo: "skip",
        showlegend: false,
      },
      dots("accuracy", seriesColours[0]!, "circle", ({accuracy}) => accuracy.value),
      dots("mean confidence", seriesColours[1]!, "diamond", ({confidence}) => confidence),
    ],
    layout: {
      xaxis: {
        title: {text: "share of right answers; mean probability of the answers given"},
        tickformat: ".0%",
        range: [0, 1],
        zeroline: false,
      },
      yaxis: {automargin: true, categoryorder: "array", categoryarray: rows.map(({label}) => label)},
      legend: {orientation: "h", y: 1.12},
    },
  };
}

function gapOf({confidence, accuracy}: RobustnessLevel): number {
  return confidence - accuracy.value;
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

function describe({label, level: {accuracy, confidence}}: {label: string; level: RobustnessLevel}): string {
  return `${label}: right ${(100 * accuracy.value).toFixed(0)} %, sure ${(100 * confidence).toFixed(0)} %`;
}
