import type {Model} from "../model/model.js";
import {assertExamples} from "./assertExamples.js";
import {assertAveraging} from "./average.js";
import {assertLoss} from "./loss.js";
import {isCount, isPositive, isShare, numberCheck} from "./numberCheck.js";
import {assertOptimiser} from "./optimiser.js";
import {assertSchedule} from "./schedule.js";
import {assertStall} from "./stall.js";
import type {FullOptions} from "./trainOptions.js";

/** Checks at the door that model, data and options fit. @throws LookbookError `bad-shape`, `bad-data` or `bad-option` */
export function assertTrainable(model: Model, options: FullOptions): void {
  const {train, validation, epochs, batchSize, patience, loss, labelSmoothing, schedule, shards, workers} = options;
  const {optimiser, average, clip} = options;
  assertExamples(model, train, {everyClass: true});
  assertExamples(model, validation);
  const check = numberCheck("train");
  for (const [name, value] of Object.entries({epochs, batchSize, shards, workers})) {
    check(name, value, isCount, "be a whole number of at least 1");
  }
  check("patience", patience, (x) => x >= 1, "be at least 1");
  check("labelSmoothing", labelSmoothing, isShare, "lie in [0, 1)");
  check("clip", clip, isPositive, "be positive");
  assertStall("train", options);
  assertLoss(loss, model);
  assertOptimiser(optimiser);
  assertSchedule(schedule);
  if (average) assertAveraging(average);
}
