import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {multiplyMatrices, type Planes, packedStrips} from "./multiply.js";

/** Matrix products whose rows follow each other without a gap. */
export interface Products extends Planes {
  /** Whether a lies as [planes, depth, rows]. */
  readonly transposed?: boolean;
  /** Whether b lies in the strips that {@link ProductEngine.strips} names. */
  readonly packed?: boolean;
  /** Adds to what stands at out. */
  readonly keep?: boolean;
}

/** Who multiplies matrices for the kernels of this room: the own loops, or native ones on the same heap. */
export interface ProductEngine {
  /** Whether planes must follow each other without a gap. */
  readonly gapless: boolean;
  /** Bytes of operands and results that are best worked on at once. */
  readonly blockBytes: number;
  /** How a packed b [depth, channels] must lie: strips of columns, each as [depth, width], one after the other. */
  strips(channels: number): readonly {readonly start: number; readonly width: number}[];
  multiply(backend: BackendWasm, products: Products): void;
}

/** The SIMD loops of this room; the same bits on every machine. */
export const wasmProducts: ProductEngine = {
  gapless: false,
  blockBytes: 600_000,
  strips: packedStrips,
  multiply: (backend, products) => {
    const {rows, depth, channels, transposed = false, packed = false, keep = false} = products;
    multiplyMatrices(backend, {
      ...products,
      aRow: transposed ? 4 : 4 * depth,
      aStep: transposed ? 4 * rows : 4,
      bRow: packed ? "packed" : 4 * channels,
      outRow: 4 * channels,
      keep,
    });
  },
};

let current = wasmProducts;

/** Who multiplies now. */
export function productEngine(): ProductEngine {
  return current;
}

/** Decides who multiplies from now on, in this thread. */
export function setProductEngine(engine: ProductEngine): void {
  current = engine;
}
