import type {Model} from "../../model/model.js";
import {type ClassActivationOptions, classActivationMaps} from "./classActivationMaps.js";
import {meanGradients, positiveGradients} from "./weighMaps.js";

/**
 * Where in each picture the network found what speaks for a class.
 * Source: Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based localization" (ICCV 2017).
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width] in [0, 1], each map's maximum being 1 before it is drawn at the picture's size, or all zero where nothing speaks for the class
 * @throws LookbookError `bad-option` for a model without convolution, an unknown layer or class; `bad-shape` for other sizes
 */
export async function gradCam(
  model: Model,
  images: Uint8Array,
  options: ClassActivationOptions,
): Promise<Float32Array> {
  return classActivationMaps(model, images, meanGradients, options);
}

/**
 * Like {@link gradCam}, with weights that find several instances, and small ones, as well as a large one.
 * Source: Chattopadhay, Sarkar, Howlader, Balasubramanian, "Grad-CAM++: generalized gradient-based visual explanations for deep
 * convolutional networks" (WACV 2018).
 */
export async function gradCamPlusPlus(
  model: Model,
  images: Uint8Array,
  options: ClassActivationOptions,
): Promise<Float32Array> {
  return classActivationMaps(model, images, positiveGradients, options);
}
