import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../core/errors.js";
import type {Progress} from "../../core/progress.js";
import type {Random} from "../../core/random.js";
import {batches} from "../features/batches.js";
import type {Model} from "../model/model.js";
import {seedDropout} from "../model/seedDropout.js";
import {applyGradients} from "./applyGradients.js";
import {gradientsOf} from "./gradients.js";
import type {EpochRecord} from "./history.js";
import {describe, measure} from "./measure.js";
import type {UpdateRule} from "./optimiser.js";
import {learningRateAt} from "./schedule.js";
import type {TrainOptions} from "./trainOptions.js";

/** What lasts over all epochs of a training. */
export interface Session {
  readonly model: Model;
  readonly options: TrainOptions;
  readonly rule: UpdateRule;
  readonly shuffling: Random;
  readonly dropout: Random;
  readonly line: Progress;
}

/**
 * Trains on every picture once, in a new random order, then measures on the validation set.
 * @throws LookbookError `diverged` or `interrupted`
 */
export async function runEpoch(session: Session, epoch: number): Promise<EpochRecord> {
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
