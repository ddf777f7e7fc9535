import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Loop, loopOf} from "../../simd/attach.js";
import type {TileRow} from "./pictures.js";
import {points, side} from "./winograd.js";

/** Bytes that a transform needs for itself: 36 values of four numbers. */
export const cellBytes: number = 16 * points;

/** Transforms one row of tiles between pixels and planes of points. @param planes address of the first tile's first point */
export type TransformRow = (pixels: TileRow, planes: number, plane: number) => void;

/** Prepares a transform of tiles. */
export interface TransformOptions {
  readonly name: "winogradInput" | "winogradOutput" | "winogradOutputFused" | "winogradGradient";
  readonly cells: number;
  /** Tiles in a row. */
  readonly across: number;
  readonly channels: number;
  /** Addresses of the bias and the limits, for winogradOutputFused. */
  readonly more?: readonly number[];
}

/** Prepares a transform of rows of tiles. */
export function rowTransform(
  backend: BackendWasm,
  {name, cells, across, channels, more = []}: TransformOptions,
): TransformRow {
  const loop: Loop = loopOf(backend, `${name}Wide`);
  const toPixels = name.startsWith("winogradOutput");
  const column = 4 * channels;
  return ({address, row}, planes, plane) => {
    const [from, to] = toPixels ? [planes, address] : [address, planes];
    loop(from, to, cells, across, channels / 4, plane, column, row, column, side * column, ...more);
  };
}

/** Where the weights of a filter lie, in bytes; output channels are neighbours. */
export interface FilterPlace {
  /** The weight of the first tap, input channel and output channel. */
  readonly address: number;
  /** To the next row and column of taps, and to the next input channel; may be negative. */
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** Writes the 36 points of every weight. @param strips of output channels, as the products want them */
export function filterToPoints(
  backend: BackendWasm,
  {address, row, column, channel}: FilterPlace,
  {
    to,
    cells,
    inChannels,
    outChannels,
    strips,
  }: {
    readonly to: number;
    readonly cells: number;
    readonly inChannels: number;
    readonly outChannels: number;
    readonly strips: readonly {readonly start: number; readonly width: number}[];
  },
): void {
  const loop = loopOf(backend, "winogradFilterWide");
  const plane = 4 * inChannels * outChannels;
  for (const {start, width} of strips) {
    const target = to + 4 * start * inChannels;
    loop(address + 4 * start, target, cells, inChannels, width / 4, plane, 4 * width, row, column, channel);
  }
}

/** The way back for the gradient: planes of points [36, C, K] to [3, 3, C, K]. */
export function pointsToFilter(
  backend: BackendWasm,
  {
    from,
    to,
    cells,
    inChannels,
    outChannels,
  }: {
    readonly from: number;
    readonly to: number;
    readonly cells: number;
    readonly inChannels: number;
    readonly outChannels: number;
  },
): void {
  const [plane, row] = [4 * inChannels * outChannels, 4 * outChannels];
  const loop = loopOf(backend, "winogradFilterGradientWide");
  loop(from, to, cells, inChannels, outChannels / 4, plane, row, 3 * plane, plane, row);
}
