import type {layers} from "@tensorflow/tfjs-layers";

/** The work of a layer on one picture, in inference. */
export interface LayerWork {
  /** Products that are added up. */
  readonly multiplyAdds: number;
  /** Operations beside them. */
  readonly others: number;
  /** False for a layer that has no rule. */
  readonly isKnown: boolean;
}

/** Shapes of what goes into a layer and what comes out, with a batch of one. */
export interface LayerShapes {
  readonly inputs: readonly (readonly number[])[];
  readonly output: readonly number[];
}

/**
 * Counts the work of a layer. The rules: a product that is added up is one multiply-add, two operations, and is found in convolutions and
 * dense layers alone; a bias, one operation a number; normalisations and scalings two, as a factor and an addend; adding or
 * multiplying n tensors n - 1; a pooling as many as its window has numbers; an activation one, two where it weighs its input (swish,
 * hard swish, GELU); what only moves numbers, nothing.
 */
export function workOf(layer: layers.Layer, shapes: LayerShapes): LayerWork {
  const config = layer.getConfig() as Config;
  const type = layer.getClassName();
  const count = rules[type];
  if (!count) return {multiplyAdds: 0, others: 0, isKnown: false};
  const {multiplyAdds = 0, others = 0} = count(shapes, config, layer);
  const applied = "activation" in config ? costOf(config.activation) * numbersIn(shapes.output) : 0;
  return {multiplyAdds, others: others + applied, isKnown: true};
}

interface Config {
  readonly activation?: string;
  readonly useBias?: boolean;
  readonly poolSize?: number | readonly number[];
}

type Rule = (shapes: LayerShapes, config: Config, layer: layers.Layer) => Partial<Omit<LayerWork, "isKnown">>;

/** Every number of the output is a sum of `terms` products, and a bias. */
const weighted =
  (terms: (kernel: readonly number[]) => number): Rule =>
  ({output}, {useBias}, layer) => {
    const numbers = numbersIn(output);
    const kernel = layer.weights.find(({originalName}) => originalName.endsWith("kernel"))!.shape as number[];
    return {multiplyAdds: numbers * terms(kernel), others: useBias ? numbers : 0};
  };

const perOutput =
  (operations: number): Rule =>
  ({output}) => ({others: operations * numbersIn(output)});

const pooling: Rule = ({output}, {poolSize}) => {
  const [rows, columns] = typeof poolSize === "number" ? [poolSize, poolSize] : poolSize!;
  return {others: rows! * columns! * numbersIn(output)};
};

const merging: Rule = ({inputs, output}) => ({others: (inputs.length - 1) * numbersIn(output)});
const globally: Rule = ({inputs}) => ({others: numbersIn(inputs[0]!)});
const nothing: Rule = () => ({});

const rules: Readonly<Record<string, Rule>> = {
  Activation: nothing, // beside the activation itself
  Add: merging,
  Average: merging,
  AveragePooling2D: pooling,
  BatchNormalization: perOutput(2),
  Concatenate: nothing,
  Conv2D: weighted(([rows, columns, channels]) => rows! * columns! * channels!),
  Cropping2D: nothing,
  Dense: weighted(([units]) => units!),
  DepthwiseConv2D: weighted(([rows, columns]) => rows! * columns!),
  Dropout: nothing,
  Flatten: nothing,
  FrozenBatchNormalization: perOutput(2),
  GlobalAveragePooling2D: globally,
  GlobalMaxPooling2D: globally,
  InputLayer: nothing,
  LeakyReLU: perOutput(1),
  MaxPooling2D: pooling,
  Maximum: merging,
  Multiply: merging,
  Normalization: perOutput(2),
  Permute: nothing,
  ReLU: perOutput(1),
  Rescaling: perOutput(2),
  Reshape: nothing,
  Softmax: perOutput(1),
  UpSampling2D: nothing,
  ZeroPadding2D: nothing,
};

function costOf(activation: string | undefined): number {
  if (activation === undefined || activation === "linear") return 0;
  return ["swish", "hardSwish", "gelu"].includes(activation) ? 2 : 1;
}

function numbersIn(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}
