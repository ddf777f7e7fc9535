import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, sizeOf, type WasmKernel, zeros} from "./heap.js";

/**
 * Adds rows up by segment, which is the gradient of gathering rows; the shipped backend has none.
 * Takes x [rows, ..] float32 and segmentIds [rows] int32 to [numSegments, ..]; ids outside are left out.
 */
export const unsortedSegmentSum: WasmKernel = {
  name: tf.UnsortedSegmentSum,
  run: ({inputs, attrs, backend}) => {
    const {x, segmentIds} = inputs as {x: tf.TensorInfo; segmentIds: tf.TensorInfo};
    const {numSegments} = attrs as {numSegments: number};
    const output = zeros(backend, [numSegments, ...x.shape.slice(1)]);
    const [from, to] = [floatsOf(backend, x), floatsOf(backend, output)];
    const width = sizeOf(x.shape.slice(1));
    backend.typedArrayFromHeap(segmentIds).forEach((segment, row) => {
      if (segment < 0 || segment >= numSegments) return;
      for (let i = 0; i < width; i++) to[segment * width + i]! += from[row * width + i]!;
    });
    return output;
  },
};
