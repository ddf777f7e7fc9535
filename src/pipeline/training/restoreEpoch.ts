import {LookbookError} from "../../core/errors.js";
import type {Model} from "../model/model.js";
import {writeWeights} from "../model/weights.js";
import type {Checkpoint} from "./checkpoint.js";
import type {EpochRecord} from "./history.js";

/**
 * Gives a model the weights that a checkpoint holds: of the best epoch, as a training that has ended leaves them in the model, or of
 * the last. Also those of a training that was interrupted or has diverged. Where weights are averaged, the best ones are averages, the
 * last ones are not.
 * @returns the record of that epoch
 * @throws LookbookError `bad-data` where the checkpoint holds no epoch yet, `bad-shape` where it is another model's
 */
export async function restoreEpoch(
  model: Model,
  checkpoint: Pick<Checkpoint, "load">,
  which: "best" | "last",
): Promise<EpochRecord> {
  const state = await checkpoint.load();
  if (!state) throw new LookbookError("bad-data", `model ${model.name}: the checkpoint holds no epoch yet`);
  const {records, best} = state;
  writeWeights(model, which === "best" ? best.weights : state.weights);
  return records[which === "best" ? best.epoch - 1 : records.length - 1]!;
}
