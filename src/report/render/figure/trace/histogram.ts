import type {AxisPlan} from "../axis/plan.js";
import {chooseComb} from "../axis/tickStep.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, textAt} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {Unsupported} from "../unsupported.js";
import type {BarTrace, RawBar} from "./bars.js";
import {distinct} from "./values.js";

/** Where bins lie: from `start`, `size` wide, until `end` is reached. */
interface Bins {
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** Histograms of one panel and direction; they share their bins unless they lie over each other. */
export function histogramBars(
  traces: readonly {readonly trace: StyledTrace; readonly x: AxisPlan; readonly y: AxisPlan}[],
  overlay: boolean,
): BarTrace[] {
  const read = traces.map(({trace, x, y}) => {
    const {spec} = trace;
    const lying = at(spec, "orientation") === "h" || (!at(spec, "orientation") && !listAt(spec, "x"));
    const plan = lying ? y : x;
    if (plan.type === "date" || plan.type === "log")
      throw new Unsupported(`a histogram over an axis of type ${plan.type}`);
    const letter = lying ? "y" : "x";
    const values = (listAt(spec, letter) ?? []).map(plan.toLine).filter(Number.isFinite);
    return {trace, x, y, lying, letter, plan, values};
  });
  const all = read.flatMap(({values}) => values);
  const first = read.find(({trace, letter}) => isGiven(trace.spec, letter)) ?? read[0]!;
  return read.map((own) => {
    const {trace, x, y, lying, letter, plan, values} = own;
    const bins = overlay ? binsOf(trace.spec, letter, plan, values) : binsOf(first.trace.spec, first.letter, plan, all);
    const bars = barsOf(values, bins, textAt(trace.spec, "histnorm") ?? "");
    return {trace, x, y, orientation: lying ? "h" : "v", bars};
  });
}

function isGiven(spec: Json, letter: string): boolean {
  return at(spec, `${letter}bins`) !== undefined || at(spec, `nbins${letter}`) !== undefined;
}

function binsOf(spec: Json, letter: string, plan: AxisPlan, values: readonly number[]): Bins {
  const given = (name: string): number | undefined => numberAt(spec, `${letter}bins.${name}`);
  const count = numberAt(spec, `nbins${letter}`);
  const auto = automaticBins(plan, values, {count: count || undefined, size: given("size")});
  return {start: given("start") ?? auto.start, end: given("end") ?? auto.end, size: auto.size};
}

/** Plotly's `autoBin` (src/plots/cartesian/axes.js): round widths, and edges moved off the data where the data are discrete. */
function automaticBins(
  plan: AxisPlan,
  values: readonly number[],
  {count, size: wanted}: {readonly count: number | undefined; readonly size: number | undefined},
): Bins {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  if (!Number.isFinite(least)) return {start: 0, end: 1, size: 1};
  if (plan.type === "category")
    return {start: least - 0.5, end: most + 0.5, size: Math.max(1, Math.round(wanted ?? 1))};
  const rough = count === undefined ? scottLike(values) : (most - least) / count;
  const {step} = chooseComb("linear", rough > 0 ? rough : 1, [least, most]);
  const size = wanted ?? (step.kind === "even" ? step.size : 1);
  const firstTick = Math.ceil((least - (most - least) * 1e-4) / size) * size;
  const start = shifted(firstTick - size, size, values, [least, most]);
  return {start, end: start + (1 + Math.floor((most - start) / size)) * size, size};
}

/** About twice the deviation over the 0.4th power of the count, and no finer than the data. */
function scottLike(values: readonly number[]): number {
  const {gap} = distinct(values);
  const decade = 10 ** Math.floor(Math.log10(gap));
  const finest = decade * ([9.9, 4.9, 1.9, 0.9].find((part) => part <= gap / decade) ?? 0.9);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return Math.max(finest, (2 * deviation) / values.length ** 0.4);
}

function shifted(
  start: number,
  size: number,
  values: readonly number[],
  [least, most]: readonly [number, number],
): number {
  const nearEdge = (value: number): boolean => (1 + ((value - start) * 100) / size) % 100 < 2;
  const count = (test: (value: number) => boolean): number => values.filter(test).length;
  if (count((value) => value % 1 === 0) === values.length) {
    if (size < 1) return least - 0.5 * size;
    return start - 0.5 + size < least ? start - 0.5 + size : start - 0.5;
  }
  if (count((value) => nearEdge(value + size / 2)) >= values.length * 0.1) return start;
  if (count(nearEdge) <= values.length * 0.3 && !nearEdge(least) && !nearEdge(most)) return start;
  return start + size / 2 < least ? start + size / 2 : start - size / 2;
}

function barsOf(values: readonly number[], {start, end, size}: Bins, norm: string): RawBar[] {
  if (!(size > 0 && end - start <= 10_000 * size)) throw new Unsupported("a histogram of more than 10,000 bins");
  const count = Math.max(1, Math.ceil((end - start) / size - 1e-6));
  const counts = new Array<number>(count).fill(0);
  let total = 0;
  for (const value of values) {
    const bin = Math.floor((value - start) / size);
    if (bin < 0 || bin >= count) continue;
    counts[bin]!++;
    total++;
  }
  const unit = norm === "percent" ? total / 100 : norm.startsWith("probability") ? total : 1;
  const height = (n: number): number => n / (unit || 1) / (norm.endsWith("density") ? size : 1);
  const bars = counts.map((n, i) => ({i, position: start + (i + 0.5) * size, size: height(n), base: undefined}));
  const [first, last] = [counts.findIndex((n) => n > 0), counts.map((n) => n > 0).lastIndexOf(true)];
  return first < 0 ? [] : bars.slice(first, last + 1);
}
