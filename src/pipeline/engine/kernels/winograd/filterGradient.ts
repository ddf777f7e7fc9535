import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type * as tf from "@tensorflow/tfjs-core";
import {addressOf} from "../heap.js";
import {productEngine} from "../products.js";
import {blocksOf} from "./blocks.js";
import {inputPictures, outputPictures, patchBytes, reader} from "./pictures.js";
import {withScratch} from "./scratch.js";
import {cellBytes, pointsToFilter, rowTransform} from "./transform.js";
import {points, side, type Winograd} from "./winograd.js";

/**
 * Computes the gradient of a filter: the transpose of the forward pass, so that input and dy meet in the space of points.
 * Takes x [N, H, W, C] and dy [N, OH, OW, K] to dw [3, 3, C, K].
 */
export function winogradFilterGradient(
  backend: BackendWasm,
  info: Winograd,
  {x, dy, dw}: {readonly x: tf.TensorInfo; readonly dy: tf.TensorInfo; readonly dw: tf.TensorInfo},
): void {
  const {inChannels, outChannels, outWidth} = info;
  const engine = productEngine();
  const blocks = blocksOf(info, engine);
  const [from, gradient] = [inputPictures(info, addressOf(backend, x)), outputPictures(info, addressOf(backend, dy))];
  const filterPlane = 4 * inChannels * outChannels;
  const sizes = {
    cells: cellBytes,
    inputPatch: patchBytes(from),
    gradientPatch: patchBytes(gradient),
    input: points * blocks[0]!.inputPlane,
    gradient: points * blocks[0]!.outputPlane,
    filter: points * filterPlane,
  };
  withScratch(backend, {sizes, cleared: ["inputPatch", "gradientPatch"]}, ({heap, place}) => {
    const {cells} = place;
    const across = Math.ceil(outWidth / side);
    const toPoints = rowTransform(backend, {name: "winogradInput", cells, across, channels: inChannels});
    const gradientToPoints = rowTransform(backend, {name: "winogradGradient", cells, across, channels: outChannels});
    const read = reader(heap, from, place.inputPatch);
    const readGradient = reader(heap, gradient, place.gradientPatch);
    blocks.forEach(({lines, tiles, inputPlane, outputPlane}, block) => {
      lines.forEach((line, i) => {
        toPoints(read(line), place.input + 4 * i * across * inChannels, inputPlane);
        gradientToPoints(readGradient(line), place.gradient + 4 * i * across * outChannels, outputPlane);
      });
      engine.multiply(backend, {
        planes: points,
        rows: inChannels,
        depth: tiles,
        channels: outChannels,
        a: place.input,
        b: place.gradient,
        out: place.filter,
        aPlane: inputPlane,
        bPlane: outputPlane,
        outPlane: filterPlane,
        transposed: true,
        keep: block > 0,
      });
    });
    pointsToFilter(backend, {from: place.filter, to: addressOf(backend, dw), cells, inChannels, outChannels});
  });
}
