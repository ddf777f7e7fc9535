import type * as tfl from "@tensorflow/tfjs-layers";
import {input, type LayersModel, layers, model, type SymbolicTensor, sequential} from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {exportGraph, exportOnnx} from "../../../../src/pipeline/engine/onnx/exportOnnx.js";
import {translators} from "../../../../src/pipeline/engine/onnx/layers/translators.js";
import {type OnnxRuntime, openOnnxRuntime} from "../../../../src/pipeline/engine/onnx/runtime.js";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {registerActivations} from "../../../../src/pipeline/model/activations.js";
import {frozenBatchNormalization} from "../../../../src/pipeline/model/frozenBatchNorm.js";
import {normalization} from "../../../../src/pipeline/model/normalization.js";
import {softmax} from "../../../../src/pipeline/model/softmax.js";
import {byOnnx, byTensorflow, difference, drawInput, drawWeights} from "./agreement.js";

let runtime: OnnxRuntime;
beforeAll(async () => {
  registerActivations();
  await openEngine("wasm");
  runtime = await openOnnxRuntime();
});

type Layer = tfl.layers.Layer;

/** What a random case is made of. */
interface Draw {
  readonly shape: [number, number, number];
  readonly filters: number;
  readonly kernel: [number, number];
  readonly stride: number;
  readonly dilation: number;
  readonly padding: "same" | "valid";
  readonly flag: boolean;
  readonly margins: [[number, number], [number, number]];
  readonly seed: number;
}

const small = (max: number): fc.Arbitrary<number> => fc.integer({min: 1, max});
const margin = fc.tuple(fc.integer({min: 0, max: 2}), fc.integer({min: 0, max: 2}));
const draws: fc.Arbitrary<Draw> = fc.record({
  shape: fc.tuple(fc.integer({min: 5, max: 11}), fc.integer({min: 5, max: 11}), small(5)),
  filters: small(5),
  kernel: fc.tuple(small(3), small(3)),
  stride: small(3),
  dilation: small(2),
  padding: fc.constantFrom("same", "valid"),
  flag: fc.boolean(),
  margins: fc.tuple(margin, margin),
  seed: fc.integer(),
});

/** A window as a convolution takes it: stride and dilation exclude each other in TensorFlow.js. */
const window = ({kernel: kernelSize, stride, dilation, padding, flag: useBias}: Draw) =>
  stride > 1 ? {kernelSize, strides: stride, padding, useBias} : {kernelSize, dilationRate: dilation, padding, useBias};

const activations = [
  "linear",
  "relu",
  "relu6",
  "sigmoid",
  "hardSigmoid",
  "tanh",
  "elu",
  "selu",
  "softplus",
  "softsign",
  "swish",
  "hardSwish",
  "mish",
  "gelu",
  "gelu_new",
  "softmax",
  "logSoftmax",
] as const; // prettier-ignore

/** TensorFlow.js's types leave out some of the functions that it has. */
const activation = (name: string): Layer =>
  layers.activation({activation: name as Parameters<typeof layers.activation>[0]["activation"]});

/** One or more layers behind one picture, by class. */
const chains: Readonly<Record<string, (draw: Draw) => Layer[]>> = {
  Activation: ({seed}) => [activation(activations[Math.abs(seed) % activations.length]!)],
  AlphaDropout: () => [layers.alphaDropout({rate: 0.5})],
  AveragePooling2D: ({kernel, stride, padding}) => [
    layers.averagePooling2d({poolSize: kernel, strides: [stride, stride], padding}),
  ],
  BatchNormalization: ({flag}) => [
    layers.batchNormalization({scale: flag, epsilon: 0.01}),
    layers.flatten(),
    layers.batchNormalization({center: flag}),
  ],
  Conv2D: (draw) => [
    layers.conv2d({...window(draw), filters: draw.filters, activation: "relu"}),
    layers.batchNormalization({}),
  ],
  Cropping2D: ({margins: cropping}) => [layers.cropping2D({cropping})],
  Dense: ({filters: units, flag}) => [
    layers.dense({units, activation: "tanh", useBias: flag}),
    layers.flatten(),
    layers.dense({units: 3, activation: "softmax", useBias: flag}),
  ],
  DepthwiseConv2D: (draw) => [
    layers.depthwiseConv2d({...window(draw), depthMultiplier: 1 + (draw.filters % 2), activation: "relu6"}),
  ],
  Dropout: () => [layers.dropout({rate: 0.5})],
  ELU: () => [layers.elu()],
  Flatten: ({kernel, flag}) => [
    // With one pixel left, and with one channel, nothing needs turning.
    ...(flag ? [layers.averagePooling2d({poolSize: [5, 5], strides: [9, 9]})] : []),
    layers.conv2d({filters: kernel[0], kernelSize: 1}),
    layers.flatten(),
    layers.dense({units: 4}),
  ],
  FrozenBatchNormalization: ({flag}) => [
    layers.conv2d({filters: 3, kernelSize: 3}),
    frozenBatchNormalization({scale: flag, epsilon: 0.01}),
  ],
  GaussianDropout: () => [layers.gaussianDropout({rate: 0.5})],
  GaussianNoise: () => [layers.gaussianNoise({stddev: 1})],
  GlobalAveragePooling2D: ({shape: [, , channels]}) => [
    layers.globalAveragePooling2d({}),
    layers.reshape({targetShape: [1, 1, channels]}),
    layers.conv2d({filters: 3, kernelSize: 1}),
  ],
  GlobalMaxPooling2D: () => [layers.globalMaxPooling2d({})],
  LayerNormalization: ({flag}) => [layers.layerNormalization({scale: flag, center: !flag, epsilon: 0.01})],
  LeakyReLU: ({stride}) => [layers.leakyReLU({alpha: stride / 4})],
  MaxPooling2D: ({kernel, stride, padding}) => [
    layers.maxPooling2d({poolSize: kernel, strides: [stride, stride], padding}),
  ],
  Normalization: ({flag}) => [
    normalization({name: "picture"}),
    ...(flag ? [layers.flatten(), normalization({name: "numbers"})] : []),
  ],
  Permute: ({flag}) => [
    layers.permute({dims: flag ? [3, 1, 2] : [2, 1, 3]}),
    layers.conv2d({filters: 2, kernelSize: 1, activation: "swish"}),
    layers.flatten(),
  ],
  ReLU: ({flag}) => [layers.reLU(flag ? {maxValue: 1.5} : {})],
  Rescaling: ({stride, flag}) => [layers.rescaling({scale: 1 / stride, offset: flag ? -1 : 0})],
  Reshape: ({shape: [height, width, channels]}) => [
    layers.reshape({targetShape: [height * width, channels]}),
    layers.dense({units: 3, activation: "gelu"}),
    layers.reshape({targetShape: [height, -1]}),
  ],
  SeparableConv2D: ({kernel: kernelSize, stride, padding, filters, flag}) => [
    layers.separableConv2d({kernelSize, strides: stride, padding, filters, depthMultiplier: 2, useBias: flag}),
  ],
  Softmax: () => [layers.softmax({axis: -1}), layers.flatten(), layers.softmax({axis: 1})],
  ThresholdedReLU: ({stride}) => [layers.thresholdedReLU({theta: stride / 2})],
  UpSampling2D: ({stride, kernel, flag}) => [
    layers.upSampling2d({size: [stride, kernel[0]], interpolation: flag ? "bilinear" : "nearest"}),
  ],
  ZeroPadding2D: ({margins: padding}) => [
    layers.zeroPadding2d({padding}),
    layers.conv2d({filters: 2, kernelSize: 3, strides: 2}),
  ],
};

/** Joins the picture with what two convolutions make of it. */
const joins: Readonly<Record<string, (draw: Draw) => Layer>> = {
  Add: () => layers.add(),
  Average: () => layers.average(),
  Concatenate: ({seed}) => layers.concatenate({axis: [-1, 1, 2, 3][Math.abs(seed) % 4]!}),
  Maximum: () => layers.maximum(),
  Minimum: () => layers.minimum(),
  Multiply: () => layers.multiply(),
};

function chain({shape}: Draw, hidden: readonly Layer[]): LayersModel {
  const image = input({shape});
  return model({
    inputs: image,
    outputs: hidden.reduce((x, layer) => layer.apply(x) as SymbolicTensor, image as SymbolicTensor),
  });
}

function join({shape, flag}: Draw, layer: Layer): LayersModel {
  const image = input({shape});
  const side = (): SymbolicTensor =>
    layers.conv2d({filters: shape[2], kernelSize: 3, padding: "same"}).apply(image) as SymbolicTensor;
  const outputs = layer.apply(flag ? [image, side(), side()] : [side(), image]) as SymbolicTensor;
  return model({inputs: image, outputs});
}

function check(network: LayersModel, {shape, seed}: Draw): void {
  drawWeights(network, seed);
  const shapes = [[3, ...shape]];
  const inputs = [drawInput(shapes[0]!, seed)];
  const expected = byTensorflow(network, inputs, shapes)[0]!;
  const found = byOnnx(runtime, network, {inputs, shapes})[0]!;
  network.dispose();
  expect(difference(found, expected)).toBeLessThan(1e-4);
}

describe("exportOnnx(model)", () => {
  it("is held to TensorFlow.js below with every layer it knows", () => {
    expect([...Object.keys(chains), ...Object.keys(joins)].sort()).toEqual(Object.keys(translators).sort());
  });
  it.each(Object.keys(chains))("computes %s as TensorFlow.js does, for any shape", (name) => {
    fc.assert(
      fc.property(draws, (draw) => check(chain(draw, chains[name]!(draw)), draw)),
      {numRuns: name === "Activation" ? 40 : 15},
    );
  });
  it.each(Object.keys(joins))("computes %s as TensorFlow.js does, for any shape", (name) => {
    fc.assert(
      fc.property(draws, (draw) => check(join(draw, joins[name]!(draw)), draw)),
      {numRuns: 15},
    );
  });
  it("computes random networks of many layers", () => {
    const names = fc.constantFrom("Conv2D", "DepthwiseConv2D", "SeparableConv2D", "MaxPooling2D", "Activation", "ReLU");
    fc.assert(
      fc.property(draws, fc.array(names, {minLength: 2, maxLength: 4}), (draw, picked) => {
        const same: Draw = {...draw, padding: "same"};
        check(chain(same, [...picked.flatMap((name) => chains[name]!(same)), layers.globalAveragePooling2d({})]), same);
      }),
      {numRuns: 20},
    );
  });
  it("takes bytes, appends a softmax, and fixes the batch where that is asked for", () => {
    const network = chain(draw, [
      layers.conv2d({filters: 3, kernelSize: 3}),
      layers.flatten(),
      layers.dense({units: 4}),
    ]);
    drawWeights(network, 1);
    const bytes = Uint8Array.from(drawInput([2, ...draw.shape], 1), (x) => Math.abs(x) * 80);
    const [logits] = byTensorflow(network, [Float32Array.from(bytes)], [[2, ...draw.shape]]);
    const options = {input: "uint8", softmax: true, batch: 2} as const;
    expect(exportGraph(network, options).inputs[0]).toMatchObject({type: "uint8", shape: [2, ...draw.shape]});
    const [found] = byOnnx(runtime, network, {inputs: [bytes], shapes: [[2, ...draw.shape]], options});
    expect(difference(found!, softmax(logits!, 4))).toBeLessThan(1e-4);
  });
  it("writes shared layers, models inside models, several inputs and outputs", () => {
    const image = input({shape: [6, 6, 2], name: "image"});
    const extra = input({shape: [3], name: "extra"});
    const shared = layers.conv2d({name: "shared", filters: 2, kernelSize: 3, padding: "same", activation: "relu"});
    const inner = sequential({
      name: "inner",
      layers: [layers.flatten({inputShape: [6, 6, 2]}), layers.dense({units: 3})],
    });
    const once = shared.apply(image) as SymbolicTensor;
    const twice = shared.apply(once) as SymbolicTensor;
    const features = layers
      .add({name: "features"})
      .apply([inner.apply(twice) as SymbolicTensor, extra]) as SymbolicTensor;
    const inputs = [image, extra];
    const narrow = model({inputs, outputs: [features, once]});
    drawWeights(narrow, 2);
    const shapes = [
      [2, 6, 6, 2],
      [2, 3],
    ];
    const given = shapes.map((shape, i) => drawInput(shape, i));
    const expected = [...byTensorflow(narrow, given, shapes), given[0]!];
    // TensorFlow.js itself cannot run a model whose output is an input, or twice the same.
    const wide = model({inputs, outputs: [features, once, image, features]});
    const found = byOnnx(runtime, wide, {inputs: given, shapes});
    for (const [i, values] of found.entries()) {
      expect(difference(values, expected[i % expected.length]!)).toBeLessThan(1e-4);
    }
    const {outputs, nodes} = exportGraph(wide);
    expect(outputs.map(({name}) => name)).toEqual(["features", "shared", "image/output3", "features/output4"]);
    expect(nodes.filter(({op}) => op === "Conv").length).toBe(2);
  });
  it("turns a picture once at the door, and keeps nothing that no output needs", () => {
    const network = chain(draw, [
      layers.conv2d({filters: 4, kernelSize: 3, activation: "relu"}),
      layers.maxPooling2d({poolSize: 2}),
      layers.globalAveragePooling2d({}),
      layers.reshape({targetShape: [1, 1, 4]}),
      layers.conv2d({filters: 2, kernelSize: 1}),
      layers.flatten(),
    ]);
    const ops = exportGraph(network).nodes.map(({op}) => op);
    expect(ops).toEqual(["Transpose", "Conv", "Relu", "MaxPool", "GlobalAveragePool", "Conv", "Reshape"]);
  });
  it("leaves sizes open that the model leaves open", () => {
    const image = input({shape: [null, null, 3], name: "image"});
    let x = layers.conv2d({filters: 4, kernelSize: 3, strides: 2, padding: "same"}).apply(image) as SymbolicTensor;
    x = layers.maxPooling2d({poolSize: 3, strides: 2, padding: "same"}).apply(x) as SymbolicTensor;
    const network = model({inputs: image, outputs: layers.globalMaxPooling2d({}).apply(x) as SymbolicTensor});
    drawWeights(network, 3);
    for (const shape of [
      [1, 9, 12, 3],
      [2, 8, 7, 3],
    ]) {
      const inputs = [drawInput(shape, 3)];
      const expected = byTensorflow(network, inputs, [shape]);
      expect(difference(byOnnx(runtime, network, {inputs, shapes: [shape]})[0]!, expected[0]!)).toBeLessThan(1e-4);
    }
    expect(exportGraph(network).inputs[0]!.shape).toEqual(["N", "image/dimension1", "image/dimension2", 3]);
    expect(exportGraph(network, {size: [20, 30]}).inputs[0]!.shape).toEqual(["N", 20, 30, 3]);
  });
  it("gives the same bytes each time, with the name, the producer and what else is to be told", () => {
    const network = chain(draw, [layers.flatten(), layers.dense({units: 2})]);
    const write = (): Uint8Array => exportOnnx(network, {name: "tiny", metadata: {classes: "a,b"}});
    expect(write()).toEqual(write());
    const text = Buffer.from(write()).toString("latin1");
    for (const word of ["tiny", "lookbook", "classes", "a,b"]) expect(text).toContain(word);
  });
  it("says which layer it cannot write, and which it can", () => {
    const network = chain(draw, [
      layers.reshape({targetShape: [-1, 2], name: "rows"}),
      layers.conv1d({filters: 3, kernelSize: 1, name: "line"}),
    ]);
    expect(() => exportOnnx(network)).toThrow(
      /^layer line \(Conv1D\) cannot be written as ONNX; supported: Activation, Add, .*ZeroPadding2D, and models of them$/,
    );
  });
  it.each<[string, Layer, string]>([
    ["an axis", layers.batchNormalization({name: "n", axis: 1}), "layer n (BatchNormalization): axis 1 cannot"],
    [
      "a layout",
      layers.conv2d({name: "c", filters: 1, kernelSize: 1, dataFormat: "channelsFirst"}),
      "layer c (Conv2D): dataFormat channelsFirst",
    ],
  ])("refuses %s that has no counterpart, by name", (_, layer, message) => {
    expect(() => exportOnnx(chain(draw, [layer]))).toThrow(message);
  });
});

const draw: Draw = {
  shape: [8, 7, 2],
  filters: 2,
  kernel: [2, 3],
  stride: 1,
  dilation: 1,
  padding: "same",
  flag: true,
  margins: [
    [0, 1],
    [1, 0],
  ],
  seed: 5,
};
