import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../core/errors.js";
import type {Progress} from "../../core/progress.js";
import type {Random} from "../../core/random.js";
import {batches} from "../features/batches.js";
import type {Averager} from "./average.js";
import {diverged, withPlace} from "./failure.js";
import type {EpochRecord} from "./history.js";
import {describe, type Measure, measureOf} from "./measure.js";
import {type Bench, isFiniteStep, runStep} from "./runStep.js";
import {learningRateAt} from "./schedule.js";

/** What lasts over all epochs of a training. */
export interface Session extends Bench {
  readonly averager: Averager | undefined;
  /** Of the epochs before. */
  readonly records: readonly EpochRecord[];
  readonly shuffling: Random;
  readonly line: Progress;
}

/**
 * Trains on every picture once, in a new random order, then measures on the validation set: where weights are averaged, the averaged
 * ones, which stand on the board afterwards.
 * @throws LookbookError `diverged`, `interrupted`, `worker-died` or `out-of-memory`, naming epoch and step
 */
export async function runEpoch(session: Session, epoch: number): Promise<EpochRecord> {
  const {options, desk, crew, averager, records, shuffling, line} = session;
  const {model} = desk;
  const {train, validation, epochs, batchSize, schedule, clip, signal, onStep} = options;
  let start = performance.now();
  const steps = batches(train.count, {batchSize, random: shuffling.fork(`epoch ${epoch}`)});
  // A step has the rate of its middle, so that no warm-up wastes its first step on a rate of zero.
  const rateAt = (step: number): number =>
    learningRateAt(schedule, ((epoch - 1) * steps.length + step + 0.5) / (epochs * steps.length), records);
  let [loss, correct, seen, norms, clipped] = [0, 0, 0, 0, 0];
  for (const [step, rows] of steps.entries()) {
    if (signal?.aborted) {
      throw new LookbookError("interrupted", `training ${model.name}: interrupted in epoch ${epoch}`);
    }
    const place = `epoch ${epoch}, step ${step + 1} of ${steps.length}`;
    const learningRate = rateAt(step);
    const between = performance.now() - start;
    const found = await withPlace(place, session, () =>
      runStep(session, {step: (epoch - 1) * steps.length + step, epoch, rows, learningRate}),
    );
    if (!isFiniteStep(found)) throw diverged(session, place, learningRate);
    averager?.follow();
    loss += found.loss;
    correct += found.correct;
    if (clip !== undefined) {
      norms += found.norm!;
      clipped += Number(found.norm! > clip);
    }
    seen += rows.length;
    const end = performance.now();
    const {gathering, moving} = found;
    onStep?.({pictures: rows.length, total: end - start, between, gathering, moving});
    start = end;
    const note = `epoch ${epoch}/${epochs}  ${describe({loss: loss / seen, accuracy: correct / seen})}`;
    line.update((epoch - 1) * train.count + seen, epochs * train.count, note);
    await setImmediate(); // timers and signals get their turn
  }
  averager?.swap();
  const held: Measure = await withPlace(`epoch ${epoch}, validation`, session, async () =>
    measureOf(await crew.logits(), validation),
  );
  if (!Number.isFinite(held.loss)) throw diverged(session, `epoch ${epoch}, validation`, rateAt(steps.length - 1));
  return {
    epoch,
    learningRate: rateAt((steps.length - 1) / 2),
    trainLoss: loss / seen,
    trainAccuracy: correct / seen,
    validationLoss: held.loss,
    validationAccuracy: held.accuracy,
    ...(clip !== undefined && {gradientNorm: norms / steps.length, clippedShare: clipped / steps.length}),
  };
}
