import type {AxisPlan} from "../axis/plan.js";
import {at} from "../spec/read.js";
import type {Prepared} from "../trace/prepared.js";

/** Lines between categories say nothing, nor do lines under a heat map, or those of a second axis over the first one's. */
export function showsGrid({type, options}: AxisPlan, traces: readonly Pick<Prepared, "trace">[]): boolean {
  const own = at(options, "showgrid");
  if (own !== undefined) return own === true;
  if (at(options, "visible") === false || at(options, "overlaying") !== undefined) return false;
  return type !== "category" && !traces.some(({trace}) => trace.type === "heatmap");
}
