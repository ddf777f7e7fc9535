import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type * as tf from "@tensorflow/tfjs-core";
import {loopOf} from "../simd/attach.js";
import {addressOf} from "./heap.js";
import {multiplier, packedStrips} from "./multiply.js";

/** A 3x3 convolution with strides and dilations of 1 on pictures [N, H, W, C]; channels are multiples of four. */
export interface Winograd {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  /** Rows and columns of zeros before the first of the input. */
  readonly padInfo: {readonly top: number; readonly left: number};
}

/** Addresses on the heap, in bytes. */
export interface FilterPlace {
  /** The weight of the first tap, input channel and output channel. */
  readonly address: number;
  /** To the next row and column of taps, and to the next input channel; may be negative. Output channels are neighbours. */
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** Whether {@link winogradConvolution} and {@link winogradFilterGradient} can do it. */
export function suitsWinograd(info: tf.backend_util.Conv2DInfo): boolean {
  const {filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth} = info;
  const {inChannels, outChannels, outHeight, outWidth, dataFormat} = info;
  return (
    [filterHeight, filterWidth].every((n) => n === 3) &&
    [strideHeight, strideWidth, dilationHeight, dilationWidth].every((n) => n === 1) &&
    [inChannels, outChannels].every((n) => n % 4 === 0 && n > 0) &&
    // Tiles of 4 x 4 on smaller maps would be mostly waste.
    Math.min(outHeight, outWidth) > 2 &&
    dataFormat === "channelsLast"
  );
}

/** Points of a tile in each direction, and outputs. */
const [points, side] = [36, 4];
/** Bytes of tiles that stay in the second cache between the transforms and the products. */
const blockBytes = 600_000;

/** What a convolution reads and writes. */
export interface Convolution {
  readonly x: tf.TensorInfo;
  readonly filter: FilterPlace;
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

/**
 * Computes out [N, OH, OW, K] from x [N, H, W, C], block by block: tiles to 36 points, a matrix product for each point,
 * points back to tiles. Allocates and frees its own scratch.
 */
export function winogradConvolution(
  backend: BackendWasm,
  info: Winograd,
  {x, filter, out, epilogue}: Convolution,
): void {
  const {inChannels, outChannels} = info;
  const plan = planOf(info);
  withScratch(
    backend,
    sizesOf(plan, {filter: 4 * points * inChannels * outChannels, bias: 4 * outChannels}),
    (heap, place) => {
      const fused = epilogue ? writeEpilogue(backend, heap, {epilogue, place, channels: outChannels}) : [];
      transformFilter(backend, filter, {to: place.filter, cells: place.cells, inChannels, outChannels});
      const multiply = multiplier(backend, outChannels, "packed");
      const [source, target] = [addressOf(backend, x), addressOf(backend, out)];
      const read = reader(heap, inputPictures(info, source), place.inputPatch);
      const write = writer(heap, outputPictures(info, target), place.outputPatch);
      const toPoints = loopOf(backend, "winogradInputWide");
      const toTiles = loopOf(backend, epilogue ? "winogradOutputFusedWide" : "winogradOutputWide");
      eachBlock(plan, (lines, tileCount) => {
        lines.forEach((line, i) => {
          const {address, row} = read(line);
          const to = place.input + 4 * i * plan.across * inChannels;
          const [column, groups] = [4 * inChannels, inChannels / 4];
          toPoints(address, to, place.cells, plan.across, groups, plan.inputPlane, column, row, column, side * column);
        });
        for (let p = 0; p < points; p++) {
          multiply({
            a: place.input + p * plan.inputPlane,
            b: place.filter + 4 * p * inChannels * outChannels,
            out: place.output + p * plan.outputPlane,
            // An odd tile more costs less than a loop for one row.
            rows: tileCount + (tileCount % 2),
            depth: inChannels,
            aRow: 4 * inChannels,
            aStep: 4,
            outRow: 4 * outChannels,
          });
        }
        lines.forEach((line, i) => {
          const {address, row, finish} = write(line);
          const from = place.output + 4 * i * plan.across * outChannels;
          const [column, groups] = [4 * outChannels, outChannels / 4];
          toTiles(
            from,
            address,
            place.cells,
            plan.across,
            groups,
            plan.outputPlane,
            column,
            row,
            column,
            side * column,
            ...fused,
          );
          finish();
        });
      });
    },
  );
}

/** Computes the gradient of the filter, [3, 3, C, K], from x [N, H, W, C] and dy [N, OH, OW, K]. */
export function winogradFilterGradient(
  backend: BackendWasm,
  info: Winograd,
  {x, dy, dw}: {readonly x: tf.TensorInfo; readonly dy: tf.TensorInfo; readonly dw: tf.TensorInfo},
): void {
  const {inChannels, outChannels} = info;
  const plan = planOf(info);
  const filterPlane = 4 * inChannels * outChannels;
  withScratch(backend, sizesOf(plan, {filter: points * filterPlane, bias: 0}), (heap, place) => {
    heap.fill(0, place.filter / 4, (place.filter + points * filterPlane) / 4);
    const multiply = multiplier(backend, outChannels, 4 * outChannels);
    const read = reader(heap, inputPictures(info, addressOf(backend, x)), place.inputPatch);
    const readGradient = reader(heap, outputPictures(info, addressOf(backend, dy)), place.outputPatch);
    const toPoints = loopOf(backend, "winogradInputWide");
    const gradientToPoints = loopOf(backend, "winogradGradientWide");
    eachBlock(plan, (lines, tileCount) => {
      lines.forEach((line, i) => {
        const {address, row} = read(line);
        const to = place.input + 4 * i * plan.across * inChannels;
        const [column, groups] = [4 * inChannels, inChannels / 4];
        toPoints(address, to, place.cells, plan.across, groups, plan.inputPlane, column, row, column, side * column);
        const gradient = readGradient(line);
        const gradientTo = place.output + 4 * i * plan.across * outChannels;
        const gradientColumn = 4 * outChannels;
        gradientToPoints(
          gradient.address,
          gradientTo,
          place.cells,
          plan.across,
          outChannels / 4,
          plan.outputPlane,
          gradientColumn,
          gradient.row,
          gradientColumn,
          side * gradientColumn,
        );
      });
      for (let p = 0; p < points; p++) {
        multiply({
          a: place.input + p * plan.inputPlane,
          b: place.output + p * plan.outputPlane,
          out: place.filter + p * filterPlane,
          rows: inChannels,
          depth: tileCount,
          aRow: 4,
          aStep: 4 * inChannels,
          outRow: 4 * outChannels,
          keep: true,
        });
      }
    });
    const back = loopOf(backend, "winogradFilterGradientWide");
    const row = 4 * outChannels;
    const to = addressOf(backend, dw);
    back(
      place.filter,
      to,
      place.cells,
      inChannels,
      outChannels / 4,
      filterPlane,
      row,
      3 * filterPlane,
      filterPlane,
      row,
    );
  });
}

/** @returns the addresses of the bias and of the limits */
function writeEpilogue(
  backend: BackendWasm,
  heap: Float32Array,
  {epilogue, place, channels}: {epilogue: Epilogue; place: Record<ScratchPart, number>; channels: number},
): [number, number] {
  const {bias, least, most} = epilogue;
  heap.set([least, most], place.limits / 4);
  heap.fill(0, place.bias / 4, place.bias / 4 + channels);
  return [bias ? addressOf(backend, bias) : place.bias, place.limits];
}

/** Writes the 36 points of every weight, packed for products. */
function transformFilter(
  backend: BackendWasm,
  {address, row, column, channel}: FilterPlace,
  {to, cells, inChannels, outChannels}: {to: number; cells: number; inChannels: number; outChannels: number},
): void {
  const loop = loopOf(backend, "winogradFilterWide");
  const plane = 4 * inChannels * outChannels;
  for (const {start, width} of packedStrips(outChannels)) {
    const target = to + 4 * start * inChannels;
    loop(address + 4 * start, target, cells, inChannels, width / 4, plane, 4 * width, row, column, channel);
  }
}

/** How the pictures are cut into tiles, and the tiles into blocks. */
interface Plan {
  /** Tiles in a row of tiles. */
  readonly across: number;
  /** Rows of tiles in a picture. */
  readonly down: number;
  /** Rows of tiles in all pictures together. */
  readonly lines: number;
  /** Rows of tiles that are worked on at once. */
  readonly linesAtOnce: number;
  /** Bytes from one of the 36 points to the next. */
  readonly inputPlane: number;
  readonly outputPlane: number;
  /** Bytes. */
  readonly inputPatch: number;
  readonly outputPatch: number;
}

function planOf({batchSize, outHeight, outWidth, inChannels, outChannels}: Winograd): Plan {
  const across = Math.ceil(outWidth / side);
  const down = Math.ceil(outHeight / side);
  const lineBytes = 4 * points * across * (inChannels + outChannels);
  const linesAtOnce = Math.max(1, Math.min(batchSize * down, Math.floor(blockBytes / lineBytes)));
  const tiles = linesAtOnce * across;
  return {
    across,
    down,
    lines: batchSize * down,
    linesAtOnce,
    inputPlane: planeBytes(tiles, inChannels),
    outputPlane: planeBytes(tiles, outChannels),
    inputPatch: 4 * (side + 2) * (side * across + 2) * inChannels,
    outputPatch: 4 * side * side * across * outChannels,
  };
}

/** An odd number of cache lines: planes a power of two apart would fight for the same places in the cache. */
function planeBytes(tiles: number, channels: number): number {
  const cacheLines = Math.ceil((4 * (tiles + (tiles % 2)) * channels) / 64);
  return 64 * (cacheLines + ((cacheLines + 1) % 2));
}

function sizesOf(
  plan: Plan,
  {filter, bias}: {readonly filter: number; readonly bias: number},
): Record<ScratchPart, number> {
  const {inputPatch, outputPatch, inputPlane, outputPlane} = plan;
  const cells = 16 * points;
  return {
    cells,
    inputPatch,
    outputPatch,
    input: points * inputPlane,
    output: points * outputPlane,
    filter,
    bias,
    limits: 8,
  };
}

type ScratchPart = "cells" | "inputPatch" | "outputPatch" | "input" | "output" | "filter" | "bias" | "limits";

/** Lends memory on the heap, the patches full of zeros. `heap` is valid as long as nothing is allocated. */
function withScratch(
  backend: BackendWasm,
  sizes: Record<ScratchPart, number>,
  work: (heap: Float32Array, place: Record<ScratchPart, number>) => void,
): void {
  const total = Object.values(sizes).reduce((sum, bytes) => sum + roundUp(bytes), 64);
  const scratch = backend.makeOutput([total / 4], "float32");
  const base = addressOf(backend, scratch);
  let next = roundUp(base);
  const place = {...sizes};
  for (const [name, bytes] of Object.entries(sizes)) {
    place[name as ScratchPart] = next;
    next += roundUp(bytes);
  }
  const heap = new Float32Array(backend.typedArrayFromHeap(scratch).buffer);
  heap.fill(0, place.inputPatch / 4, (place.outputPatch + sizes.outputPatch) / 4);
  try {
    work(heap, place);
  } finally {
    backend.disposeData(scratch.dataId);
  }
}

function roundUp(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}

/** Visits the rows of tiles block by block. */
function eachBlock({lines, linesAtOnce, across}: Plan, visit: (lines: readonly number[], tiles: number) => void): void {
  for (let start = 0; start < lines; start += linesAtOnce) {
    const count = Math.min(linesAtOnce, lines - start);
    visit(
      Array.from({length: count}, (_, i) => start + i),
      count * across,
    );
  }
}

/** Pictures on the heap, seen through the rows of tiles that cover them. */
interface Pictures {
  readonly address: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Where the first tile begins. */
  readonly top: number;
  readonly left: number;
  /** Of a row of tiles. */
  readonly rows: number;
  readonly columns: number;
  readonly down: number;
}

function inputPictures(info: Winograd, address: number): Pictures {
  const {inHeight: height, inWidth: width, inChannels: channels, padInfo, outHeight, outWidth} = info;
  return {
    address,
    height,
    width,
    channels,
    top: -padInfo.top,
    left: -padInfo.left,
    rows: side + 2,
    columns: side * Math.ceil(outWidth / side) + 2,
    down: Math.ceil(outHeight / side),
  };
}

function outputPictures(info: Winograd, address: number): Pictures {
  const {outHeight: height, outWidth: width, outChannels: channels} = info;
  const [down, columns] = [Math.ceil(height / side), side * Math.ceil(width / side)];
  return {address, height, width, channels, top: 0, left: 0, rows: side, columns, down};
}

/** Where a row of tiles can be read as if it went on beyond the picture: in place, or in a patch with zeros around. */
function reader(heap: Float32Array, pictures: Pictures, patch: number): (line: number) => Place {
  const row = rowBytes(pictures);
  return (line) => {
    const direct = inPlace(pictures, line);
    if (direct !== undefined) return {address: direct, row};
    const patchRow = 4 * pictures.columns * pictures.channels;
    eachRow(pictures, line, (i, inside) => {
      const to = (patch + i * patchRow) / 4;
      if (inside) heap.copyWithin(to + inside.column, inside.address / 4, inside.address / 4 + inside.length);
      else heap.fill(0, to, to + patchRow / 4);
    });
    return {address: patch, row: patchRow};
  };
}

/** Where a row of tiles can be written whole; `finish` brings what lies inside the picture to its place. */
function writer(heap: Float32Array, pictures: Pictures, patch: number): (line: number) => Place & {finish(): void} {
  const row = rowBytes(pictures);
  return (line) => {
    const direct = inPlace(pictures, line);
    if (direct !== undefined) return {address: direct, row, finish: () => undefined};
    const patchRow = 4 * pictures.columns * pictures.channels;
    const finish = (): void =>
      eachRow(pictures, line, (i, inside) => {
        if (!inside) return;
        const from = (patch + i * patchRow) / 4 + inside.column;
        heap.copyWithin(inside.address / 4, from, from + inside.length);
      });
    return {address: patch, row: patchRow, finish};
  };
}

interface Place {
  readonly address: number;
  /** Bytes from one row to the next. */
  readonly row: number;
}

function rowBytes({width, channels}: Pictures): number {
  return 4 * width * channels;
}

/** The address of a row of tiles that lies inside its picture altogether. */
function inPlace(pictures: Pictures, line: number): number | undefined {
  const {address, height, width, top, left, rows, columns, down} = pictures;
  const first = (line % down) * side + top;
  if (left < 0 || left + columns > width || first < 0 || first + rows > height) return undefined;
  return address + (Math.floor(line / down) * height + first) * rowBytes(pictures) + 4 * left * pictures.channels;
}

/** Visits the rows of a row of tiles: the numbers that lie inside the picture, or undefined where none does. */
function eachRow(
  pictures: Pictures,
  line: number,
  visit: (i: number, inside: {address: number; column: number; length: number} | undefined) => void,
): void {
  const {address, height, width, channels, top, left, rows, columns, down} = pictures;
  const first = (line % down) * side + top;
  const [start, end] = [Math.max(0, left), Math.min(width, left + columns)];
  const picture = address + Math.floor(line / down) * height * rowBytes(pictures);
  for (let i = 0; i < rows; i++) {
    const h = first + i;
    const inside = h >= 0 && h < height && end > start;
    visit(
      i,
      inside
        ? {
            address: picture + h * rowBytes(pictures) + 4 * start * channels,
            column: (start - left) * channels,
            length: (end - start) * channels,
          }
        : undefined,
    );
  }
}
