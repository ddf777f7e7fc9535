import {activation, relu, sloped, softmaxLayer} from "./activation.js";
import {cropping, identity, permute, reshape, upSampling, zeroPadding} from "./arrange.js";
import {convolution, depthwiseConvolution, separableConvolution} from "./convolution.js";
import {dense} from "./dense.js";
import type {Translator} from "./layerCall.js";
import {concatenate, merge} from "./merge.js";
import {batchNormalisation, layerNormalisation, normalisation, rescaling} from "./normalisation.js";
import {globalPooling, pooling} from "./pooling.js";

/** How every supported layer is written, by the name of its class in TensorFlow.js. */
export const translators: Readonly<Record<string, Translator>> = {
  Activation: activation,
  Add: merge("Add"),
  AlphaDropout: identity,
  Average: merge("Mean"),
  AveragePooling2D: pooling("AveragePool"),
  BatchNormalization: batchNormalisation,
  Concatenate: concatenate,
  Conv2D: convolution,
  Cropping2D: cropping,
  Dense: dense,
  DepthwiseConv2D: depthwiseConvolution,
  Dropout: identity,
  ELU: sloped("Elu", "alpha"),
  Flatten: reshape,
  FrozenBatchNormalization: batchNormalisation,
  GaussianDropout: identity,
  GaussianNoise: identity,
  GlobalAveragePooling2D: globalPooling("GlobalAveragePool"),
  GlobalMaxPooling2D: globalPooling("GlobalMaxPool"),
  LayerNormalization: layerNormalisation,
  LeakyReLU: sloped("LeakyRelu", "alpha"),
  MaxPooling2D: pooling("MaxPool"),
  Maximum: merge("Max"),
  Minimum: merge("Min"),
  Multiply: merge("Mul"),
  Normalization: normalisation,
  Permute: permute,
  ReLU: relu,
  Rescaling: rescaling,
  Reshape: reshape,
  SeparableConv2D: separableConvolution,
  Softmax: softmaxLayer,
  ThresholdedReLU: sloped("ThresholdedRelu", "theta"),
  UpSampling2D: upSampling,
  ZeroPadding2D: zeroPadding,
};
