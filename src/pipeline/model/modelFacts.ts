import type {Model} from "./model.js";
import {networkOf} from "./network.js";
import {networkFacts} from "./networkFacts.js";

/** What a network costs and sees. */
export interface ModelFacts {
  readonly name: string;
  /** Of one picture, [height, width, channels]. */
  readonly inputShape: readonly number[];
  /** Trainable and fixed parameters together. */
  readonly parameters: number;
  readonly trainableParameters: number;
  /** Of all parameters as 32-bit floats. */
  readonly bytes: number;
  /** Products with a sum in convolutions and dense layers, for one picture: the papers' figure. */
  readonly multiplyAdds: number;
  /** All operations for one picture, each product and each sum counted; by the rules of layerWork.ts. */
  readonly flops: number;
  /** What one position of the last maps sees, in pixels; undefined for a network without windows, each unit of which sees the whole picture. */
  readonly receptiveField?: {readonly size: number; readonly stride: number};
  /** Layers that no rule counts; they are taken for nothing. */
  readonly uncounted: readonly string[];
}

/** Counts a model's parameters, its work on one picture in inference, its size on disk and its receptive field. */
export function modelFacts(model: Model): ModelFacts {
  return networkFacts(networkOf(model), {name: model.name});
}
