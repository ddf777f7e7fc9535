import type {AxisPlan} from "../axis/plan.js";
import type {Reach} from "../axis/reach.js";
import type {Scale} from "../axis/scale.js";
import type {StyledTrace} from "../spec/style.js";
import type {Box} from "../text/block.js";

/** A trace with its values computed, before the axes have ranges. */
export interface Prepared {
  readonly trace: StyledTrace;
  /** Lower ones lie below. */
  readonly layer: number;
  readonly x: AxisPlan;
  readonly y: AxisPlan;
  /** What its data ask of the two axes. */
  readonly reachX: readonly Reach[];
  readonly reachY: readonly Reach[];
  /** The least distance of ticks on a linear axis of positions, and where one lies; `off` cancels other traces' wishes. */
  readonly tickFloor?: {readonly axis: string; readonly size: number; readonly origin: number} | "off";
  readonly draw: (panel: Panel) => Marks;
}

/** Where a trace is drawn. */
export interface Panel {
  readonly x: Scale;
  readonly y: Scale;
  /** The whole figure: no text passes it. */
  readonly bounds: Box;
  /** The size of small text, in pixels. */
  readonly textSize: number;
  /** How many of a trace's points may be drawn one by one. */
  readonly quota: (points: number) => number;
  /** Says that fewer were drawn than there are. */
  readonly thinned: (drawn: number, all: number) => void;
}

/** SVG markup. */
export interface Marks {
  /** Cut off at the panel's edges. */
  readonly shapes: string;
  /** Drawn over everything and never cut off. */
  readonly texts?: string;
  /** Of the texts, in pixels, where it is not the panel's. */
  readonly textSize?: number;
}
