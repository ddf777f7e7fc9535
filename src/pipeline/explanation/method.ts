import type {Model} from "../model/model.js";
import type {ExplainOptions} from "./explainOptions.js";
import {gradCam, gradCamPlusPlus} from "./gradient/gradCam.js";
import {inputTimesGradient} from "./gradient/inputTimesGradient.js";
import {integratedGradients} from "./gradient/integratedGradients.js";
import {occlusion} from "./occlusion.js";
import {kernelShap} from "./sampling/kernelShap.js";
import {lime} from "./sampling/lime.js";
import {partitionShap} from "./sampling/partitionShap.js";

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
export const explainers: readonly ExplanationMethod[] = [
  {name: "grad-cam", title: "Grad-CAM", explain: gradCam},
  {name: "grad-cam-plus-plus", title: "Grad-CAM++", explain: gradCamPlusPlus},
  {name: "integrated-gradients", title: "integrated gradients", explain: integratedGradients},
  {
    name: "integrated-gradients-grey",
    title: "integrated gradients, grey",
    explain: (model, images, options) => integratedGradients(model, images, {...options, baseline: "grey"}),
  },
  {name: "input-times-gradient", title: "input times gradient", explain: inputTimesGradient},
  {name: "occlusion", title: "occlusion", explain: occlusion},
  {name: "lime", title: "LIME", explain: lime},
  {name: "kernel-shap", title: "KernelSHAP", explain: kernelShap},
  {name: "partition-shap", title: "partition SHAP", explain: partitionShap},
];
