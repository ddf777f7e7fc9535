import type {Model} from "../model/model.js";

/**
 * The score that is explained: the logit of a class. A network that gives a single logit, the log-odds of the second of two classes,
 * speaks for the first with its negative.
 * @param logits [count, classCount], as `predictLogits` gives them
 */
export function scoreOf(
  {classCount, logitCount}: Model,
  logits: Float32Array,
  {row, classIndex}: {readonly row: number; readonly classIndex: number},
): number {
  const logit = logits[row * classCount + classIndex]!;
  return logitCount === 1 ? logit - logits[row * classCount + 1 - classIndex]! : logit;
}
