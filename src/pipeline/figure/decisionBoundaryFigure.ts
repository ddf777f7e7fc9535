import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import type {Predictions} from "../evaluation/predictions.js";
import type {PlaneGrid} from "../explore/planeGrid.js";
import {levelLines} from "./levelLines.js";
import {pointTraces, rounded} from "./pointTraces.js";
import {seriesColours} from "./theme.js";

/** What {@link decisionBoundaryFigure} shows. */
export interface DecisionBoundary {
  readonly grid: PlaneGrid;
  /** The model's, at each place of the grid, [count, 2]; `predict(model, grid.images)`. */
  readonly probabilities: Float32Array;
  /** Those of a rule to compare with, such as the best possible one, and what the legend calls its boundary. */
  readonly other?: {readonly name: string; readonly probabilities: Float32Array};
  /** Points that were learnt from. */
  readonly train: ExampleSet;
  /** Points that were not, and the model's answers on them. */
  readonly test: ExampleSet;
  readonly answers: Predictions;
}

/** Options for {@link decisionBoundaryFigure}. */
export interface DecisionBoundaryOptions {
  readonly id?: string;
  readonly caption: string;
  /** Points of each set that are drawn, at most; those of the test set that were called wrongly are drawn in any case. Defaults to 250. */
  readonly most?: number;
}

/**
 * How a model of two classes divides the plane: its probabilities as tints in ten steps, the line at which it changes its answer, the
 * lines at which it is sure to nine tenths, and the points that it learnt from and was asked about.
 */
export function decisionBoundaryFigure(
  {grid, probabilities, other, train, test, answers}: DecisionBoundary,
  {id = "boundary", caption, most = 250}: DecisionBoundaryOptions,
): PlotPayload {
  const {xs, ys} = grid;
  const wrong = Array.from({length: answers.count}, (_, i) => i).filter((i) => answers.yPred[i] !== answers.yTrue[i]);
  const [first, second] = train.classNames;
  return {
    kind: "plot",
    id,
    caption,
    alt: `Map of the plane with ${Math.min(most, train.count)} training and ${Math.min(most, test.count)} test points; a line divides it into a region of the ${first} and one of the ${second}. ${wrong.length} of ${answers.count} test points lie on the wrong side.`,
    height: 440,
    data: [
      surface(grid, probabilities, second!),
      ...pointTraces(train, {title: "training", most}),
      ...pointTraces(test, {title: "test", most, hollow: true}),
      {
        type: "scatter",
        mode: "markers",
        name: "called wrongly",
        x: wrong.map((row) => rounded(test.images[2 * row]!)),
        y: wrong.map((row) => rounded(test.images[2 * row + 1]!)),
        marker: {color: "#222222", symbol: "x", size: 8},
        hovertemplate: "called wrongly<br>%{x}, %{y}<extra></extra>",
      },
      line(grid, probabilities, 0.1, {name: "sure to 90 %", dash: "dot", width: 1.2}),
      line(grid, probabilities, 0.9, {name: "sure to 90 %", dash: "dot", width: 1.2, inLegend: false}),
      line(grid, probabilities, 0.5, {name: "boundary", dash: "solid", width: 2.2}),
      ...(other ? [line(grid, other.probabilities, 0.5, {name: other.name, dash: "dash", width: 1.6})] : []),
    ],
    layout: {
      xaxis: {title: {text: "x"}, range: [rounded(xs[0]!), rounded(xs.at(-1)!)], zeroline: false},
      yaxis: {title: {text: "y"}, range: [rounded(ys[0]!), rounded(ys.at(-1)!)], zeroline: false, automargin: true},
      legend: {orientation: "h", y: 1.12},
    },
  };
}

/** Ten tints between the colours of the classes, translucent, so that they suit light and dark pages. */
function surface({xs, ys}: PlaneGrid, probabilities: Float32Array, className: string): PlotTrace {
  return {
    type: "heatmap",
    x: xs.map(rounded),
    y: ys.map(rounded),
    z: ys.map((_, j) => xs.map((_, i) => Math.round(100 * probabilities[2 * (j * xs.length + i) + 1]!) / 100)),
    zmin: 0,
    zmax: 1,
    colorscale: tints,
    opacity: 0.35,
    showscale: false,
    xgap: 0,
    ygap: 0,
    hovertemplate: `%{x}, %{y}<br>${className}: %{z:.0%}<extra></extra>`,
  };
}

const steps = 10;

const tints: readonly (readonly [number, string])[] = Array.from({length: steps}, (_, i) => {
  const colour = mixed(i / (steps - 1));
  return [
    [i / steps, colour],
    [(i + 1) / steps, colour],
  ] as const;
}).flat();

/** From the first class's colour by grey to the second's. */
function mixed(share: number): string {
  const grey = "#bbbbbb";
  const [from, to, part] =
    share < 0.5 ? [seriesColours[0]!, grey, 2 * share] : [grey, seriesColours[1]!, 2 * share - 1];
  const channel = (colour: string, k: number): number => Number.parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
  const mix = [0, 1, 2].map((k) => Math.round(channel(from, k) + part * (channel(to, k) - channel(from, k))));
  return `#${mix.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function line(
  {xs, ys}: PlaneGrid,
  probabilities: Float32Array,
  level: number,
  {name, dash, width, inLegend = true}: {name: string; dash: string; width: number; inLegend?: boolean},
): PlotTrace {
  return {
    type: "scatter",
    mode: "lines",
    name,
    ...levelLines({xs, ys, at: (i, j) => probabilities[2 * (j * xs.length + i) + 1]!}, level),
    line: {color: "#222222", dash, width},
    hoverinfo: "skip",
    legendgroup: name,
    showlegend: inLegend,
  };
}
