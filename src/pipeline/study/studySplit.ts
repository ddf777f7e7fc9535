import type {ImageSet} from "../dataset/imageSet.js";
import {stratifiedSplit, type TrainingSplit} from "../dataset/stratifiedSplit.js";
import {subset} from "../dataset/subset.js";
import type {Budget} from "./contender.js";

/** How a study draws its pictures; part of the options of every run. */
export interface Drawing extends Pick<Budget, "trainLimit"> {
  /** Share of the pictures held out for validation, in (0, 1). */
  readonly validationFraction: number;
  /** The same for all contenders and all seeds of a study, which so learn from the same pictures. */
  readonly splitSeed: number | string;
}

/** How the ladder draws its pictures. */
export const ladderDrawing: Drawing = {validationFraction: 0.1, splitSeed: "ladder"};

/** Draws the pictures that a study trains on and those that choose the epoch. */
export function studySplit(train: ImageSet, {trainLimit, validationFraction, splitSeed}: Drawing): TrainingSplit {
  const drawn = trainLimit === undefined ? train : subset(train, trainLimit, splitSeed);
  return stratifiedSplit(drawn, {fraction: validationFraction, seed: splitSeed});
}
