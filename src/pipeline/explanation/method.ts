import type {ProgressFactory} from "../../core/progress.js";
import type {Model} from "../model/model.js";
import {gradCam} from "./gradCam.js";

/** Options that every method of explanation takes. */
export interface ExplainOptions {
  /** The class to explain, one per picture: the answer, or any other. */
  readonly classIndices: ArrayLike<number>;
  /** Draws whatever a method draws; defaults to 0. Methods without chance ignore it. */
  readonly seed?: number | string;
  readonly progress?: ProgressFactory;
}

/**
 * Gives each pixel its relevance for a class: positive where it speaks for the class, negative where against. Only the order and
 * the proportions within one map mean something: the methods have scales of their own.
 *
 * What is explained is the logit that the network gives for the picture as it is. A model that is asked about a picture and its
 * mirror image gives the mean of two such logits; a map belongs to one of them, and lies on the picture that was asked about.
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width]
 */
export type Explainer = (model: Model, images: Uint8Array, options: ExplainOptions) => Promise<Float32Array>;

/** A method of explanation. */
export interface ExplanationMethod {
  /** For ids and files: `grad-cam`. */
  readonly name: string;
  /** For people: `Grad-CAM`. */
  readonly title: string;
  readonly explain: Explainer;
}

/** All methods, with their default options, in the order in which figures show them. */
export const explainers: readonly ExplanationMethod[] = [{name: "grad-cam", title: "Grad-CAM", explain: gradCam}];
