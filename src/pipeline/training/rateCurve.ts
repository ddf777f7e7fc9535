/** One step of a learning-rate search. */
export interface RatePoint {
  readonly learningRate: number;
  /** Mean over the step's rows, in nats, before the weights moved. */
  readonly loss: number;
  /** Exponential moving average of the losses up to here, corrected for its beginning. */
  readonly smoothed: number;
}

/** Takes losses one after the other into an average that is free of the zero it begins with (Kingma, Ba, "Adam", 2015, section 3). */
export function smoother(smoothing: number): (loss: number) => number {
  let [sum, weight] = [0, 0];
  return (loss) => {
    sum = smoothing * sum + (1 - smoothing) * loss;
    weight = smoothing * weight + (1 - smoothing);
    return sum / weight;
  };
}

/** Learning rates that a search suggests. */
export interface RateSuggestions {
  /** Where the smoothed loss falls fastest over the logarithm of the rate. */
  readonly steepest: number;
  /** A tenth of the rate where the smoothed loss is lowest. */
  readonly tenthOfLowest: number;
}

/**
 * Reads a search (Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3).
 * @param points at rates that rise by the same factor each
 * @returns undefined where the loss did not fall for three steps
 */
export function suggestRates(points: readonly RatePoint[]): RateSuggestions | undefined {
  const lowest = points.reduce((low, {smoothed}, i) => (smoothed < points[low]!.smoothed ? i : low), 0);
  if (lowest < 3) return undefined;
  let steepest = 1;
  // Between two neighbours, so that a single step says little; the rates lie evenly on their logarithm.
  const slopeAt = (i: number): number => points[i + 1]!.smoothed - points[i - 1]!.smoothed;
  for (let i = 2; i < lowest; i++) if (slopeAt(i) < slopeAt(steepest)) steepest = i;
  return {steepest: points[steepest]!.learningRate, tenthOfLowest: points[lowest]!.learningRate / 10};
}
