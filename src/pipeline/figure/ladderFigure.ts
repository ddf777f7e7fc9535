import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import {seconds as duration} from "../../core/progress.js";
import type {LadderGroup} from "../study/ladderGroups.js";
import {errorBars} from "./errorBars.js";
import {seriesColours} from "./theme.js";
import {trainedWhere} from "./trainedWhere.js";

/** What a model costs. */
export type LadderCost = "parameters" | "flops" | "training";

/** Options for {@link ladderFigure}. */
export interface LadderFigureOptions {
  /** Defaults to "training", the processors' time. */
  readonly cost?: LadderCost;
  /** Defaults to `ladder`. */
  readonly id?: string;
}

/** Accuracy with its interval against cost, one dot a group; groups whose cost is not known are left out, and the caption says so. */
export function ladderFigure(
  groups: readonly LadderGroup[],
  {cost = "training", id = "ladder"}: LadderFigureOptions = {},
): PlotPayload {
  const known = groups.filter((group) => costOf(group, cost) !== null);
  const left = groups.filter((group) => costOf(group, cost) === null).map(({title}) => title);
  const xs = known.map((group) => costOf(group, cost)!);
  const sides = sidesOf(xs.map(Math.log10));
  const {axis, words, say} = costs[cost];
  const described = known.map(
    (group) =>
      `${labelOf(group, groups)} ${(100 * group.accuracy.value).toFixed(1)} % for ${say(costOf(group, cost)!)}`,
  );
  const missing = left.length > 0 ? ` Not drawn, as ${words} is not known: ${left.join(", ")}.` : "";
  return {
    kind: "plot",
    id,
    caption: `Accuracy on the test set against ${words}, on a logarithmic axis: mean over seeds, bars for the 95 % interval over seeds and pictures.${missing} ${trainedWhere(groups.flatMap((group) => group.rows))}`,
    alt: `One dot a model. ${described.join("; ")}.`,
    height: 360,
    data: known.map((group, i) =>
      dot(group, {
        x: xs[i]!,
        label: labelOf(group, groups),
        side: sides[i]!,
        color: seriesColours[i % seriesColours.length]!,
      }),
    ),
    layout: {
      showlegend: false,
      xaxis: {type: "log", title: {text: axis}, range: rangeOf(xs.map(Math.log10))},
      yaxis: {
        title: {text: "accuracy"},
        tickformat: ".1%",
        automargin: true,
        ...(known.length === 0 && {range: [0.8, 1]}),
      },
    },
  };
}

const costs: Readonly<
  Record<LadderCost, {readonly axis: string; readonly words: string; readonly say: (x: number) => string}>
> = {
  parameters: {
    axis: "parameters",
    words: "the number of parameters",
    say: (x) => `${x.toLocaleString("en-US")} parameters`,
  },
  flops: {
    axis: "floating-point operations a picture",
    words: "the floating-point operations of one picture",
    say: (x) => `${(x / 1e6).toFixed(1)} million operations`,
  },
  training: {
    axis: "processor time of a training (minutes)",
    words: "the processor time of a training",
    say: (x) => duration(60 * x),
  },
};

function costOf({parameters, flops, seconds}: LadderGroup, cost: LadderCost): number | null {
  switch (cost) {
    case "parameters":
      return parameters;
    case "flops":
      return flops;
    case "training":
      return seconds ? seconds.cpu / 60 : null;
  }
}

/** Room for the labels: to the right of the last dot, and a little to the left of the first. */
function rangeOf(places: readonly number[]): readonly [number, number] {
  if (places.length === 0) return [0, 1];
  const [low, high] = [Math.min(...places), Math.max(...places)];
  return [low - 0.15, high + Math.max(0.5, 0.35 * (high - low))];
}

/** A label stands where there is more room beside its dot. @param places on the axis */
function sidesOf(places: readonly number[]): ("left" | "right")[] {
  const room = rangeOf(places)[1] - Math.max(...places);
  return places.map((place) => {
    const before = Math.min(...places.filter((other) => other < place).map((other) => place - other));
    const behind = Math.min(room, ...places.filter((other) => other > place).map((other) => other - place));
    return before < Number.POSITIVE_INFINITY && before > behind ? "left" : "right";
  });
}

/** The title, with the epochs where another group has the same. */
function labelOf({title, name, budget}: LadderGroup, groups: readonly LadderGroup[]): string {
  const twins = groups.filter((group) => group.name === name);
  return twins.length > 1 ? `${title}, ${budget.epochs} epochs` : title;
}

interface DotLook {
  readonly x: number;
  readonly label: string;
  readonly side: "left" | "right";
  readonly color: string;
}

function dot({accuracy}: LadderGroup, {x, label, side, color}: DotLook): PlotTrace {
  const {value} = accuracy;
  return {
    type: "scatter",
    mode: "markers+text",
    name: label,
    x: [x],
    y: [value],
    error_y: errorBars([accuracy], {color, thickness: 1.6, width: 5}),
    text: [side === "right" ? `  ${label}` : `${label}  `],
    textposition: `middle ${side}`,
    marker: {color, size: 10},
    hovertemplate: `${label}: %{y:.2%}<extra></extra>`,
    cliponaxis: false,
  };
}
