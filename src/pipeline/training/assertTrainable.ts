import {LookbookError} from "../../core/errors.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import type {Model} from "../model/model.js";
import {assertAveraging} from "./average.js";
import {assertLoss} from "./loss.js";
import {assertSchedule} from "./schedule.js";
import type {FullOptions} from "./trainOptions.js";

/** Checks at the door that model, data and options fit. @throws LookbookError `bad-shape` or `bad-option` */
export function assertTrainable(model: Model, options: FullOptions): void {
  const {train, validation, epochs, batchSize, patience, loss, labelSmoothing, schedule, shards, workers} = options;
  const {average} = options;
  assertFits(model, train);
  assertFits(model, validation);
  assertWhole("epochs", epochs);
  assertWhole("batchSize", batchSize);
  assertWhole("shards", shards);
  assertWhole("workers", workers);
  if (!(patience >= 1)) throw new LookbookError("bad-option", `patience must be at least 1, got ${patience}`);
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new LookbookError("bad-option", `labelSmoothing must lie in [0, 1), got ${labelSmoothing}`);
  }
  assertLoss(loss, model.classCount);
  assertSchedule(schedule);
  if (average) assertAveraging(average);
}

function assertFits(model: Model, {name, count, height, width, channels, classNames}: ExampleSet): void {
  const expected = model.inputShape.join(" x ");
  const came = [height, width, channels].join(" x ");
  if (count === 0) throw new LookbookError("bad-data", `the ${name} set has no pictures`);
  if (came !== expected) {
    throw new LookbookError(
      "bad-shape",
      `model ${model.name} takes pictures of ${expected}, the ${name} set has ${came}`,
    );
  }
  if (classNames.length !== model.classCount) {
    throw new LookbookError(
      "bad-shape",
      `model ${model.name} knows ${model.classCount} classes, the ${name} set has ${classNames.length}`,
    );
  }
}

function assertWhole(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new LookbookError("bad-option", `${name} must be a whole number of at least 1, got ${value}`);
}
