/** How far data pull an end of an axis: a place on its line, pixels beyond it, and whether five per cent are to be added. */
export interface Pull {
  readonly at: number;
  readonly pad: number;
  readonly extra: boolean;
}

/** What the data of a trace ask of an axis that chooses its own range. */
export interface Reach {
  readonly low: readonly Pull[];
  readonly high: readonly Pull[];
}

/** Options for {@link reachOf}. */
export interface ReachOptions {
  /** Five per cent of the axis beyond the data; defaults to false. */
  readonly padded?: boolean;
  /** Pixels beyond each value, one for all or one each; defaults to 0. */
  readonly pad?: number | readonly number[];
  /** Pixels beyond values at one end alone, instead of `pad`. */
  readonly padLow?: number;
  readonly padHigh?: number;
  /** Zero belongs to the range, and nothing beyond it where the data end there; of linear axes alone. */
  readonly toZero?: boolean;
}

/** What values ask of an axis; Plotly's `findExtremes` (src/plots/cartesian/autorange.js). Values that are not finite ask nothing. */
export function reachOf(
  values: readonly number[],
  {padded = false, pad = 0, padLow, padHigh, toZero = false}: ReachOptions = {},
): Reach {
  const known = values.flatMap((value, i) =>
    Number.isFinite(value) ? [{value, pad: typeof pad === "number" ? pad : (pad[i] ?? 0)}] : [],
  );
  const [lows, highs] = [new Map<number, number>(), new Map<number, number>()];
  for (const {value, pad: own} of known) {
    const [low, high] = toZero ? [Math.min(0, value), Math.max(0, value)] : [value, value];
    keep(lows, low, padLow ?? own);
    keep(highs, high, padHigh ?? own);
  }
  const pull = ([place, own]: [number, number]): Pull =>
    toZero && place === 0 ? {at: 0, pad: 0, extra: false} : {at: place, pad: own, extra: padded};
  return {low: outermost(lows, 1).map(pull), high: outermost(highs, -1).map(pull)};
}

function keep(ends: Map<number, number>, place: number, pad: number): void {
  ends.set(place, Math.max(pad, ends.get(place) ?? 0));
}

/** Drops what another value outdoes in place and padding. */
function outermost(ends: ReadonlyMap<number, number>, direction: 1 | -1): [number, number][] {
  const kept: [number, number][] = [];
  for (const end of [...ends].sort(([a], [b]) => direction * (a - b))) {
    if (kept.length === 0 || end[1] > kept.at(-1)![1]) kept.push(end);
  }
  return kept;
}
