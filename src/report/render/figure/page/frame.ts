import {writeDate} from "../axis/dates.js";
import type {AxisPlan} from "../axis/plan.js";
import {axisName} from "../axis/plan.js";
import type {AxisFrame, Frame} from "../figure.js";
import {textAt} from "../spec/read.js";
import type {Block} from "../text/block.js";
import type {Prepared} from "../trace/prepared.js";
import type {Arranged} from "./arrange.js";
import type {Plot} from "./references.js";
import {showsGrid} from "./showsGrid.js";

/** What an interactive figure needs to stand just where the drawn one does. */
export function frameOf(
  {axes, spans, partners}: Arranged,
  plot: Plot,
  {
    width,
    height,
    traces,
    textSize,
  }: {
    readonly width: number;
    readonly height: number;
    readonly traces: readonly Prepared[];
    readonly textSize: number;
  },
): Frame {
  const frames = [...axes].map(([id, {scale, ticks, labels, title}]): [string, AxisFrame] => {
    const {plan, range} = scale;
    const [from, to] = spans.get(id)!;
    const written = new Map(labels.labels.map(({tick, block}) => [tick, textOf(block)]));
    const [low, high] = plan.letter === "x" ? [plot.left, plot.right] : [plot.top, plot.bottom];
    const share = (px: number): number => rounded((px - low) / (high - low));
    const domain: [number, number] =
      plan.letter === "x" ? [share(from), share(to)] : [rounded(1 - share(to)), rounded(1 - share(from))];
    return [
      axisName(id),
      {
        range: range.map((place) => inLayout(plan, place)),
        domain,
        tickvals: ticks.map(({place}) => inData(plan, place)),
        ticktext: ticks.map((tick) => written.get(tick) ?? ""),
        tickangle: labels.angle,
        type: plan.type,
        categories: plan.categories,
        title: title === undefined ? "" : textOf(title),
        anchor: textAt(plan.options, "anchor") === "free" ? "free" : partners.get(id)!,
        showgrid: showsGrid(
          plan,
          traces.filter(({x, y}) => x.id === id || y.id === id),
        ),
      },
    ];
  });
  const margin = {
    l: rounded(plot.left),
    r: rounded(width - plot.right),
    t: rounded(plot.top),
    b: rounded(height - plot.bottom),
  };
  return {margin, axes: Object.fromEntries(frames), textSize};
}

function inLayout({type}: AxisPlan, place: number): number | string {
  return type === "date" ? writeDate(place) : place;
}

/** Categories go by their names: a name may be a number. */
function inData(plan: AxisPlan, place: number): number | string {
  if (plan.type === "log") return 10 ** place;
  return plan.type === "category" ? (plan.categories[place] ?? place) : inLayout(plan, place);
}

/** A label as Plotly's text, broken where it was broken. */
function textOf({lines}: Block): string {
  return lines
    .map((line) =>
      line
        .map(({text, shift, bold, italic}) => {
          const dress = [shift === 1 && "sup", shift === -1 && "sub", bold && "b", italic && "i"].filter(Boolean);
          return dress.reduce((inner, tag) => `<${tag}>${inner}</${tag}>`, text);
        })
        .join(""),
    )
    .join("<br>");
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
