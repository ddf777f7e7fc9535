import type {AxisPlan} from "../axis/plan.js";
import {groupsOf} from "../groups.js";
import type {Json} from "../spec/read.js";
import {numberAt, textAt} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {modeOf} from "../spec/style.js";
import type {BarOptions, BarTrace} from "./bars.js";
import {prepareBars, rawBars} from "./bars.js";
import {isLying, prepareBoxes} from "./box.js";
import {prepareHeatmap} from "./heatmap.js";
import {histogramBars} from "./histogram.js";
import type {Prepared} from "./prepared.js";
import type {Places} from "./scatter.js";
import {prepareScatter} from "./scatter.js";

interface OnAxes {
  readonly trace: StyledTrace;
  readonly x: AxisPlan;
  readonly y: AxisPlan;
}

/** Computes what every trace shows; bars and boxes of a panel know each other, and lines the one they fill down to. */
export function prepareTraces(
  traces: readonly StyledTrace[],
  layout: Json,
  plans: ReadonlyMap<string, AxisPlan>,
): Prepared[] {
  const placed = traces.map((trace): OnAxes => {
    const [x, y] = [textAt(trace.spec, "xaxis") ?? "x", textAt(trace.spec, "yaxis") ?? "y"];
    return {trace, x: plans.get(x)!, y: plans.get(y)!};
  });
  const panels = groupsOf(placed, ({x, y}) => `${x.id} ${y.id}`);
  const done = [...panels.values()].flatMap((panel) => [
    ...scattersOf(panel),
    ...barsOf(panel, layout),
    ...boxesOf(panel, layout),
    ...panel.filter(({trace}) => trace.type === "heatmap").map(({trace, x, y}) => prepareHeatmap(trace, x, y)),
  ]);
  return done.sort((a, b) => a.trace.index - b.trace.index);
}

function scattersOf(panel: readonly OnAxes[]): Prepared[] {
  let below: Places | undefined;
  return panel
    .filter(({trace}) => trace.type === "scatter")
    .map(({trace, x, y}) => {
      const prepared = prepareScatter(trace, x, y, below);
      if (modeOf(trace.spec).lines || textAt(trace.spec, "fill")) below = prepared.places;
      return prepared;
    });
}

function barsOf(panel: readonly OnAxes[], layout: Json): Prepared[] {
  const histograms = panel.filter(({trace}) => trace.type === "histogram");
  const mode = (textAt(layout, "barmode") ?? "group") as BarOptions["mode"];
  const counted = new Map<StyledTrace, BarTrace>();
  for (const lying of [false, true]) {
    const own = histograms.filter(
      ({trace}) => (textAt(trace.spec, "orientation") === "h" || !trace.spec["x"]) === lying,
    );
    if (own.length > 0) for (const bars of histogramBars(own, mode === "overlay")) counted.set(bars.trace, bars);
  }
  const all = panel.flatMap(({trace, x, y}): BarTrace[] => {
    if (trace.type === "bar") return [{trace, x, y, ...rawBars(trace.spec, x, y)}];
    const bars = counted.get(trace);
    return bars ? [bars] : [];
  });
  const options: BarOptions = {
    mode,
    gap: numberAt(layout, "bargap") ?? (histograms.length > 0 ? 0.03 : 0.25),
    groupGap: numberAt(layout, "bargroupgap") ?? 0,
  };
  return ["v", "h"].flatMap((orientation) => {
    const own = all.filter((bars) => bars.orientation === orientation);
    return own.length === 0 ? [] : prepareBars(own, options);
  });
}

function boxesOf(panel: readonly OnAxes[], layout: Json): Prepared[] {
  const boxes = panel.filter(({trace}) => trace.type === "box");
  const options = {
    grouped: textAt(layout, "boxmode") === "group",
    gap: numberAt(layout, "boxgap") ?? 0.3,
    groupGap: numberAt(layout, "boxgroupgap") ?? 0.3,
  };
  return [false, true].flatMap((lying) => {
    const own = boxes.filter(({trace}) => isLying(trace.spec) === lying);
    return own.length === 0 ? [] : prepareBoxes(own, options);
  });
}
