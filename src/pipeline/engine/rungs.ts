import {openCpu} from "./openCpu.js";
import {openNative} from "./openNative.js";
import {openOnnx} from "./openOnnx.js";
import {openWasm} from "./openWasm.js";
import type {Rung} from "./rung.js";

/** The ladder of engines, best first. */
export const rungs: readonly Rung[] = [
  {
    name: "tfjs-node-gpu",
    packageName: "@tensorflow/tfjs-node-gpu",
    description: "TensorFlow's C++ library on a CUDA GPU",
    bitReproducible: false,
    remedy:
      "npm install --no-save @tensorflow/tfjs-node-gpu@4.22.0, on Linux x64 with an NVIDIA GPU, CUDA 11 and cuDNN 8; for a newer CUDA, npx lookbook native build",
    automatic: true,
    open: () => openNative("@tensorflow/tfjs-node-gpu", {needsGpu: true}),
  },
  {
    name: "tfjs-node",
    packageName: "@tensorflow/tfjs-node",
    description: "TensorFlow's C++ library on the processor",
    bitReproducible: false,
    remedy:
      "npm install --no-save @tensorflow/tfjs-node@4.22.0, whose install script downloads the library; without that download, npx lookbook native build",
    automatic: true,
    open: () => openNative("@tensorflow/tfjs-node"),
  },
  {
    name: "onnx",
    packageName: "onnxruntime-node",
    description: "WebAssembly with onnxruntime's native matrix products on its heap",
    bitReproducible: false,
    remedy: "npm ci installs 1.30.0, for Linux and Windows on x64 and ARM, and macOS on ARM",
    automatic: true,
    open: openOnnx,
  },
  {
    name: "wasm",
    packageName: "@tensorflow/tfjs-backend-wasm",
    description: "WebAssembly with 128-bit SIMD and training kernels of its own",
    bitReproducible: true,
    remedy: "npm ci; it needs Node 20.19 or newer on a processor with SSE4.1 or NEON",
    automatic: true,
    open: () => openWasm(),
  },
  {
    name: "cpu",
    packageName: "@tensorflow/tfjs-backend-cpu",
    description: "plain JavaScript, the reference in tests",
    bitReproducible: true,
    remedy: "npm ci",
    automatic: false,
    open: openCpu,
  },
];
