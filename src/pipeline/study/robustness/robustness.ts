import type {Interval} from "../../../core/payload.js";
import {type ProgressFactory, silent} from "../../../core/progress.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import type {Predictions} from "../../evaluation/predictions.js";
import {refundCase} from "../../evaluation/routing/refundCase.js";
import {type CorruptionEntry, corruptionCatalogue} from "../../features/corrupt/catalogue.js";
import {corrupt} from "../../features/corrupt.js";
import type {Model} from "../../model/model.js";
import {askModel} from "../askModel.js";
import type {View} from "../views.js";
import {judgeLevel} from "./judgeLevel.js";

/** A model that is asked about worse and worse pictures. */
export interface AskedModel {
  /** For legends and tables. */
  readonly name: string;
  readonly model: Model;
  /** Defaults to "single". */
  readonly view?: View;
}

/** Options for {@link robustness}. */
export interface RobustnessOptions {
  /** Draws the corruptions and the bootstrap. */
  readonly seed: number | string;
  /** What is done to the pictures, each at its own strengths; defaults to the whole catalogue. */
  readonly corruptions?: readonly CorruptionEntry[];
  /** From it on a wrong answer counts as a sure one; defaults to the threshold of the refund case. */
  readonly threshold?: number;
  readonly progress?: ProgressFactory;
}

/** How models answer as pictures get worse. */
export interface Robustness {
  /** Pictures at each strength, the same for all. */
  readonly count: number;
  readonly threshold: number;
  /** In the order they were given. */
  readonly models: readonly RobustModel[];
}

/** One model under all corruptions. */
export interface RobustModel {
  readonly name: string;
  readonly view: View;
  readonly curves: readonly RobustnessCurve[];
}

/** One model under one corruption. */
export interface RobustnessCurve {
  readonly corruption: CorruptionEntry;
  /** Mildest first; the first one is of the pictures as they are. */
  readonly levels: readonly RobustnessLevel[];
}

/** One model under one corruption at one strength. */
export interface RobustnessLevel {
  readonly strength: number;
  /** With Wilson's interval. */
  readonly accuracy: Interval;
  /** Accuracy on the pictures as they are minus accuracy here, with the interval of the paired bootstrap. */
  readonly cost: Interval;
  /** McNemar's mid-p value of that difference. */
  readonly pValue: number;
  /** Mean probability of the answers given. */
  readonly confidence: number;
  /** Of the wrong answers, the share that is at least as sure as the threshold, with Wilson's interval; 0 where no answer is wrong. */
  readonly loud: Interval;
  /** The class that wrong answers name most often, and its share of them; null where no answer is wrong. */
  readonly collapse: {readonly name: string; readonly share: number} | null;
  readonly answers: Predictions;
}

/**
 * Asks models about the same pictures under each corruption at each strength.
 * @throws LookbookError as `corrupt` and `judgeLevel` do
 */
export async function robustness(
  models: readonly AskedModel[],
  set: ImageSet,
  {seed, corruptions = corruptionCatalogue, threshold = refundCase.threshold, progress = silent}: RobustnessOptions,
): Promise<Robustness> {
  const rounds = 1 + corruptions.reduce((sum, {strengths}) => sum + strengths.length - 1, 0);
  const line = progress("worsen pictures and ask", "answers");
  let asked = 0;
  const askAll = async (pictures: ImageSet): Promise<Predictions[]> => {
    const answers: Predictions[] = [];
    for (const {model, view = "single"} of models) {
      answers.push(await askModel(model, pictures, {view}));
      asked += pictures.count;
      line.update(asked, rounds * models.length * set.count);
    }
    return answers;
  };

  const clean = await askAll(set);
  const curves: RobustnessCurve[][] = models.map(() => []);
  for (const corruption of corruptions) {
    const {kind, strengths} = corruption;
    const levels: RobustnessLevel[][] = models.map(() => []);
    for (const [i, strength] of strengths.entries()) {
      const answers = i === 0 ? clean : await askAll(await corrupt(set, {kind, strength}, {seed}));
      for (const [m, each] of answers.entries()) {
        levels[m]!.push({strength, ...judgeLevel(each, clean[m]!, {seed, threshold})});
      }
    }
    for (const [m, each] of levels.entries()) curves[m]!.push({corruption, levels: each});
  }
  line.end();
  return {
    count: set.count,
    threshold,
    models: models.map(({name, view = "single"}, m) => ({name, view, curves: curves[m]!})),
  };
}
