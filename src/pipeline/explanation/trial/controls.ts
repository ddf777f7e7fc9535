import {type Random, seeded} from "../../../core/random.js";
import type {Model} from "../../model/model.js";
import {pictureCount} from "../../model/predict.js";
import type {ExplanationMethod} from "../method.js";
import {resizeBilinear} from "../resize.js";

/** Maps that know nothing of the network: a method that does no better than these explains nothing. */
export const controls: readonly ExplanationMethod[] = [
  {
    name: "random",
    title: "random map",
    explain: async (model, images, {seed = 0}) => {
      const random = seeded(seed).fork("random maps");
      return brightnessOf(model, images).map(() => random.next());
    },
  },
  {
    name: "blotches",
    title: "random blotches",
    explain: async (model, images, {seed = 0}) => blotchesOf(model, images, seeded(seed).fork("blotches")),
  },
  {name: "brightness", title: "brightness", explain: async (model, images) => brightnessOf(model, images)},
  {name: "edges", title: "edges", explain: async (model, images) => edgesOf(model, images)},
];

/** Chance as smooth as a class activation map: random numbers on 4 x 4 cells, stretched over the picture. */
function blotchesOf(model: Model, images: Uint8Array, random: Random): Float32Array {
  const [height, width] = model.inputShape;
  const maps = brightnessOf(model, images);
  for (let start = 0; start < maps.length; start += height * width) {
    const cells = Float32Array.from({length: 16}, () => random.next());
    maps.set(resizeBilinear(cells, {from: [4, 4], to: [height, width]}), start);
  }
  return maps;
}

/** [count, height, width], the mean of the channels, 0 to 255 */
function brightnessOf(model: Model, images: Uint8Array): Float32Array {
  const [height, width, channels] = model.inputShape;
  const maps = new Float32Array(pictureCount(model, images) * height * width);
  for (let i = 0; i < images.length; i++) maps[Math.floor(i / channels)]! += images[i]! / channels;
  return maps;
}

/** How steep the brightness is, by the Sobel operator; beyond the edge of a picture its outermost pixels are repeated. */
function edgesOf(model: Model, images: Uint8Array): Float32Array {
  const levels = brightnessOf(model, images);
  const [height, width] = model.inputShape;
  const size = height * width;
  return levels.map((_, i) => {
    const [start, y, x] = [i - (i % size), Math.floor((i % size) / width), i % width];
    const level = (down: number, right: number): number => {
      const row = Math.min(height - 1, Math.max(0, y + down));
      return levels[start + row * width + Math.min(width - 1, Math.max(0, x + right))]!;
    };
    const across = level(-1, 1) + 2 * level(0, 1) + level(1, 1) - level(-1, -1) - 2 * level(0, -1) - level(1, -1);
    const along = level(1, -1) + 2 * level(1, 0) + level(1, 1) - level(-1, -1) - 2 * level(-1, 0) - level(-1, 1);
    return Math.sqrt(across * across + along * along);
  });
}
