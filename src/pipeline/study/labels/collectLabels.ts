import {availableWorkers} from "../../../core/availableWorkers.js";
import type {CollectContext} from "../../../core/collection.js";
import {LookbookError} from "../../../core/errors.js";
import {runPlace} from "../../artefact/runPlace.js";
import {openFashionMnist} from "../../dataset/openFashionMnist.js";
import {openEngine} from "../../engine/openEngine.js";
import {doubtfulLabels} from "../../evaluation/labels/doubtfulLabels.js";
import {labelNoise} from "../../evaluation/labels/labelNoise.js";
import {type Predictions, predictions} from "../../evaluation/predictions.js";
import {contenderNamed} from "../contenders.js";
import {crossValidate} from "../crossValidate.js";
import type {OutOfFoldRecord, RoundingEffect} from "./outOfFold.js";
import {decodeProbabilities, encodeProbabilities} from "./probabilityText.js";

/**
 * Five-fold cross-validation of the SE-ResNet over all training pictures, six epochs a fold, as a record. Folds that were trained before
 * are loaded; the others are trained now, which takes about five minutes each on two cores.
 * @throws LookbookError `bad-data` where only synthetic pictures are here: their labels are right by construction
 */
export async function collectLabels({
  root,
  say,
  machine,
  date,
  progress,
}: Omit<CollectContext<OutOfFoldRecord>, "before">): Promise<OutOfFoldRecord[]> {
  const data = await openFashionMnist({root, progress});
  if (data.synthetic) {
    throw new LookbookError(
      "bad-data",
      "labels: expected Fashion-MNIST, got synthetic pictures, whose labels are right",
    );
  }
  const engine = await openEngine("wasm");
  const options = {seed: 1, profile: "standard", budget: {epochs: 6}} as const;
  const {folds, accuracy, outOfFold} = await crossValidate({
    ...options,
    contender: contenderNamed("se-resnet"),
    data,
    place: runPlace("standard", root),
    engine,
    workers: availableWorkers(),
    progress,
  });
  for (const {run, accuracy: share} of folds) say(`${run}: ${(100 * share).toFixed(2)} % of the held-out pictures`);
  const {train, hash, name} = data;
  const classCount = train.classNames.length;
  const text = encodeProbabilities(outOfFold.probabilities);
  const recorded = predictions(train, decodeProbabilities(text, train.count, classCount));
  const rounding = roundingEffect(outOfFold, recorded);
  const {doubtful} = rounding;
  say(
    `${doubtful.exact} labels in doubt; ${doubtful.recorded} by the recorded numbers, ${doubtful.both} of them the same`,
  );
  return [
    {
      contender: "se-resnet",
      seed: options.seed,
      epochs: options.budget.epochs,
      folds,
      accuracy: accuracy.value,
      data: {name, hash, train: train.count, classCount},
      probabilities: text,
      rounding,
      engine: `${engine.name} ${engine.version}`,
      machine,
      date,
    },
  ];
}

/** Compares what the exact and the rounded numbers say. */
export function roundingEffect(exact: Predictions, recorded: Predictions): RoundingEffect {
  let [largestDifference, changedAnswers] = [0, 0];
  exact.probabilities.forEach((p, i) => {
    largestDifference = Math.max(largestDifference, Math.abs(p - recorded.probabilities[i]!));
  });
  exact.yPred.forEach((answer, row) => {
    changedAnswers += Number(answer !== recorded.yPred[row]);
  });
  const [before, after] = [exact, recorded].map((each) => doubtfulLabels(each).map(({row}) => row)) as [
    number[],
    number[],
  ];
  const known = new Set(before);
  return {
    largestDifference,
    changedAnswers,
    doubtful: {exact: before.length, recorded: after.length, both: after.filter((row) => known.has(row)).length},
    noise: {exact: labelNoise(exact, {rounds: 1}).rate.value, recorded: labelNoise(recorded, {rounds: 1}).rate.value},
  };
}
