import {type Random, seeded} from "../../core/random.js";
import type {Model} from "./model.js";
import type {NamedWeight} from "./namedWeight.js";
import {readWeights, writeWeights} from "./weights.js";

/**
 * Draws the initial weights from the seed and each weight's name, so that adding a layer changes no other layer.
 * Kernels before a ReLU: He et al., "Delving deep into rectifiers" (2015), normal; the logits: Glorot and Bengio,
 * "Understanding the difficulty of training deep feedforward neural networks" (2010), uniform; all others stay as they are.
 */
export function initialise(model: Model, seed: number | string): void {
  const random = seeded(seed).fork("initial weights");
  writeWeights(
    model,
    readWeights(model).map((weight) =>
      weight.name.endsWith("/kernel") ? {...weight, values: drawKernel(weight, random.fork(weight.name))} : weight,
    ),
  );
}

/** Kernels as before a training. @param random a stream of this weight's own */
export function drawKernel({name, shape, values}: NamedWeight, random: Random): Float32Array {
  // [..., in, out]: the leading dimensions are the window of a convolution.
  const window = shape.slice(0, -2).reduce((product, n) => product * n, 1);
  const fanIn = window * shape.at(-2)!;
  const fanOut = window * shape.at(-1)!;
  const deviation = Math.sqrt(2 / fanIn);
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return name === "logits/kernel"
    ? values.map(() => random.between(-limit, limit))
    : values.map(() => deviation * random.normal());
}
