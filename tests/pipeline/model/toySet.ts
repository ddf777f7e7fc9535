import {layers} from "@tensorflow/tfjs-layers";
import {seeded} from "../../../src/core/random.js";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {buildNetwork} from "../../../src/pipeline/model/buildNetwork.js";
import type {Model} from "../../../src/pipeline/model/model.js";

/** Plain JavaScript's engine, the reference. */
export async function useCpu(): Promise<void> {
  await openEngine("cpu");
}

/** Pictures of 10 x 10 whose class is the quadrant that is bright; noise makes it worth learning. */
export function toySet(name: string, count: number, {noise = 90}: {readonly noise?: number} = {}): ImageSet {
  const random = seeded(`toy ${name}`);
  const labels = Uint8Array.from({length: count}, () => random.int(4));
  const images = Uint8Array.from({length: count * 100}, (_, i) => {
    const [y, x] = [Math.floor((i % 100) / 10), i % 10];
    const quadrant = 2 * Number(y >= 5) + Number(x >= 5);
    const level = quadrant === labels[Math.floor(i / 100)] ? 160 : 60;
    return Math.min(255, Math.max(0, level + random.between(-noise, noise)));
  });
  return {
    name,
    images,
    labels,
    count,
    height: 10,
    width: 10,
    channels: 1,
    classNames: ["top left", "top right", "bottom left", "bottom right"],
  };
}

/** A convolution, dropout and logits: all that matters, small enough for plain JavaScript. */
export function toyCnn(): Model {
  return buildNetwork("toy-cnn", toyShape, [
    layers.conv2d({name: "conv1", filters: 4, kernelSize: 3, strides: 2, padding: "same", activation: "relu"}),
    layers.flatten({name: "flatten"}),
    layers.dropout({name: "dropout", rate: 0.5}),
  ]);
}

/** What the architectures want to know about {@link toySet}. */
export const toyShape = {
  inputShape: [10, 10, 1],
  classCount: 4,
  normaliser: {mean: 85, deviation: 60},
  seed: 7,
} as const;
