import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type ProductEngine, type Products, wasmProducts} from "../kernels/products.js";
import {encodeModel, type OnnxNode, type OnnxValue} from "./graph.js";
import type {HeapTensor, OnnxRuntime, OnnxSession} from "./runtime.js";

/** Products of fewer floating-point operations take the SIMD loops less time than a call of the runtime. */
const fewOperations = 1_000_000;

/** Matrix products by onnxruntime's kernels, on the heap of the WASM backend, where operands and results lie already. */
export function nativeProducts(runtime: OnnxRuntime): ProductEngine {
  const sessions = new Map<string, OnnxSession>();
  const sessionOf = (transposed: boolean, keep: boolean): OnnxSession => {
    const key = `${transposed} ${keep}`;
    const session = sessions.get(key) ?? runtime.session(productGraph(transposed, keep));
    sessions.set(key, session);
    return session;
  };
  return {
    gapless: true,
    blockBytes: 1_200_000,
    strips: (channels) => [{start: 0, width: channels}],
    multiply: (backend, products) => {
      const {planes, rows, depth, channels, transposed = false, keep = false} = products;
      if (2 * planes * rows * depth * channels < fewOperations) {
        // One strip as wide as the matrix is no strip at all.
        wasmProducts.multiply(backend, {...products, packed: false});
        return;
      }
      const {a, b, out} = operands(backend, products);
      sessionOf(transposed, keep).run({a, b, ...(keep && {before: out})}, {out});
    },
  };
}

function operands(
  backend: BackendWasm,
  {planes, rows, depth, channels, a, b, out, transposed = false}: Products,
): Record<"a" | "b" | "out", HeapTensor> {
  const {buffer} = (backend as unknown as {wasm: {HEAPU8: Uint8Array}}).wasm.HEAPU8;
  const tensor = (address: number, dims: readonly number[]): HeapTensor => ({
    dims,
    data: new Float32Array(
      buffer,
      address,
      dims.reduce((product, n) => product * n, 1),
    ),
  });
  return {
    a: tensor(a, transposed ? [planes, depth, rows] : [planes, rows, depth]),
    b: tensor(b, [planes, depth, channels]),
    out: tensor(out, [planes, rows, channels]),
  };
}

/** out = a b, or out = before + a b; a lies transposed or not. */
function productGraph(transposed: boolean, keep: boolean): Uint8Array {
  const value = (name: string): OnnxValue => ({name, shape: ["P", `${name}Rows`, `${name}Columns`]});
  const nodes: OnnxNode[] = [];
  if (transposed) nodes.push({op: "Transpose", inputs: ["a"], outputs: ["turned"], attributes: {perm: [0, 2, 1]}});
  nodes.push({op: "MatMul", inputs: [transposed ? "turned" : "a", "b"], outputs: [keep ? "product" : "out"]});
  if (keep) nodes.push({op: "Add", inputs: ["before", "product"], outputs: ["out"]});
  const inputs = ["a", "b", ...(keep ? ["before"] : [])].map(value);
  return encodeModel({name: "product", inputs, outputs: [value("out")], nodes});
}
