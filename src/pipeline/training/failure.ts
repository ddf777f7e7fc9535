import {LookbookError, messageOf} from "../../core/errors.js";
import type {Session} from "./runEpoch.js";
import type {Bench} from "./runStep.js";

/** The loss, or the gradient to clip, is no number any more. What was kept of the epochs before stays. */
export function diverged({options, desk, records}: Session, place: string, learningRate: number): LookbookError {
  const {checkpoint, schedule, clip} = options;
  const lower = `lower the schedule's learningRate, now ${schedule.learningRate}, for instance to ${(schedule.learningRate / 10).toPrecision(2)}`;
  const clipping = clip === undefined ? ", or clip the gradients (clip: 1)" : "";
  const kept = checkpoint && records.length > 0 ? `; the checkpoint still holds epoch ${records.length}` : "";
  return new LookbookError(
    "diverged",
    `training ${desk.model.name}: the loss is no longer a number at ${place}, with learning rate ${learningRate}; ${lower}${clipping}${kept}`,
  );
}

/** Does a piece of work; where a worker dies or memory runs out, says at which place of the training, and what to do. */
export async function withPlace<T>(place: string, bench: Bench, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw explained(thrown, place, bench);
  }
}

function explained(thrown: unknown, place: string, {options, desk}: Bench): unknown {
  const {name} = desk.model;
  const {batchSize, shards, checkpoint} = options;
  const reason = messageOf(thrown);
  if (thrown instanceof LookbookError && thrown.code === "worker-died") {
    const kept = checkpoint ? "train again, and it goes on after the last finished epoch" : "train again";
    return new LookbookError(
      "worker-died",
      `training ${name}: ${reason}, at ${place}; ${kept}; with fewer workers it takes less memory`,
      {cause: thrown},
    );
  }
  if (isOutOfMemory(thrown)) {
    return new LookbookError(
      "out-of-memory",
      `training ${name}: out of memory at ${place}, with ${batchSize} pictures a batch in ${shards} shards of ${Math.ceil(batchSize / shards)} (${reason}); take a smaller batchSize or more shards`,
      {cause: thrown},
    );
  }
  return thrown;
}

/** A full heap of an engine, or of JavaScript where an array is too long. */
function isOutOfMemory(thrown: unknown): boolean {
  if (thrown instanceof LookbookError) return thrown.code === "out-of-memory";
  return thrown instanceof Error && /allocation failed|Invalid typed array length/.test(thrown.message);
}
