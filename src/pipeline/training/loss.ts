import {LookbookError} from "../../core/errors.js";
import type {Model} from "../model/model.js";
import {binaryCrossEntropy} from "./binaryCrossEntropy.js";
import {type CrossEntropy, type CrossEntropyOptions, crossEntropy} from "./crossEntropy.js";
import {type FocalLossOptions, focalLoss} from "./focalLoss.js";

/** What a training makes small; `labelSmoothing` is an option of its own. */
export type Loss =
  /** `classWeights` defaults to 1 for each class. */
  | {readonly kind: "cross-entropy"; readonly classWeights?: readonly number[]}
  /** For networks that tell two classes apart by a single logit. */
  | {readonly kind: "binary-cross-entropy"; readonly classWeights?: readonly number[]}
  /** Lin et al. 2017: `gamma` defaults to 2, `alpha` to 1, `classWeights` to 1 for each class. */
  | {
      readonly kind: "focal";
      readonly gamma?: number;
      readonly alpha?: number;
      readonly classWeights?: readonly number[];
    };

/** Computes a loss and its gradient at the logits. @param logits [count, classCount], row-major; of the binary loss [count] */
export function computeLoss(
  {kind, ...own}: Loss,
  {logits, labels, ...options}: CrossEntropyOptions & {readonly logits: Float32Array; readonly labels: Uint8Array},
): CrossEntropy {
  switch (kind) {
    case "cross-entropy":
      return crossEntropy(logits, labels, {...options, ...own});
    case "binary-cross-entropy":
      return binaryCrossEntropy(logits, labels, {...options, ...own});
    case "focal":
      return focalLoss(logits, labels, {...options, ...own} satisfies FocalLossOptions);
  }
}

/** Checks a loss at the door. @throws LookbookError `bad-option` naming the value */
export function assertLoss(loss: Loss, {classCount, logitCount}: Pick<Model, "classCount" | "logitCount">): void {
  const {kind, classWeights} = loss;
  if ((kind === "binary-cross-entropy") !== (logitCount === 1)) {
    const fitting = logitCount === 1 ? '"binary-cross-entropy"' : '"cross-entropy" or "focal"';
    throw new LookbookError(
      "bad-option",
      `loss ${kind} does not fit a network that ends in ${logitCount} logit${logitCount === 1 ? "" : "s"}; expected ${fitting}`,
    );
  }
  if (classWeights && !(classWeights.length === classCount && classWeights.every((weight) => weight >= 0))) {
    throw new LookbookError(
      "bad-option",
      `loss ${kind}: classWeights must be ${classCount} numbers of at least 0, one a class, got [${classWeights.join(", ")}]`,
    );
  }
  const one = {logits: new Float32Array(logitCount), labels: new Uint8Array(1), classCount};
  computeLoss(loss, one); // which checks its own numbers
}
