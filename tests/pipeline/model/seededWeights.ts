import type {LayersModel} from "@tensorflow/tfjs-layers";
import type {KerasLayer} from "../../../src/pipeline/model/kerasFile.js";
import {kerasLayersOf} from "../../../src/pipeline/model/kerasWeights.js";

/** Numbers in [0, 1), the same as those of `uniform` in tests/fixtures/keras/backbones.py. */
export function uniform(name: string, count: number): Float64Array {
  let seed = 2166136261;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 16777619);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = (Math.imul(i, 0x9e3779b9) + seed) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    numbers[i] = ((x ^ (x >>> 15)) >>> 8) / 2 ** 24;
  }
  return numbers;
}

/** A picture of grey levels, as `picture` there: [1, height, width, 3]. */
export function seededPicture(height: number, width: number): Float32Array {
  return Float32Array.from(uniform("picture", height * width * 3), (x) => Math.floor(256 * x));
}

/** Weights as `draw` there gives them to a network of Keras. */
export function seededLayers(network: LayersModel): KerasLayer[] {
  return kerasLayersOf(network).map(({name, weights}) => ({
    name,
    weights: weights.map(({shape}, i) => {
      const role = network.getLayer(name).weights[i]!.originalName.split("/").at(-1)!;
      const numbers = uniform(
        `${name}/${i}`,
        shape.reduce((product, n) => product * n, 1),
      );
      return {shape, values: new Float32Array(numbers.map(spread(name, role, shape)))};
    }),
  }));
}

function spread(name: string, role: string, shape: readonly number[]): (x: number, i: number) => number {
  switch (role) {
    case "count":
      return () => 0;
    case "gamma":
    case "moving_variance":
      return (x) => 0.75 + 0.5 * x;
    case "mean":
      return (_, i) => [0.485, 0.456, 0.406][i]!;
    case "variance":
      return (_, i) => [0.229, 0.224, 0.225][i]!;
    case "beta":
    case "bias":
    case "moving_mean":
      return (x) => 0.4 * (x - 0.5);
    default: {
      const fanIn = shape.slice(0, /dwconv|depthwise/.test(name) ? 2 : -1).reduce((product, n) => product * n, 1);
      return (x) => (2 * x - 1) * Math.sqrt(6 / fanIn);
    }
  }
}
