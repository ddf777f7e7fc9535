import type {Pull, Reach} from "./reach.js";

/** Options for {@link autorange}. */
export interface AutorangeOptions {
  /** Pixels of the axis. */
  readonly length: number;
  /** Plotly's `rangemode`. */
  readonly mode?: string | undefined;
}

/**
 * The range that holds all data with their padding in pixels; Plotly's `getAutoRange` (src/plots/cartesian/autorange.js): of all
 * pairs of a low and a high end, the one that makes a pixel stand for most.
 * @returns undefined where there are no data
 */
export function autorange(reaches: readonly Reach[], {length, mode}: AutorangeOptions): [number, number] | undefined {
  const lows = reaches.flatMap(({low}) => low);
  const highs = reaches.flatMap(({high}) => high);
  if (lows.length === 0 || highs.length === 0) return undefined;
  const padOf = ({pad, extra}: Pull): number => pad + (extra ? 0.05 * length : 0);
  const least = Math.min(...lows.map(({at}) => at));
  const most = Math.max(...highs.map(({at}) => at));
  if (least === most) return aroundOne(least, mode, Math.max(...(least > 0 ? highs : lows).map(padOf)) / length);
  let [low, high, scale] = tightest(lows, highs, padOf, length);
  if (mode === "tozero") {
    if (low.at >= 0) low = zero;
    if (high.at <= 0) high = zero;
  } else if (mode === "nonnegative") {
    if (low.at - scale * padOf(low) < 0) low = zero;
    if (high.at <= 0) high = {...zero, at: 1};
  }
  scale = (high.at - low.at) / (length - padOf(low) - padOf(high));
  return [low.at - scale * padOf(low), high.at + scale * padOf(high)];
}

const zero: Pull = {at: 0, pad: 0, extra: false};

function tightest(
  lows: readonly Pull[],
  highs: readonly Pull[],
  padOf: (pull: Pull) => number,
  length: number,
): [Pull, Pull, number] {
  let best: [Pull, Pull, number] = [lows[0]!, highs[0]!, 0];
  for (const low of lows) {
    for (const high of highs) {
      const span = high.at - low.at;
      if (span <= 0) continue;
      const room = length - padOf(low) - padOf(high);
      // Padding must leave the data a tenth of the length.
      if (room > length / 10) {
        if (span / room > best[2]) best = [low, high, span / room];
      } else if (span / length > best[2]) {
        best = [{...low, pad: 0, extra: false}, {...high, pad: 0, extra: false}, span / length];
      }
    }
  }
  return best;
}

function aroundOne(value: number, mode: string | undefined, pad: number): [number, number] {
  if (mode === "tozero") {
    if (value === 0) return [0, 1];
    const end = value / (1 - Math.min(0.5, pad));
    return value > 0 ? [0, end] : [end, 0];
  }
  return mode === "nonnegative" ? [Math.max(0, value - 1), Math.max(1, value + 1)] : [value - 1, value + 1];
}
