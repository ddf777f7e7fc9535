import type {Interval} from "../../../../src/core/payload.js";
import type {Predictions} from "../../../../src/pipeline/evaluation/predictions.js";
import {corruptionEntry} from "../../../../src/pipeline/features/corrupt/catalogue.js";
import type {CorruptionKind} from "../../../../src/pipeline/features/corrupt/types.js";
import {judgeLevel} from "../../../../src/pipeline/study/robustness/judgeLevel.js";
import type {
  Robustness,
  RobustnessCurve,
  RobustnessLevel,
} from "../../../../src/pipeline/study/robustness/robustness.js";

const classNames = ["a", "b", "c"];

/** Answers as letters; the probability of each answer, or of all; what is left goes to the others alike. */
export function answersOf(truth: string, answers: string, confidence: number | readonly number[]): Predictions {
  const labels = (text: string): Uint8Array => Uint8Array.from(text, (letter) => classNames.indexOf(letter));
  const yPred = labels(answers);
  const probabilities = Float32Array.from({length: 3 * yPred.length}, (_, i) => {
    const row = Math.floor(i / 3);
    const own = typeof confidence === "number" ? confidence : confidence[row]!;
    return i % 3 === yPred[row] ? own : (1 - own) / 2;
  });
  return {classNames, count: yPred.length, yTrue: labels(truth), yPred, probabilities};
}

/** A curve of which only strengths and costs are known. */
export function curveOf(
  kind: CorruptionKind,
  strengths: readonly number[],
  costs: readonly Interval[],
): RobustnessCurve {
  const levels = strengths.map((strength, i) => ({strength, cost: costs[i]!}) as RobustnessLevel);
  return {corruption: {...corruptionEntry(kind), strengths}, levels};
}

/** What models answered, [kind][strength], the first of which is the clean one; all answers have the probability 0.8. */
export function robustnessOf(
  truth: string,
  models: Readonly<Record<string, readonly (readonly string[])[]>>,
): Robustness {
  const kinds = ["shift", "rotation"] as const;
  return {
    count: truth.length,
    threshold: 0.7,
    models: Object.entries(models).map(([name, curves]) => ({
      name,
      view: "single",
      curves: curves.map((texts, k) => {
        const answers = texts.map((text) => answersOf(truth, text, 0.8));
        return {
          corruption: {...corruptionEntry(kinds[k]!), strengths: [...texts.keys()]},
          levels: answers.map((each, strength) => ({
            strength,
            ...judgeLevel(each, answers[0]!, {seed: 1, threshold: 0.7}),
          })),
        };
      }),
    })),
  };
}
