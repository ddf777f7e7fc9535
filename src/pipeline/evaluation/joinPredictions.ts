import {LookbookError} from "../../core/errors.js";
import type {Predictions} from "./predictions.js";

/**
 * Answers on several sets, one set behind the other, as if they were one: those of models that were each tested on points of their own.
 * @throws LookbookError `bad-shape` where there is none, or the classes differ
 */
export function joinPredictions(parts: readonly Predictions[]): Predictions {
  const [first] = parts;
  if (!first) throw new LookbookError("bad-shape", "joinPredictions: expected at least one set of answers, got none");
  const odd = parts.find(({classNames}) => classNames.join("\n") !== first.classNames.join("\n"));
  if (odd) {
    throw new LookbookError(
      "bad-shape",
      `joinPredictions: expected the classes ${first.classNames.join(", ")} in all parts, got ${odd.classNames.join(", ")}`,
    );
  }
  const labels = (key: "yTrue" | "yPred"): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part[key]]));
  return {
    classNames: first.classNames,
    count: parts.reduce((sum, {count}) => sum + count, 0),
    yTrue: labels("yTrue"),
    yPred: labels("yPred"),
    probabilities: Float32Array.from(parts.flatMap(({probabilities}) => [...probabilities])),
  };
}
