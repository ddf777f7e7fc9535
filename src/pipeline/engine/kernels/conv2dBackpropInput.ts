import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import {addressOf, runKernel, type WasmKernel, zeros} from "./heap.js";
import {multiplyMatrices} from "./multiply.js";
import {cropped, paddedSize} from "./padded.js";
import {isPointwise, pointwiseInputGradient} from "./pointwise.js";
import {inputGradientSuitsWinograd, winogradInputGradient} from "./winograd/inputGradient.js";

/**
 * Gradient of a convolution at its input: every tap of the filter adds dy times its matrix to the cells it saw.
 * The shipped kernel is many times slower. 3x3 filters go Winograd's way and 1x1 ones are matrix products.
 * Takes dy [N, OH, OW, Cout] and the filter [KH, KW, Cin, Cout] to [N, H, W, Cin].
 */
export const conv2dBackpropInput: WasmKernel = {
  name: tf.Conv2DBackpropInput,
  run: ({inputs, attrs, backend}) => {
    const {dy, filter} = inputs as {dy: tf.TensorInfo; filter: tf.TensorInfo};
    const {inputShape, ...rest} = attrs as ConvolutionAttributes & {inputShape: [number, number, number, number]};
    const info = convolutionOf(inputShape, filter.shape, rest);
    if (isPointwise(info)) return pointwiseInputGradient(backend, info, {dy, filter});
    if (inputGradientSuitsWinograd(info)) return winogradInputGradient(backend, info, {dy, filter});
    const turned = runKernel(backend, tf.Transpose, {inputs: {x: filter}, attrs: {perm: [0, 1, 3, 2]}});
    const {height, width} = paddedSize(info);
    const dx = zeros(backend, [info.batchSize, height, width, info.inChannels]);
    scatter(
      backend,
      {...info, inHeight: height, inWidth: width},
      {
        dy: addressOf(backend, dy),
        filter: addressOf(backend, turned),
        dx: addressOf(backend, dx),
      },
    );
    backend.disposeData(turned.dataId);
    const result = cropped(backend, dx, info);
    if (result !== dx) backend.disposeData(dx.dataId);
    return result;
  },
};

/** @param address of dy, of the filter as [KH, KW, Cout, Cin], and of dx with its padding, zero at first */
function scatter(
  backend: BackendWasm,
  info: tf.backend_util.Conv2DInfo,
  address: {readonly dy: number; readonly filter: number; readonly dx: number},
): void {
  const {batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterHeight, filterWidth} = info;
  const {strideHeight, strideWidth, dilationHeight, dilationWidth} = info;
  const [column, row] = [4 * inChannels, 4 * inWidth * inChannels];
  const [dyColumn, dyRow] = [4 * outChannels, 4 * outWidth * outChannels];
  for (let n = 0; n < batchSize; n++) {
    for (let kh = 0; kh < filterHeight; kh++) {
      for (let kw = 0; kw < filterWidth; kw++) {
        const b = address.filter + 4 * (kh * filterWidth + kw) * outChannels * inChannels;
        for (let oh = 0; oh < outHeight; oh++) {
          const h = n * inHeight + oh * strideHeight + kh * dilationHeight;
          multiplyMatrices(backend, {
            planes: 1,
            rows: outWidth,
            depth: outChannels,
            channels: inChannels,
            a: address.dy + (n * outHeight + oh) * dyRow,
            b,
            out: address.dx + h * row + kw * dilationWidth * column,
            aPlane: 0,
            bPlane: 0,
            outPlane: 0,
            aRow: dyColumn,
            aStep: 4,
            bRow: column,
            outRow: strideWidth * column,
            keep: true,
          });
        }
      }
    }
  }
}
