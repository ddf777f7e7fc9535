import {engine} from "@tensorflow/tfjs-core";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";

/** Pictures that went through a network. */
export interface Passes {
  readonly forward: number;
  /** Those of them through which a gradient came back. */
  readonly backward: number;
}

/** Counts the pictures that a network sees while some work is done; the network is left as it was. */
export async function countPasses(model: Model, work: () => Promise<unknown>): Promise<Passes> {
  const network = networkOf(model);
  const call = network.call;
  let [forward, backward] = [0, 0];
  network.call = (inputs, kwargs) => {
    const [pictures = 0] = (Array.isArray(inputs) ? inputs[0]! : inputs).shape;
    forward += pictures;
    if (engine().state.gradientDepth > 0) backward += pictures;
    return call.call(network, inputs, kwargs);
  };
  try {
    await work();
    return {forward, backward};
  } finally {
    network.call = call;
  }
}
