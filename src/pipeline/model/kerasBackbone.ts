import type {LayersModel} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {BackboneName} from "./backboneFiles.js";
import {efficientNetB0, squareDeviations} from "./efficientNetB0.js";
import {readKerasFile} from "./kerasFile.js";
import {takeKerasWeights} from "./kerasWeights.js";
import {mobileNetV2} from "./mobileNetV2.js";

/**
 * Builds a backbone in code and gives it the weights of a file of Keras, whoever wrote it: EfficientNetB0 without its top, MobileNetV2
 * with it. For pictures of any size; batch normalisations keep their statistics in training.
 * @returns the layers-model; the caller disposes it
 * @throws LookbookError `bad-option` for a backbone that is not built in code, `bad-shape` naming the layer, `missing-file`, `bad-file`
 */
export async function kerasBackbone(name: BackboneName, path: string): Promise<LayersModel> {
  const file = await readKerasFile(path);
  const network = built(name);
  try {
    takeKerasWeights(network, file, {path});
    if (name === "efficientnet-b0-224") squareDeviations(network);
    return network;
  } catch (thrown) {
    network.dispose();
    throw thrown;
  }
}

function built(name: BackboneName): LayersModel {
  const options = {inputSize: [null, null], frozen: true} as const;
  switch (name) {
    case "efficientnet-b0-224":
      return efficientNetB0(options);
    case "mobilenet-v2-1.0-224":
      return mobileNetV2({...options, includeTop: true});
    case "efficientnetv2-b0-224":
    case "efficientnet-b0-224-to-block7a":
      throw new LookbookError("bad-option", `backbone ${name} is not built in code; it is loaded from its model.json`);
  }
}
