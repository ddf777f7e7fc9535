import type {layers} from "@tensorflow/tfjs-layers";

/** What one position of a layer's output sees of the picture, along rows or along columns, in pixels. */
export interface ReceptiveField {
  /** How many pixels have a part in it. */
  readonly size: number;
  /** Pixels from one position to the next. */
  readonly stride: number;
  /** Where position 0 is centred; position `i` is centred on `offset + stride * i`. */
  readonly offset: number;
}

/**
 * Where in the picture a layer looks. Stretching a map evenly over the picture instead would be off by several pixels where a
 * convolution is not padded. Where branches meet, the one that sees most counts; a branch through global pooling, as
 * squeeze-and-excitation has one, sees all from everywhere and is left out.
 * Source: A. Araujo, W. Norris, J. Sim, "Computing receptive fields of convolutional neural networks", Distill (2019).
 * @param layer in a network, with maps before it
 */
export function receptiveField(layer: layers.Layer): readonly [rows: ReceptiveField, columns: ReceptiveField] {
  return [along(layer, 0, new Map()), along(layer, 1, new Map())];
}

type Known = Map<layers.Layer, ReceptiveField>;

function along(layer: layers.Layer, axis: 0 | 1, known: Known): ReceptiveField {
  const found = known.get(layer) ?? behind(layer, axis, known);
  known.set(layer, found);
  return found;
}

function behind(layer: layers.Layer, axis: 0 | 1, known: Known): ReceptiveField {
  const {width, stride, offset} = ownWindow(layer, axis);
  const previous = layer.inboundNodes[0]?.inboundLayers ?? [];
  if (previous.length === 0) return {size: width, stride, offset};
  const maps = previous.filter((branch) => !isPooledWhole(branch));
  const fields = (maps.length > 0 ? maps : previous).map((branch) => along(branch, axis, known));
  const before = fields.reduce((most, field) => (field.size > most.size ? field : most));
  return {
    size: before.size + (width - 1) * before.stride,
    stride: before.stride * stride,
    offset: before.offset + before.stride * offset,
  };
}

/** Whether what a layer makes has no place in the picture any more: it lies behind global pooling. */
export function isPooledWhole(layer: layers.Layer, known: Map<layers.Layer, boolean> = new Map()): boolean {
  let is = known.get(layer);
  if (is === undefined) {
    const before = layer.inboundNodes[0]?.inboundLayers ?? [];
    const all = before.length > 0 && before.every((each) => isPooledWhole(each, known));
    is = layer.getClassName().startsWith("Global") || all;
    known.set(layer, is);
  }
  return is;
}

interface Window {
  /** In positions of the input. */
  readonly width: number;
  readonly stride: number;
  /** Where position 0 is centred. */
  readonly offset: number;
}

/** A convolution's or a pooling's window; every other layer looks straight at one position. */
function ownWindow(layer: layers.Layer, axis: 0 | 1): Window {
  const {kernelSize, poolSize, strides, dilationRate, padding} = layer.getConfig() as Partial<WindowConfig>;
  const size = kernelSize ?? poolSize;
  if (layer.getClassName() === "ZeroPadding2D") return {width: 1, stride: 1, offset: -(padding as Margins)[axis][0]};
  if (!size || !strides) return {width: 1, stride: 1, offset: 0};
  const width = (at(size, axis) - 1) * at(dilationRate ?? 1, axis) + 1;
  const stride = at(strides, axis);
  const padded = padding === "same" ? paddingBefore(layer, axis, {width, stride}) : 0;
  return {width, stride, offset: (width - 1) / 2 - padded};
}

interface WindowConfig {
  readonly kernelSize: number | readonly number[];
  readonly poolSize: number | readonly number[];
  readonly strides: number | readonly number[];
  readonly dilationRate: number | readonly number[];
  readonly padding: string | Margins;
}

type Margins = readonly [readonly [number, number], readonly [number, number]];

function paddingBefore(layer: layers.Layer, axis: 0 | 1, window: Pick<Window, "width" | "stride">): number {
  const [shape] = layer.inboundNodes[0]!.inputShapes as number[][];
  const length = shape![axis + 1]!;
  const outputs = Math.ceil(length / window.stride);
  return Math.floor(Math.max(0, (outputs - 1) * window.stride + window.width - length) / 2);
}

function at(value: number | readonly number[], axis: number): number {
  return typeof value === "number" ? value : value[axis]!;
}
