import {setProductEngine} from "./kernels/products.js";
import {nativeProducts} from "./onnx/nativeProducts.js";
import {openOnnxRuntime} from "./onnx/runtime.js";
import {openWasm} from "./openWasm.js";

/**
 * Opens the WASM engine with onnxruntime's matrix products on its heap: those of 3x3 and 1x1 convolutions, forwards and backwards, and
 * of dense layers. Everything else stays WASM's.
 * @returns the version of onnxruntime-node
 * @throws LookbookError `no-engine` where onnxruntime-node is absent or has changed, or WebAssembly has no SIMD
 */
export async function openOnnx(): Promise<string> {
  const runtime = await openOnnxRuntime();
  await openWasm();
  setProductEngine(nativeProducts(runtime));
  return runtime.version;
}
