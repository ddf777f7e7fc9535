import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type * as tf from "@tensorflow/tfjs-core";
import {addressOf} from "../heap.js";
import {productEngine} from "../products.js";
import {blocksOf} from "./blocks.js";
import {inputPictures, outputPictures, patchBytes, reader, writer} from "./pictures.js";
import {withScratch} from "./scratch.js";
import {cellBytes, type FilterPlace, filterToPoints, rowTransform} from "./transform.js";
import {points, side, type Winograd} from "./winograd.js";

/** What a convolution reads and writes. */
export interface Convolution {
  /** [N, H, W, C]. */
  readonly x: tf.TensorInfo;
  readonly filter: FilterPlace;
  /** [N, OH, OW, K]. */
  readonly out: tf.TensorInfo;
  readonly epilogue?: Epilogue;
}

/** What happens to every result on its way out. */
export interface Epilogue {
  /** [K], added to the channels. */
  readonly bias?: tf.TensorInfo;
  readonly least: number;
  readonly most: number;
}

/** Convolves block by block: tiles to 36 points, a matrix product for each point, points back to tiles. */
export function winogradConvolution(
  backend: BackendWasm,
  info: Winograd,
  {x, filter, out, epilogue}: Convolution,
): void {
  const {inChannels, outChannels, outWidth} = info;
  const engine = productEngine();
  const blocks = blocksOf(info, engine);
  const [from, to] = [inputPictures(info, addressOf(backend, x)), outputPictures(info, addressOf(backend, out))];
  const filterPlane = 4 * inChannels * outChannels;
  const sizes = {
    cells: cellBytes,
    inputPatch: patchBytes(from),
    outputPatch: patchBytes(to),
    input: points * blocks[0]!.inputPlane,
    output: points * blocks[0]!.outputPlane,
    filter: points * filterPlane,
    bias: 4 * outChannels,
    limits: 8,
  };
  withScratch(backend, {sizes, cleared: ["inputPatch", "bias"]}, ({heap, place}) => {
    const {cells, input, output} = place;
    const across = Math.ceil(outWidth / side);
    filterToPoints(backend, filter, {
      to: place.filter,
      cells,
      inChannels,
      outChannels,
      strips: engine.strips(outChannels),
    });
    if (epilogue) heap.set([epilogue.least, epilogue.most], place.limits / 4);
    const more = epilogue ? [epilogue.bias ? addressOf(backend, epilogue.bias) : place.bias, place.limits] : [];
    const name = epilogue ? "winogradOutputFused" : "winogradOutput";
    const toPoints = rowTransform(backend, {name: "winogradInput", cells, across, channels: inChannels});
    const toTiles = rowTransform(backend, {name, cells, across, channels: outChannels, more});
    const read = reader(heap, from, place.inputPatch);
    const write = writer(heap, to, place.outputPatch);
    for (const {lines, tiles, inputPlane, outputPlane} of blocks) {
      lines.forEach((line, i) => {
        toPoints(read(line), input + 4 * i * across * inChannels, inputPlane);
      });
      engine.multiply(backend, {
        planes: points,
        rows: tiles,
        depth: inChannels,
        channels: outChannels,
        a: input,
        b: place.filter,
        out: output,
        aPlane: inputPlane,
        bPlane: filterPlane,
        outPlane: outputPlane,
        packed: true,
      });
      lines.forEach((line, i) => {
        toTiles(write.open(line), output + 4 * i * across * outChannels, outputPlane);
        write.finish(line);
      });
    }
  });
}
