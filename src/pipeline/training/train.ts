import {seeded} from "../../core/random.js";
import type {Model} from "../model/model.js";
import {unseedDropout} from "../model/seedDropout.js";
import {readWeights, writeWeights} from "../model/weights.js";
import {assertTrainable} from "./assertTrainable.js";
import {openAverager} from "./average.js";
import {assertSameLesson, type BestEpoch, type LessonPrint, lessonPrint, type TrainingState} from "./checkpoint.js";
import {openCrew} from "./crew.js";
import type {EpochRecord, TrainingHistory} from "./history.js";
import {describe} from "./measure.js";
import {openMover} from "./mover.js";
import {type Moments, openOptimiser} from "./optimiser.js";
import {runEpoch} from "./runEpoch.js";
import {readBoard} from "./shard.js";
import {isBetter, stallOf} from "./stall.js";
import {startDesk} from "./startDesk.js";
import {type TrainOptions, withDefaults} from "./trainOptions.js";

export type {EpochRecord, TrainingHistory, TrainOptions};

/**
 * Trains a model in place and leaves it with the weights of the epoch that was best on the validation set, by its loss or, with
 * `watch`, by its accuracy; where weights are averaged, with the average at the end of that epoch. The weights of the last epoch stay
 * in the checkpoint.
 * The same model, data, options and engine give the same weights, bit for bit, whatever the number of workers.
 * @throws LookbookError `diverged` when the loss is no number any more, `interrupted` by the signal, `worker-died`, `out-of-memory`,
 * `bad-option`, `bad-shape` and `bad-data`
 */
export async function train(model: Model, partial: TrainOptions): Promise<TrainingHistory> {
  const options = withDefaults(partial);
  assertTrainable(model, options);
  const {train, epochs, watch, patience, progress, checkpoint, onEpoch} = options;
  const print = checkpoint && lessonPrint(model, options);
  const state = await checkpoint?.load();
  if (state) assertSameLesson(model, state, print!);
  const desk = startDesk(model, options, state);
  const averager = options.average && openAverager(desk.board, options.average, state?.average);
  const moments: Moments = structuredClone(state?.moments ?? {});
  const records: EpochRecord[] = [...(state?.records ?? [])];
  let best = state?.best;
  const line = progress(`train ${model.name}`, "images");
  try {
    const crew = await openCrew(desk, options.workers);
    try {
      const session = {
        options,
        desk,
        crew,
        move: openMover(desk, openOptimiser(options.optimiser, moments), options),
        averager,
        records,
        shuffling: seeded(options.seed).fork("shuffle"),
        line,
      };
      for (let epoch = records.length + 1; epoch <= epochs && stallOf(records, options).idle < patience; epoch++) {
        const record = await runEpoch(session, epoch);
        records.push(record);
        readBoard(desk);
        if (!best || isBetter(record, records[best.epoch - 1]!, watch)) best = {epoch, weights: readWeights(model)};
        if (averager) {
          averager.swap();
          readBoard(desk);
        }
        await checkpoint?.save({
          ...stateOf(model, {print: print!, moments, records, best}),
          ...(averager && {average: averager.state()}),
        });
        await onEpoch?.({name: model.name, records: [...records], bestEpoch: best.epoch, epochs});
      }
    } finally {
      await crew.close();
    }
  } catch (thrown) {
    line.end("stopped");
    readBoard(desk);
    throw thrown;
  } finally {
    unseedDropout(model);
  }
  writeWeights(model, best!.weights);
  const kept = records[best!.epoch - 1]!;
  line.update(train.count * epochs, train.count * epochs);
  line.end(
    `epoch ${kept.epoch} kept: validation ${describe({loss: kept.validationLoss, accuracy: kept.validationAccuracy})}`,
  );
  return {epochs: records, bestEpoch: kept.epoch, stoppedEarly: records.length < epochs};
}

interface Reached {
  readonly print: LessonPrint;
  readonly moments: Moments;
  readonly records: readonly EpochRecord[];
  readonly best: BestEpoch;
}

/** Copies what the next epoch will change. */
function stateOf(model: Model, {print, moments, records, best}: Reached): TrainingState {
  return {
    lesson: print,
    weights: readWeights(model),
    moments: structuredClone(moments),
    records: [...records],
    best,
  };
}
