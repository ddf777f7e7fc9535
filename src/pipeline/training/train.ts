import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../core/errors.js";
import {type Progress, type ProgressFactory, silent} from "../../core/progress.js";
import {type Random, seeded} from "../../core/random.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {batches} from "../features/batches.js";
import type {Model} from "../model/model.js";
import {seedDropout, unseedDropout} from "../model/seedDropout.js";
import {type NamedWeight, readWeights, writeWeights} from "../model/weights.js";
import {applyGradients} from "./applyGradients.js";
import {assertTrainable} from "./assertTrainable.js";
import {gradientsOf} from "./gradients.js";
import {type Measure, measure} from "./measure.js";
import {type Optimiser, openOptimiser, type UpdateRule} from "./optimiser.js";
import {learningRateAt, type Schedule} from "./schedule.js";

/** Options for {@link train}. */
export interface TrainOptions {
  readonly train: ImageSet;
  /** Chooses the epoch whose weights are kept; never trained on. */
  readonly validation: ImageSet;
  /** Passes over the training pictures, at most. */
  readonly epochs: number;
  /** Pictures in a step; defaults to 128. */
  readonly batchSize?: number;
  /** Defaults to Adam. */
  readonly optimiser?: Optimiser;
  /** Defaults to a constant 0.001. */
  readonly schedule?: Schedule;
  /** Share of the target spread over all classes, in [0, 1); defaults to 0. */
  readonly labelSmoothing?: number;
  /** Stops after this many epochs without a lower validation loss; defaults to never. */
  readonly patience?: number;
  /** Draws the order of the pictures and the dropout; defaults to 0. */
  readonly seed?: number | string;
  readonly progress?: ProgressFactory;
  /** Stops between two steps with an `interrupted` error; the weights stay as that step left them. */
  readonly signal?: AbortSignal;
}

/** One pass over the training pictures. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** In the middle of the epoch. */
  readonly learningRate: number;
  /** Mean over the epoch's steps, in training mode and while the weights move, as Keras shows it; with label smoothing. */
  readonly trainLoss: number;
  /** As `trainLoss`. */
  readonly trainAccuracy: number;
  /** After the epoch, in nats. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

/** What happened in a training; holds no duration, so that it repeats to the bit. */
export interface TrainingHistory {
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the lowest validation loss; its weights are the model's afterwards. From 1. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
}

/**
 * Trains a model in place and leaves it with the weights of the epoch that had the lowest validation loss.
 * The same model, data, options and engine give the same weights, bit for bit.
 * @throws LookbookError `diverged` when the loss is no number any more, `interrupted` by the signal, `bad-option` and `bad-shape`
 */
export async function train(model: Model, options: TrainOptions): Promise<TrainingHistory> {
  assertTrainable(model, options);
  const {train, epochs, patience = Number.POSITIVE_INFINITY, seed = 0, progress = silent} = options;
  const random = seeded(seed);
  const session: Session = {
    model,
    options,
    rule: openOptimiser(options.optimiser ?? {kind: "adam"}),
    shuffling: random.fork("shuffle"),
    dropout: random.fork("dropout"),
    line: progress(`train ${model.name}`, "images"),
  };
  const records: EpochRecord[] = [];
  let best: {epoch: number; loss: number; weights: NamedWeight[]} | undefined;
  try {
    for (let epoch = 1; epoch <= epochs && epoch - (best?.epoch ?? epoch) <= patience; epoch++) {
      const record = await runEpoch(session, epoch);
      records.push(record);
      if (!best || record.validationLoss < best.loss) {
        best = {epoch, loss: record.validationLoss, weights: readWeights(model)};
      }
    }
  } finally {
    unseedDropout(model);
  }
  writeWeights(model, best!.weights);
  const kept = records[best!.epoch - 1]!;
  session.line.update(train.count * epochs, train.count * epochs);
  session.line.end(`epoch ${kept.epoch} kept: validation ${describe(measureOf(kept))}`);
  return {epochs: records, bestEpoch: kept.epoch, stoppedEarly: records.length < epochs};
}

interface Session {
  readonly model: Model;
  readonly options: TrainOptions;
  readonly rule: UpdateRule;
  readonly shuffling: Random;
  readonly dropout: Random;
  readonly line: Progress;
}

async function runEpoch(session: Session, epoch: number): Promise<EpochRecord> {
  const {model, options, rule, shuffling, dropout, line} = session;
  const {train, validation, epochs, batchSize = 128, labelSmoothing = 0, signal} = options;
  const schedule = options.schedule ?? {kind: "constant", learningRate: 0.001};
  const steps = batches(train.count, {batchSize, random: shuffling});
  // A step has the rate of its middle, so that no warm-up wastes its first step on a rate of zero.
  const rateAt = (step: number): number =>
    learningRateAt(schedule, ((epoch - 1) * steps.length + step + 0.5) / (epochs * steps.length));
  let [loss, correct, seen] = [0, 0, 0];
  for (const [step, rows] of steps.entries()) {
    if (signal?.aborted)
      throw new LookbookError("interrupted", `training ${model.name}: interrupted in epoch ${epoch}`);
    seedDropout(model, dropout);
    const found = gradientsOf(model, {images: train.images, labels: train.labels, rows, labelSmoothing});
    if (!Number.isFinite(found.loss)) {
      throw diverged(model, `epoch ${epoch}, step ${step + 1} of ${steps.length}`, rateAt(step));
    }
    applyGradients(model, found.gradients, {rule, learningRate: rateAt(step)});
    loss += found.loss;
    correct += found.correct;
    seen += rows.length;
    const note = `epoch ${epoch}/${epochs}  ${describe({loss: loss / seen, accuracy: correct / seen})}`;
    line.update((epoch - 1) * train.count + seen, epochs * train.count, note);
    await setImmediate(); // timers and signals get their turn
  }
  const held = await measure(model, validation);
  if (!Number.isFinite(held.loss)) throw diverged(model, `epoch ${epoch}, validation`, rateAt(steps.length - 1));
  return {
    epoch,
    learningRate: rateAt((steps.length - 1) / 2),
    trainLoss: loss / seen,
    trainAccuracy: correct / seen,
    validationLoss: held.loss,
    validationAccuracy: held.accuracy,
  };
}

function diverged(model: Model, where: string, learningRate: number): LookbookError {
  return new LookbookError(
    "diverged",
    `training ${model.name}: the loss is no longer a number at ${where}, with learning rate ${learningRate}; lower the schedule's learningRate, for instance to ${(learningRate / 10).toPrecision(2)}`,
  );
}

function measureOf({validationLoss, validationAccuracy}: EpochRecord): Measure {
  return {loss: validationLoss, accuracy: validationAccuracy};
}

function describe({loss, accuracy}: Measure): string {
  return `loss ${loss.toFixed(3)}  accuracy ${(100 * accuracy).toFixed(1)} %`;
}
