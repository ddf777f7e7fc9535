import type {ImageSet} from "../../dataset/imageSet.js";
import {confidenceAt} from "../../evaluation/predictions.js";
import type {CorruptionEntry} from "../../features/corrupt/catalogue.js";
import {corrupt} from "../../features/corrupt.js";
import type {RobustModel} from "./robustness.js";

/** One picture under one corruption at each of its strengths, with the answers to it. */
export interface CorruptionExample {
  readonly corruption: CorruptionEntry;
  readonly trueName: string;
  /** The picture, strength by strength, [strengths, height, width, channels]. */
  readonly images: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** One a strength. */
  readonly answers: readonly {
    readonly strength: number;
    readonly name: string;
    readonly confidence: number;
    readonly isRight: boolean;
  }[];
}

/** Options for {@link corruptionExamples}. */
export interface CorruptionExampleOptions {
  /** The one that `robustness` was given: it draws the same corruptions again. */
  readonly seed: number | string;
}

/**
 * A picture for each corruption, of the first class for the first one and so on: the first of its class in the set that the model
 * answered rightly as it is, or the first of all where there is none.
 * @param set the one that the model was asked about
 */
export async function corruptionExamples(
  {curves}: RobustModel,
  set: ImageSet,
  {seed}: CorruptionExampleOptions,
): Promise<CorruptionExample[]> {
  const {height, width, channels, classNames} = set;
  const examples: CorruptionExample[] = [];
  for (const [k, {corruption, levels}] of curves.entries()) {
    const {yTrue, yPred} = levels[0]!.answers;
    const label = k % classNames.length;
    const row = Math.max(
      0,
      yTrue.findIndex((truth, i) => truth === label && yPred[i] === truth),
    );
    const parts: ImageSet[] = [];
    for (const {strength} of levels) {
      parts.push(await corrupt(set, {kind: corruption.kind, strength}, {seed, rows: [row]}));
    }
    examples.push({
      corruption,
      trueName: classNames[yTrue[row]!]!,
      images: Uint8Array.from(parts.flatMap(({images}) => [...images])),
      height,
      width,
      channels,
      answers: levels.map(({strength, answers}) => ({
        strength,
        name: classNames[answers.yPred[row]!]!,
        confidence: confidenceAt(answers, row),
        isRight: answers.yPred[row] === answers.yTrue[row],
      })),
    });
  }
  return examples;
}
