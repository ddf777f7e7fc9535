import {silent} from "../../core/progress.js";
import {seeded} from "../../core/random.js";
import type {Model} from "../model/model.js";
import {unseedDropout} from "../model/seedDropout.js";
import {type NamedWeight, readWeights, writeWeights} from "../model/weights.js";
import {assertTrainable} from "./assertTrainable.js";
import type {EpochRecord, TrainingHistory} from "./history.js";
import {describe} from "./measure.js";
import {openOptimiser} from "./optimiser.js";
import {runEpoch, type Session} from "./runEpoch.js";
import type {TrainOptions} from "./trainOptions.js";

export type {EpochRecord, TrainingHistory, TrainOptions};

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
  } catch (thrown) {
    session.line.end("stopped");
    throw thrown;
  } finally {
    unseedDropout(model);
  }
  writeWeights(model, best!.weights);
  const kept = records[best!.epoch - 1]!;
  session.line.update(train.count * epochs, train.count * epochs);
  session.line.end(
    `epoch ${kept.epoch} kept: validation ${describe({loss: kept.validationLoss, accuracy: kept.validationAccuracy})}`,
  );
  return {epochs: records, bestEpoch: kept.epoch, stoppedEarly: records.length < epochs};
}
