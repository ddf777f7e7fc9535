import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../core/errors.js";
import type {Progress} from "../../core/progress.js";
import type {Random} from "../../core/random.js";
import {batches} from "../features/batches.js";
import type {Averager} from "./average.js";
import type {Crew} from "./crew.js";
import {diverged, withPlace} from "./failure.js";
import type {EpochRecord} from "./history.js";
import {describe, type Measure, measureOf} from "./measure.js";
import type {Mover} from "./mover.js";
import {learningRateAt} from "./schedule.js";
import type {Desk} from "./shard.js";
import type {FullOptions} from "./trainOptions.js";

/** What lasts over all epochs of a training. */
export interface Session {
  readonly options: FullOptions;
  readonly desk: Desk;
  readonly crew: Crew;
  readonly move: Mover;
  readonly averager: Averager | undefined;
  readonly shuffling: Random;
  readonly line: Progress;
}

/**
 * Trains on every picture once, in a new random order, then measures on the validation set: where weights are averaged, the averaged
 * ones, which stand on the board afterwards.
 * @throws LookbookError `diverged`, `interrupted`, `worker-died` or `out-of-memory`, naming epoch and step
 */
export async function runEpoch(session: Session, epoch: number): Promise<EpochRecord> {
  const {options, desk, crew, averager, shuffling, line} = session;
  const {model} = desk;
  const {train, validation, epochs, batchSize, schedule, signal, onStep} = options;
  let start = performance.now();
  const steps = batches(train.count, {batchSize, random: shuffling.fork(`epoch ${epoch}`)});
  // A step has the rate of its middle, so that no warm-up wastes its first step on a rate of zero.
  const rateAt = (step: number): number =>
    learningRateAt(schedule, ((epoch - 1) * steps.length + step + 0.5) / (epochs * steps.length));
  let [loss, correct, seen] = [0, 0, 0];
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
    if (!Number.isFinite(found.loss)) throw diverged(model, place, learningRate);
    averager?.follow();
    loss += found.loss;
    correct += found.correct;
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

interface Step {
  /** From 0, over all epochs. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  readonly rows: Int32Array;
  readonly learningRate: number;
}

interface StepResult {
  /** Sum over the rows, in nats; where it is no finite number, the weights have not moved. */
  readonly loss: number;
  readonly correct: number;
  readonly gathering: number;
  readonly moving: number;
}

async function runStep(
  {options, desk, crew, move}: Session,
  {step, epoch, rows, learningRate}: Step,
): Promise<StepResult> {
  const {board} = desk;
  // A last, smaller batch is cut into fewer shards of about the same size: batch statistics need pictures.
  const shards = Math.max(1, Math.round((rows.length * options.shards) / options.batchSize));
  board.rows.set(rows);
  const reports = await crew.step({step, epoch, rowCount: rows.length, shards});
  const start = performance.now();
  const sumOf = (key: "loss" | "correct"): number => reports.reduce((sum, report) => sum + report[key], 0);
  const loss = sumOf("loss");
  if (Number.isFinite(loss)) move({shards, learningRate});
  const gathering = Math.max(...reports.map((report) => report.gathering));
  return {loss, correct: sumOf("correct"), gathering, moving: performance.now() - start};
}
