import type {OutOfFoldRecord} from "../../study/labels/outOfFold.js";

/**
 * On what the search for doubtful labels rests, in sentences: the recorded answers to the training pictures, or, where none are, the answers
 * to the test pictures.
 */
export function labelBasis(
  record: OutOfFoldRecord | undefined,
  {doubtful, count}: {readonly doubtful: number; readonly count: number},
): string {
  const found = `${number(doubtful)} of ${number(count)}`;
  if (!record) {
    return `The training pictures have not been answered by networks that had not seen them, or not these pictures (lookbook measure labels records them), so the test pictures are asked instead: ${found} labels are in doubt.`;
  }
  const {folds, epochs, accuracy} = record;
  return `Each training picture was answered by one of ${folds.length} SE-ResNets that had learnt from the others for ${epochs} epochs, right on ${(100 * accuracy).toFixed(1)} % (as recorded by lookbook measure labels): ${found} labels are in doubt.`;
}

/** What the rounding of the record changed, in a sentence. */
export function roundingWords(record: OutOfFoldRecord | undefined): string {
  if (!record) return "The answers are those of this build, not rounded.";
  const {doubtful, changedAnswers} = record.rounding;
  return `The answers are recorded to a thousandth, which made ${number(changedAnswers)} of them others and left ${number(doubtful.both)} of ${number(doubtful.exact)} doubts as they were.`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
