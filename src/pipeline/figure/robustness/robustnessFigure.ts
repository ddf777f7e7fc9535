import type {PlotPayload, PlotTrace} from "../../../core/payload.js";
import type {CorruptionKind} from "../../features/corrupt/types.js";
import type {RobustModel, Robustness, RobustnessCurve} from "../../study/robustness/robustness.js";
import {seriesColours} from "../theme.js";

/** Options for {@link robustnessFigure}. */
export interface RobustnessFigureOptions {
  readonly id?: string;
  readonly caption: string;
  /** How far the training of the first model varied its pictures, in the unit of each kind: see `trainedRange`. */
  readonly trained?: Partial<Record<CorruptionKind, number>>;
}

/** Accuracy against strength: a panel each corruption, a line each model with a band for its 95 % interval, all on one scale. */
export function robustnessFigure(
  {models, count}: Robustness,
  {id = "robustness", caption, trained = {}}: RobustnessFigureOptions,
): PlotPayload {
  const kinds = models[0]!.curves.map(({corruption}) => corruption);
  const axes = kinds.flatMap(({title, unit, strengths}, panel) => {
    const n = panel === 0 ? "" : String(panel + 1);
    return [
      [`xaxis${n}`, {title: {text: `${title} (${unit})`}, range: rangeOf(strengths), zeroline: false, nticks: 6}],
      [`yaxis${n}`, {range: [0, 1], tickvals: [0, 0.25, 0.5, 0.75, 1], tickformat: ".0%", automargin: true}],
    ];
  });
  return {
    kind: "plot",
    id,
    caption,
    alt: `Accuracy on ${count} pictures in ${kinds.length} panels, one a corruption. ${models.map(describe).join(" ")}`,
    height: 700,
    data: models.flatMap((model, m) =>
      model.curves.flatMap((curve, panel) => tracesOf(curve, {name: model.name, m, panel})),
    ),
    layout: {
      grid: {rows: Math.ceil(kinds.length / 3), columns: Math.min(3, kinds.length), pattern: "independent"},
      ...Object.fromEntries(axes),
      showlegend: false,
      annotations: key(models),
      shapes: kinds.flatMap(({kind, none}, panel) => {
        const most = trained[kind];
        return most === undefined ? [] : [trainedShape(panel, none, most)];
      }),
    },
  };
}

interface Place {
  readonly name: string;
  /** Which model and which panel, from 0. */
  readonly m: number;
  readonly panel: number;
}

function tracesOf({corruption, levels}: RobustnessCurve, {name, m, panel}: Place): PlotTrace[] {
  const colour = colourOf(m);
  const n = panel === 0 ? "" : String(panel + 1);
  const axes = {xaxis: `x${n}`, yaxis: `y${n}`, showlegend: false};
  const xs = levels.map(({strength}) => strength);
  const band: PlotTrace = {
    type: "scatter",
    mode: "lines",
    x: [...xs, ...[...xs].reverse()],
    y: [
      ...levels.map(({accuracy}) => rounded(accuracy.high)),
      ...levels.map(({accuracy}) => rounded(accuracy.low)).reverse(),
    ],
    fill: "toself",
    fillcolor: `${colour}26`,
    line: {width: 0, color: colour},
    hoverinfo: "skip",
    ...axes,
  };
  const line: PlotTrace = {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: xs,
    y: levels.map(({accuracy}) => rounded(accuracy.value)),
    line: {color: colour, width: 2},
    marker: {color: colour, size: 5, symbol: symbols[m % symbols.length]},
    hovertemplate: `${name}<br>${corruption.title}, %{x}${corruption.sign}: %{y:.1%}<extra></extra>`,
    ...axes,
  };
  return [band, line];
}

/** The names, in their colours, where the first panel is empty: no line is low where the pictures are hardly worse. */
function key(models: readonly RobustModel[]): object[] {
  return models.map(({name}, m) => ({
    text: name,
    xref: "x domain",
    yref: "y domain",
    x: 0.04,
    y: 0.06 + 0.11 * (models.length - 1 - m),
    xanchor: "left",
    yanchor: "bottom",
    showarrow: false,
    font: {color: colourOf(m), size: 12, weight: 600},
  }));
}

/** The stretch of strengths that the training knew. */
function trainedShape(panel: number, none: number, most: number): object {
  const n = panel === 0 ? "" : String(panel + 1);
  return {
    type: "rect",
    xref: `x${n}`,
    yref: `y${n} domain`,
    x0: Math.min(none, most),
    x1: Math.max(none, most),
    y0: 0,
    y1: 1,
    fillcolor: "#888888",
    opacity: 0.18,
    line: {width: 0},
    layer: "below",
  };
}

/** From mild to strong, whichever way the numbers run, with a little room. */
function rangeOf(strengths: readonly number[]): [number, number] {
  const [first, last] = [strengths[0]!, strengths.at(-1)!];
  const room = (last - first) * 0.04;
  return [first - room, last + room];
}

const symbols = ["circle", "diamond", "square"];

function colourOf(m: number): string {
  return seriesColours[m % seriesColours.length]!;
}

/** Fewer digits, and so a smaller page. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

function describe({name, curves}: RobustModel): string {
  const ends = curves.map(({corruption: {title, sign}, levels}) => {
    const {strength, accuracy} = levels.at(-1)!;
    return `${title} at ${strength}${sign} ${(100 * accuracy.value).toFixed(0)} %`;
  });
  return `${name}, ${(100 * curves[0]!.levels[0]!.accuracy.value).toFixed(0)} % on the pictures as they are: ${ends.join(", ")}.`;
}
