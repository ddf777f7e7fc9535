import {holm} from "../../../core/holm.js";
import type {Interval} from "../../../core/payload.js";
import {type ProgressFactory, silent} from "../../../core/progress.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {compare} from "../../evaluation/compare.js";
import {confidenceAt, type Predictions, predictions} from "../../evaluation/predictions.js";
import type {PhotoTreatment, PreparedPhoto} from "../../features/photo/preparePhoto.js";
import {type KnownPhoto, preparePhotos} from "../../features/photo/preparePhotos.js";
import type {Model} from "../../model/model.js";
import {askModel} from "../askModel.js";
import type {View} from "../views.js";
import {shareOf} from "./answersByClass.js";

/** Options for {@link askTreatments}. */
export interface AskTreatmentsOptions {
  readonly classNames: readonly string[];
  /** Draws the bootstrap. */
  readonly seed: number | string;
  /** Defaults to all three, the least first. */
  readonly treatments?: readonly PhotoTreatment[];
  /** Defaults to "single". */
  readonly view?: View;
  readonly progress?: ProgressFactory;
}

/** How a model answers the same photographs when less or more is done to them. */
export interface AskedTreatments {
  readonly count: number;
  readonly treatments: readonly TreatmentAnswers[];
  /** What each treatment gains over the one before it. */
  readonly steps: readonly TreatmentStep[];
  /** What the last gains over the first. */
  readonly overall: TreatmentStep;
}

/** The answers under one treatment. */
export interface TreatmentAnswers {
  readonly treatment: PhotoTreatment;
  /** With Wilson's interval; 0, from 0 to 1, where there are no photographs. */
  readonly accuracy: Interval;
  /** Mean probability of the answers given, in [0, 1]; 0 where there are none. */
  readonly confidence: number;
  readonly answers: Predictions;
  readonly set: ImageSet;
  readonly prepared: readonly PreparedPhoto[];
}

/** One treatment against another, on the same photographs. */
export interface TreatmentStep {
  readonly from: PhotoTreatment;
  readonly to: PhotoTreatment;
  /** Accuracy of the second minus that of the first, by the paired bootstrap; 0, from -1 to 1, where there are no photographs. */
  readonly difference: Interval;
  /** McNemar's mid-p value by Holm's correction for all that are compared; 1 where there are no photographs. */
  readonly pValue: number;
  /** Photographs that only the second gets right, and only the first. */
  readonly gained: number;
  readonly lost: number;
}

/** Prepares photographs in each way, asks a model about them, and compares each way with the one before it. */
export async function askTreatments(
  model: Model,
  photos: readonly KnownPhoto[],
  options: AskTreatmentsOptions,
): Promise<AskedTreatments> {
  const {classNames, seed, treatments = ["scale", "crop", "cut"], view = "single", progress = silent} = options;
  const asked: TreatmentAnswers[] = [];
  for (const {treatment, set, prepared} of preparePhotos(photos, {classNames, treatments, progress})) {
    const answers =
      set.count === 0 ? predictions(set, new Float32Array(0)) : await askModel(model, set, {view, progress});
    asked.push({treatment, accuracy: accuracyOf(answers), confidence: meanConfidence(answers), answers, set, prepared});
  }
  return {count: photos.length, treatments: asked, ...stepsOf(asked, seed)};
}

function stepsOf(
  asked: readonly TreatmentAnswers[],
  seed: number | string,
): Pick<AskedTreatments, "steps" | "overall"> {
  const steps = asked.slice(1).map((second, i) => stepOf(asked[i]!, second, seed));
  const overall = stepOf(asked[0]!, asked.at(-1)!, seed);
  const [first, ...others] = holm([overall, ...steps].map(({pValue}) => pValue));
  return {
    steps: steps.map((step, i) => ({...step, pValue: others[i]!})),
    overall: {...overall, pValue: first!},
  };
}

function stepOf(first: TreatmentAnswers, second: TreatmentAnswers, seed: number | string): TreatmentStep {
  const names = {from: first.treatment, to: second.treatment};
  if (first.set.count === 0) {
    return {...names, difference: {value: 0, low: -1, high: 1, level: 0.95}, pValue: 1, gained: 0, lost: 0};
  }
  const {difference, pValue, onlyFirst, onlySecond} = compare(second.answers, first.answers, {seed});
  return {...names, difference, pValue, gained: onlyFirst, lost: onlySecond};
}

function accuracyOf({yTrue, yPred, count}: Predictions): Interval {
  return shareOf(
    yTrue.reduce((sum, truth, row) => sum + Number(truth === yPred[row]), 0),
    count,
  );
}

function meanConfidence(answers: Predictions): number {
  let sum = 0;
  for (let row = 0; row < answers.count; row++) sum += confidenceAt(answers, row);
  return answers.count === 0 ? 0 : sum / answers.count;
}
