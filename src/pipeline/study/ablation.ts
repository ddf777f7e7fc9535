import {type SeResNetOptions, seResNet} from "../model/seResNet.js";
import {type Recipe, recipes} from "../training/recipes.js";
import type {Contender} from "./contender.js";
import {networkFit} from "./networkFit.js";

const complete = recipes["se-resnet"];

/**
 * The SE-ResNet with its complete recipe, and once without each measure of it: what the first is better by is what the measure is worth
 * among the others. All have the same budget, a third of the ladder's.
 */
export const ablation: readonly Contender[] = [
  without("nothing", "complete recipe", "nothing is left out", complete),
  without("augmentation", "without augmentation", "pictures are learnt from as they are", dropped("augment")),
  without("averaging", "without averaged weights", "the weights are those of the last step", dropped("average")),
  without("smoothing", "without label smoothing", "the target is the label alone", dropped("labelSmoothing")),
  without(
    "schedule",
    "without a schedule",
    "the learning rate stays at half of the peak, about the mean of the cycle",
    {
      ...complete,
      schedule: {kind: "constant", learningRate: complete.schedule.learningRate / 2},
    },
  ),
  without("excitation", "without squeeze-and-excitation", "all channels weigh the same", complete, {reduction: 0}),
];

function dropped(measure: "augment" | "average" | "labelSmoothing"): Recipe {
  const {[measure]: _, ...rest} = complete;
  return rest;
}

function without(
  measure: string,
  title: string,
  description: string,
  recipe: Recipe,
  architecture?: Pick<SeResNetOptions, "reduction">,
): Contender {
  return {
    name: `se-resnet-without-${measure}`,
    title,
    description: `SE-ResNet; ${description}`,
    family: "ablation",
    budgets: {quick: {epochs: 2, trainLimit: 6000}, standard: {epochs: 6}, full: {epochs: 18}},
    views: ["single", "flip"],
    fit: networkFit({
      build: (options) => seResNet({...options, ...architecture}),
      recipe,
      ...(architecture && {architecture}),
    }),
  };
}
