import type {AxisPlan} from "./plan.js";

/** An axis with its range on the page: places on its line to the figure's pixels. */
export interface Scale {
  readonly plan: AxisPlan;
  /** Places on the axis' line, in the order of the author: descending where the axis is reversed. */
  readonly range: readonly [number, number];
  /** Pixels of the two ends of the range. */
  readonly ends: readonly [number, number];
  readonly px: (place: number) => number;
}

export function makeScale(plan: AxisPlan, range: readonly [number, number], ends: readonly [number, number]): Scale {
  const slope = (ends[1] - ends[0]) / (range[1] - range[0]);
  return {plan, range, ends, px: (place) => ends[0] + (place - range[0]) * slope};
}

/** Whether a place lies in the range, give or take a rounding. */
export function within({range: [from, to]}: Scale, place: number): boolean {
  const slack = Math.abs(to - from) * 1e-6;
  return place >= Math.min(from, to) - slack && place <= Math.max(from, to) + slack;
}
