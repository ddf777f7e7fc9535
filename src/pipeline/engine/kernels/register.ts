import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {avgPoolGrad} from "./avgPoolGrad.js";
import {batchMatMul} from "./batchMatMul.js";
import {batchNormDot} from "./batchNormGrad.js";
import {batchNormTraining, batchNormTrainingGrad, fusedBatchNorm} from "./batchNormTraining.js";
import {add, multiply, subtract} from "./broadcast.js";
import {conv2d, fusedConv2d} from "./conv2d.js";
import {conv2dBackpropFilter} from "./conv2dBackpropFilter.js";
import {conv2dBackpropInput} from "./conv2dBackpropInput.js";
import {depthwiseBackpropFilter, depthwiseBackpropInput} from "./depthwiseBackprop.js";
import type {WasmKernel} from "./heap.js";
import {cast, identity} from "./identity.js";
import {maxPoolGrad} from "./maxPoolGrad.js";
import {moreKernels} from "./registerMore.js";
import {reluGrad} from "./reluGrad.js";
import {reshapedFactor} from "./reshapedFactor.js";
import {samePadding} from "./samePadding.js";
import {mean, sum} from "./sum.js";
import {tile} from "./tile.js";
import {unsortedSegmentSum} from "./unsortedSegmentSum.js";

/** Registers what training needs and the WASM backend lacks, does wrong or does slowly. Once per process. */
export function registerTrainingKernels(): void {
  const shipped = (name: string): tf.KernelFunc => tf.getKernel(name, "wasm").kernelFunc;
  const kernels: WasmKernel[] = [
    conv2dBackpropFilter,
    conv2dBackpropInput,
    maxPoolGrad,
    avgPoolGrad,
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    reluGrad,
    batchNormDot,
    batchNormTraining,
    batchNormTrainingGrad,
    fusedBatchNorm(shipped(tf.FusedBatchNorm)),
    unsortedSegmentSum,
    identity,
    cast(shipped(tf.Cast)),
    tile(shipped(tf.Tile)),
    batchMatMul(reshapedFactor(shipped(tf.BatchMatMul))),
    sum(shipped(tf.Sum)),
    mean(shipped(tf.Mean)),
    add(shipped(tf.Add)),
    subtract(shipped(tf.Sub)),
    multiply(shipped(tf.Multiply)),
    ...depthwise.map((name) => samePadding(name, shipped(name))),
    conv2d(samePadding(tf.Conv2D, shipped(tf.Conv2D))),
    fusedConv2d(samePadding(tf.FusedConv2D, shipped(tf.FusedConv2D))),
  ];
  for (const kernel of kernels) replaceKernel(kernel);
  for (const kernel of moreKernels(shipped)) replaceKernel(kernel);
}

const depthwise = [tf.DepthwiseConv2dNative, tf.FusedDepthwiseConv2D];

function replaceKernel({name, run}: WasmKernel): void {
  if (tf.getKernel(name, "wasm")) tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    kernelName: name,
    backendName: "wasm",
    kernelFunc: ({inputs, attrs = {}, backend}) =>
      run({inputs: inputs as Record<string, tf.TensorInfo>, attrs, backend: backend as BackendWasm}),
  });
}
