import type {PlotPayload, PlotTrace} from "../../../core/payload.js";
import type {SanityScore} from "../../explanation/trial/sanityScores.js";
import {controlColour, methodColour} from "./methodColour.js";

/** Options for {@link sanityFigure}. */
export interface SanityFigureOptions {
  readonly caption: string;
  /** Names of those that know nothing of the network; they are drawn in grey. */
  readonly controls: readonly string[];
  readonly id?: string;
}

/** Rank correlation with the maps of the trained network, as one layer after another forgets what it learnt: a line a method, named at its end. */
export function sanityFigure(
  scores: readonly SanityScore[],
  {caption, controls, id = "sanity"}: SanityFigureOptions,
): PlotPayload {
  const names = [...new Set(scores.map(({method}) => method))];
  const methods = names.filter((name) => !controls.includes(name));
  const lines = names.map((name) => {
    const own = scores.filter(({method}) => method === name);
    return {
      title: own[0]!.title,
      color: controls.includes(name) ? controlColour : methodColour(methods.indexOf(name)),
      values: [1, ...own.map(({correlation}) => rounded(correlation.value))],
    };
  });
  const layers = scores.filter(({method}) => method === names[0]).map(({layer}) => layer);
  const ends = spread(lines.map(({values}) => values.at(-1)!));
  return {
    kind: "plot",
    id,
    caption,
    alt: `Rank correlation after all chosen layers were randomised: ${lines.map(({title, values}) => `${title} ${values.at(-1)!.toFixed(2)}`).join(", ")}.`,
    height: 420,
    data: lines.flatMap(({title, color, values}, i): PlotTrace[] => [
      {
        type: "scatter",
        mode: "lines+markers",
        name: title,
        x: values.map((_, depth) => depth),
        y: values,
        line: {color, width: 2},
        marker: {color, size: 5},
        hovertemplate: `${title}: %{y:.2f}<extra></extra>`,
      },
      {
        type: "scatter",
        mode: "text",
        x: [layers.length + 0.1],
        y: [ends[i]!],
        text: [title],
        textposition: "middle right",
        textfont: {color},
        hoverinfo: "skip",
        cliponaxis: false,
      },
    ]),
    layout: {
      showlegend: false,
      xaxis: {
        title: {text: "randomised from the logits down to"},
        tickmode: "array",
        tickvals: [0, ...layers.map((_, i) => i + 1)],
        ticktext: ["nothing", ...layers],
        range: [-0.2, layers.length * 1.4 + 0.5],
        showgrid: false,
      },
      yaxis: {
        title: {text: "rank correlation with the trained network's maps"},
        range: [-0.45, 1.08],
        automargin: true,
      },
    },
  };
}

/** Heights near their own at which texts do not cover each other. */
function spread(heights: readonly number[]): number[] {
  const order = [...heights.keys()].sort((a, b) => heights[b]! - heights[a]!);
  const places = new Array<number>(heights.length);
  let above = Number.POSITIVE_INFINITY;
  for (const i of order) {
    places[i] = Math.min(heights[i]!, above - lineHeight);
    above = places[i]!;
  }
  // What was pushed below the axis moves up again, and with it what stands above it.
  let below = Number.NEGATIVE_INFINITY;
  for (const i of order.reverse()) {
    places[i] = Math.max(places[i]!, below + lineHeight, -0.38);
    below = places[i]!;
  }
  return places;
}

/** Of a text, in units of the axis. */
const lineHeight = 0.075;

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
