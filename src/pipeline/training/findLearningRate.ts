import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../core/errors.js";
import {type Random, seeded} from "../../core/random.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import {batches} from "../features/batches.js";
import type {Model} from "../model/model.js";
import {unseedDropout} from "../model/seedDropout.js";
import {readWeights, writeWeights} from "../model/weights.js";
import {assertTrainable} from "./assertTrainable.js";
import {openCrew} from "./crew.js";
import {withPlace} from "./failure.js";
import {openMover} from "./mover.js";
import {isCount, isPositive, isShare, numberCheck} from "./numberCheck.js";
import {openOptimiser} from "./optimiser.js";
import {type RatePoint, type RateSuggestions, smoother, suggestRates} from "./rateCurve.js";
import {type Bench, isFiniteStep, runStep} from "./runStep.js";
import {learningRateAt, type Schedule} from "./schedule.js";
import {startDesk} from "./startDesk.js";
import {type FullOptions, type TrainOptions, withDefaults} from "./trainOptions.js";

/** Options for {@link findLearningRate}: those of the training that the rate is for, and how far and how fast it rises. */
export interface LearningRateSearchOptions
  extends Pick<TrainOptions, "train" | "batchSize" | "optimiser" | "loss" | "labelSmoothing" | "augment" | "clip">,
    Pick<TrainOptions, "seed" | "shards" | "workers" | "progress" | "signal"> {
  /** The first rate; defaults to 1e-5. */
  readonly from?: number;
  /** The last rate, if the loss does not explode before; defaults to 10. */
  readonly to?: number;
  /** Steps from the one to the other; defaults to 100. */
  readonly steps?: number;
  /** Share of the old average that a step leaves, in [0, 1), when the loss is smoothed; defaults to 0.9. */
  readonly smoothing?: number;
}

/** What a search found; plain data, without a duration. */
export interface LearningRateSearch extends RateSuggestions {
  readonly model: string;
  /** Pictures in a step. */
  readonly batchSize: number;
  /** One a step, the rates rising by the same factor. */
  readonly points: readonly RatePoint[];
  /** Whether the search stopped because the loss exploded: past four times its lowest, or no number any more. */
  readonly diverged: boolean;
}

/**
 * Learning-rate range test (Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3): trains for some steps at
 * rates that rise evenly on a log scale and notes the loss of each. The model is left as it was, bit for bit. The same model, data,
 * options and engine give the same search, whatever the number of workers.
 * @throws LookbookError `bad-option`, `bad-shape` and `bad-data` as `train`, `interrupted` by the signal, `worker-died`,
 * `out-of-memory`, and `diverged` where the loss did not fall at all
 */
export async function findLearningRate(
  model: Model,
  {from = 1e-5, to = 10, steps = 100, smoothing = 0.9, ...training}: LearningRateSearchOptions,
): Promise<LearningRateSearch> {
  assertRange({from, to, steps, smoothing});
  const schedule: Schedule = {kind: "exponential", learningRate: from, end: to / from};
  const options = withDefaults({...training, validation: firstOf(training.train), epochs: 1, schedule});
  assertTrainable(model, options);
  const before = readWeights(model);
  const desk = startDesk(model, options);
  const line = options.progress(`learning rates for ${model.name}`, "steps");
  try {
    const crew = await openCrew(desk, options.workers);
    try {
      const bench = {options, desk, crew, move: openMover(desk, openOptimiser(options.optimiser), options)};
      const points = await rise(bench, {steps, smooth: smoother(smoothing), tell: line.update});
      const diverged = points.length < steps;
      const found = suggestRates(points);
      if (!found) throw neverFell(model, from, points.length);
      line.end(`the loss falls fastest at ${found.steepest.toPrecision(2)}`);
      return {model: model.name, batchSize: options.batchSize, points, diverged, ...found};
    } finally {
      await crew.close();
    }
  } catch (thrown) {
    line.end("stopped");
    throw thrown;
  } finally {
    writeWeights(model, before);
    unseedDropout(model);
  }
}

interface Rise {
  readonly steps: number;
  readonly smooth: (loss: number) => number;
  readonly tell: (done: number, total: number, note: string) => void;
}

/** Runs the steps until the last or until the loss explodes. */
async function rise(bench: Bench, {steps, smooth, tell}: Rise): Promise<RatePoint[]> {
  const {options, desk} = bench;
  const points: RatePoint[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const {epoch, rows} of batchesFor(options, seeded(options.seed).fork("shuffle"))) {
    if (points.length === steps) break;
    if (options.signal?.aborted) {
      throw new LookbookError(
        "interrupted",
        `learning rates for ${desk.model.name}: interrupted in step ${points.length + 1}`,
      );
    }
    const learningRate = learningRateAt(options.schedule, points.length / (steps - 1));
    const found = await withPlace(`step ${points.length + 1} of ${steps}`, bench, () =>
      runStep(bench, {step: points.length, epoch, rows, learningRate}),
    );
    if (!isFiniteStep(found)) break;
    const loss = found.loss / rows.length;
    const smoothed = smooth(loss);
    lowest = Math.min(lowest, smoothed);
    if (smoothed > 4 * lowest) break;
    points.push({learningRate, loss, smoothed});
    tell(points.length, steps, `rate ${learningRate.toPrecision(2)}  loss ${smoothed.toFixed(3)}`);
    await setImmediate(); // timers and signals get their turn
  }
  return points;
}

/** The batches of a training, epoch after epoch without end. */
function* batchesFor({train, batchSize}: FullOptions, shuffling: Random): Generator<{epoch: number; rows: Int32Array}> {
  for (let epoch = 1; ; epoch++) {
    const random = shuffling.fork(`epoch ${epoch}`);
    for (const rows of batches(train.count, {batchSize, random})) yield {epoch, rows};
  }
}

/** A set of one example: nothing is measured on it. */
function firstOf(set: ExampleSet): ExampleSet {
  const size = set.height * set.width * set.channels;
  const count = Math.min(1, set.count);
  return {...set, count, images: set.images.subarray(0, count * size), labels: set.labels.subarray(0, count)};
}

function assertRange({from, to, steps, smoothing}: Record<"from" | "to" | "steps" | "smoothing", number>): void {
  const check = numberCheck("findLearningRate");
  check("from", from, isPositive, "be positive");
  check("to", to, (x) => x > from && Number.isFinite(x), `be larger than from, ${from}`);
  check("steps", steps, (x) => isCount(x) && x >= 10, "be a whole number of at least 10");
  check("smoothing", smoothing, isShare, "lie in [0, 1)");
}

function neverFell({name}: Model, from: number, steps: number): LookbookError {
  return new LookbookError(
    "diverged",
    `learning rates for ${name}: the loss did not fall from the first rate, ${from}, on, in ${steps} steps; begin lower, for instance from: ${(from / 100).toPrecision(1)}, or look whether the labels belong to the pictures`,
  );
}
