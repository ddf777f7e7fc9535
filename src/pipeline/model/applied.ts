import type {layers, SymbolicTensor} from "@tensorflow/tfjs-layers";

/** What a layer makes of maps, or of several, while a network is put together. */
export function applied(layer: layers.Layer, inputs: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(inputs) as SymbolicTensor;
}
