import {LookbookError} from "../../core/errors.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import type {Model} from "../model/model.js";

/**
 * Checks at the door that examples are what a model takes, each with a class that it knows.
 * @param everyClass whether there has to be an example of each class: what is not in the training set cannot be learnt
 * @throws LookbookError `bad-shape` or `bad-data` naming the set, the row and the remedy
 */
export function assertExamples(
  model: Model,
  set: ExampleSet,
  {everyClass = false}: {readonly everyClass?: boolean} = {},
): void {
  const {name, count, classNames} = set;
  if (count === 0) throw new LookbookError("bad-data", `the ${name} set has no pictures`);
  assertShapes(model, set);
  const present = new Uint8Array(model.classCount);
  set.labels.forEach((label, row) => {
    if (label < model.classCount) present[label] = 1;
    else throw new LookbookError("bad-data", `the ${name} set, row ${row}: ${knownClasses(model)}, got label ${label}`);
  });
  const absent = classNames.filter((_, label) => present[label] === 0);
  if (everyClass && absent.length > 0) {
    throw new LookbookError(
      "bad-data",
      `the ${name} set has no example of ${absent.join(", ")}, which a model could not learn so; add examples, or leave ${absent.length === 1 ? "that class" : "those classes"} out of classNames`,
    );
  }
  if (set.images instanceof Float32Array) assertFinite(set, set.images);
}

function assertShapes(
  model: Model,
  {name, images, labels, count, height, width, channels, classNames}: ExampleSet,
): void {
  const wrong = (text: string): LookbookError => new LookbookError("bad-shape", text);
  const expected = model.inputShape.join(" x ");
  const came = [height, width, channels].join(" x ");
  if (came !== expected) throw wrong(`model ${model.name} takes pictures of ${expected}, the ${name} set has ${came}`);
  if (classNames.length !== model.classCount) {
    throw wrong(`${knownClasses(model)}, the ${name} set has ${classNames.length}`);
  }
  const size = height * width * channels;
  if (images.length !== count * size) {
    throw wrong(`the ${name} set: expected ${count} x ${came} = ${count * size} numbers, got ${images.length}`);
  }
  if (labels.length !== count)
    throw wrong(`the ${name} set: expected ${count} labels, one a picture, got ${labels.length}`);
}

function knownClasses({name, classCount}: Model): string {
  return `model ${name} knows ${classCount} classes`;
}

function assertFinite({name, height, width, channels}: ExampleSet, numbers: Float32Array): void {
  const at = numbers.findIndex((x) => !Number.isFinite(x));
  if (at < 0) return;
  throw new LookbookError(
    "bad-data",
    `the ${name} set, row ${Math.floor(at / (height * width * channels))}: holds ${numbers[at]}, from which no network can learn; leave the row out, or see how its numbers were computed`,
  );
}
