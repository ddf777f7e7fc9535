import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {LearningRateSearch} from "../training/findLearningRate.js";
import {seriesColours} from "./theme.js";

/** The loss of a learning-rate search over the rate, on a log axis, with the two rates that it suggests. */
export function learningRateFigure(
  search: LearningRateSearch,
  {id = "learning-rate"}: {readonly id?: string} = {},
): PlotPayload {
  const {model, batchSize, points, diverged} = search;
  const [first, last] = [points[0]!, points.at(-1)!];
  const pictures = (points.length * batchSize).toLocaleString("en-US");
  const end = diverged ? "where the loss exploded" : "the last one tried";
  const range = `from ${rateText(first.learningRate)} to ${rateText(last.learningRate)}, ${end}`;
  const found = `The loss falls fastest at ${rateText(search.steepest)}; a tenth of the rate where it is lowest is ${rateText(search.tenthOfLowest)}.`;
  const [line, fall, tenth] = seriesColours as [string, string, string];
  return {
    kind: "plot",
    id,
    caption: `Loss of ${model} while the learning rate rises by the same factor each step, ${range}: ${points.length} steps of ${batchSize} pictures, ${pictures} in all. The thin line is each step's loss, the thick one their running average; losses above the frame are cut off. ${found}`,
    alt: `The loss stays level at small rates, falls, and rises again at large ones. ${found}`,
    height: 360,
    data: [
      lineOf("loss of a step", {points, key: "loss", style: {color: "#888888", width: 1, dash: "solid"}}),
      lineOf("running average", {points, key: "smoothed", style: {color: line, width: 2.4, dash: "solid"}}),
      dot("falls fastest", {search, rate: search.steepest, colour: fall, symbol: "circle"}),
      dot("a tenth of the lowest", {search, rate: search.tenthOfLowest, colour: tenth, symbol: "diamond"}),
    ],
    layout: {
      xaxis: {type: "log", title: {text: "learning rate"}, exponentformat: "power", dtick: 1},
      yaxis: {title: {text: "training loss"}, range: lossRange(points), automargin: true},
      legend: {orientation: "h", y: 1.16},
    },
  };
}

/** From the lowest loss to a third above where it began: how high it flies at the end says nothing, and would press the rest flat. */
function lossRange(points: LearningRateSearch["points"]): readonly [number, number] {
  const lowest = Math.min(...points.map(({loss}) => loss));
  const high = (4 / 3) * points[0]!.smoothed;
  return [lowest - (high - lowest) / 20, high];
}

interface Curve {
  readonly points: LearningRateSearch["points"];
  readonly key: "loss" | "smoothed";
  readonly style: object;
}

function lineOf(name: string, {points, key, style}: Curve): PlotTrace {
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: points.map(({learningRate}) => learningRate),
    y: points.map((point) => point[key]),
    line: style,
  };
}

interface Mark {
  readonly search: LearningRateSearch;
  readonly rate: number;
  readonly colour: string;
  readonly symbol: string;
}

/** A rate, on the running average. */
function dot(what: string, {search, rate, colour, symbol}: Mark): PlotTrace {
  const distance = (other: number): number => Math.max(other / rate, rate / other);
  const nearest = search.points.reduce((a, b) => (distance(b.learningRate) < distance(a.learningRate) ? b : a));
  return {
    type: "scatter",
    mode: "markers",
    name: `${what}: ${rateText(rate)}`,
    x: [rate],
    y: [nearest.smoothed],
    marker: {color: colour, size: 11, symbol},
  };
}

/** Two digits: 0.0032, 1.5, 0.00001. */
function rateText(rate: number): string {
  return rate.toLocaleString("en-US", {maximumSignificantDigits: 2, useGrouping: false});
}
