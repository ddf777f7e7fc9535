import {createRequire} from "node:module";
import {dirname, sep} from "node:path";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {LookbookError} from "../../core/errors.js";
import {setProductEngine, wasmProducts} from "./kernels/products.js";
import {registerTrainingKernels} from "./kernels/register.js";
import {registerGradients} from "./kernels/registerGradients.js";
import {attachLoops, hasLoops, memoryOf} from "./simd/attach.js";
import {webAssembly} from "./simd/webAssembly.js";

/**
 * Opens TensorFlow.js's WASM backend, one thread, with the training kernels of this room, and makes it the current one.
 * @returns the version of the package
 * @throws LookbookError `no-engine` where WebAssembly has no SIMD
 */
export async function openWasm(hasSimd: () => boolean = simdWorks): Promise<string> {
  if (!hasSimd()) {
    throw new LookbookError(
      "no-engine",
      `WebAssembly has no 128-bit SIMD in Node ${process.versions.node} on ${process.arch}; it needs Node 20.19 or newer and a processor with SSE4.1 or NEON`,
    );
  }
  const wasm = await import("@tensorflow/tfjs-backend-wasm");
  const running = tf.findBackend("wasm") as BackendWasm | null;
  if (!running) await initialise(wasm);
  else if (!hasLoops(running)) {
    throw new LookbookError(
      "no-engine",
      "TensorFlow.js's WASM backend was already running without the training kernels; call openEngine before any tf.setBackend",
    );
  }
  await registerGradients();
  await tf.setBackend("wasm");
  setProductEngine(wasmProducts);
  return wasm.version_wasm;
}

async function initialise(wasm: typeof import("@tensorflow/tfjs-backend-wasm")): Promise<void> {
  const require = createRequire(import.meta.url);
  wasm.setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  wasm.setThreadsCount(1);
  const memory = await memoryOf(heapBuffer, async () => {
    await withoutNewListeners(["uncaughtException", "unhandledRejection"], () => tf.setBackend("wasm"));
  });
  attachLoops(tf.backend() as BackendWasm, memory);
  registerTrainingKernels();
}

function heapBuffer(): ArrayBufferLike {
  const {wasm} = tf.backend() as unknown as {wasm: {HEAPU8: Uint8Array}};
  return wasm.HEAPU8.buffer;
}

/** Emscripten's loader wants to crash the process on every unhandled rejection; that is for the program to decide. */
async function withoutNewListeners(events: readonly string[], open: () => Promise<unknown>): Promise<void> {
  const before = events.map((event) => new Set(process.listeners(event as "exit")));
  await open();
  events.forEach((event, i) => {
    for (const listener of process.listeners(event as "exit")) {
      if (!before[i]!.has(listener)) process.off(event, listener);
    }
  });
}

/** A module whose only function splats a number: `i8x16.splat` is valid only where SIMD is. */
function simdWorks(): boolean {
  const header = [0, 97, 115, 109, 1, 0, 0, 0];
  const types = [1, 5, 1, 96, 0, 1, 123];
  const functions = [3, 2, 1, 0];
  const code = [10, 8, 1, 6, 0, 65, 0, 253, 15, 11];
  return webAssembly.validate(Uint8Array.from([...header, ...types, ...functions, ...code]));
}
