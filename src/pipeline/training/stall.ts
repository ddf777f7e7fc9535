import {LookbookError} from "../../core/errors.js";
import type {EpochRecord} from "./history.js";
import {numberCheck} from "./numberCheck.js";

/** Which figure of the validation set says whether an epoch was better. */
export type Watched = "loss" | "accuracy";

/** When a training has stopped getting better. */
export interface StallOptions {
  /** Defaults to "loss". */
  readonly watch?: Watched;
  /** By how much more than this an epoch has to be better, in nats or as a share, to count; defaults to 0. */
  readonly minDelta?: number;
}

/** What an epoch reached on the validation set. */
export type Reached = Pick<EpochRecord, "validationLoss" | "validationAccuracy">;

/** How a training stands, from the records of its epochs alone: so a training that goes on knows what it knew before. */
export interface Stall {
  /** Epochs since the last that was better by more than `minDelta` than the last one that was. */
  readonly idle: number;
  /** How often there were `patience` such epochs in a row; each time the counting began anew. */
  readonly plateaus: number;
}

/**
 * Follows a training over its epochs, as ReduceLROnPlateau of Keras does; that of PyTorch waits for one epoch more than its patience.
 * @param patience epochs in a row that make a plateau; defaults to any number
 */
export function stallOf(
  records: readonly Reached[],
  {watch = "loss", minDelta = 0, patience = Number.POSITIVE_INFINITY}: StallOptions & {readonly patience?: number} = {},
): Stall {
  let best = Number.NEGATIVE_INFINITY;
  let [idle, waited, plateaus] = [0, 0, 0];
  for (const record of records) {
    const merit = meritOf(record, watch);
    if (merit - best > minDelta) {
      best = merit;
      [idle, waited] = [0, 0];
      continue;
    }
    idle++;
    if (++waited < patience) continue;
    plateaus++;
    waited = 0;
  }
  return {idle, plateaus};
}

/** Whether an epoch was better than another, however little. */
export function isBetter(record: Reached, other: Reached, watch: Watched): boolean {
  return meritOf(record, watch) > meritOf(other, watch);
}

/** Checks options at the door. @param owner whose they are, for the message @throws LookbookError `bad-option` */
export function assertStall(owner: string, {watch = "loss", minDelta}: StallOptions): void {
  if (watch !== "loss" && watch !== "accuracy") {
    throw new LookbookError("bad-option", `${owner}: watch must be "loss" or "accuracy", got "${String(watch)}"`);
  }
  numberCheck(owner)("minDelta", minDelta, (x) => x >= 0 && Number.isFinite(x), "be a number of at least 0");
}

/** The larger, the better. */
function meritOf({validationLoss, validationAccuracy}: Reached, watch: Watched): number {
  return watch === "loss" ? -validationLoss : validationAccuracy;
}
