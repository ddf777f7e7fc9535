import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {LookbookError} from "../../../core/errors.js";
import {assemble} from "./assembler.js";
import {guardExports, guardImports} from "./heapLimit.js";
import {writeLoops} from "./loops.js";
import {type WasmMemory, webAssembly} from "./webAssembly.js";

/** A loop on the WASM heap: addresses, counts and strides in, results on the heap. */
export type Loop = (...parameters: number[]) => void;

const attached = new WeakMap<BackendWasm, ReadonlyMap<string, Loop>>();

/** Assembles the loops of `writeLoops` onto the memory of a backend. */
export function attachLoops(backend: BackendWasm, memory: WasmMemory): void {
  const module = new webAssembly.Module(assemble(writeLoops()));
  const {exports} = new webAssembly.Instance(module, {env: {memory}});
  attached.set(backend, new Map(Object.entries(exports as Readonly<Record<string, Loop>>)));
}

/** Whether a backend was opened by this room, so that it has the loops. */
export function hasLoops(backend: BackendWasm): boolean {
  return attached.has(backend);
}

/** One of the loops by its name. */
export function loopOf(backend: BackendWasm, name: string): Loop {
  const loop = attached.get(backend)?.get(name);
  if (!loop)
    throw new LookbookError("no-engine", `the WASM engine has no loop ${name}; open it with openEngine("wasm")`);
  return loop;
}

/**
 * Watches which memories modules bring along while `open` runs, because TensorFlow.js keeps its own to itself, and makes them throw
 * where they cannot grow.
 * @returns the memory behind `heap()`
 */
export async function memoryOf(heap: () => ArrayBufferLike, open: () => Promise<void>): Promise<WasmMemory> {
  const memories: WasmMemory[] = [];
  const {instantiate} = webAssembly;
  webAssembly.instantiate = async (source, imports) => {
    const result = (await instantiate(source, guardImports(imports))) as {
      instance?: {exports: Record<string, unknown>};
    };
    const exports = result.instance?.exports;
    if (!exports) return result;
    for (const value of Object.values(exports)) if (value instanceof webAssembly.Memory) memories.push(value);
    return {...result, instance: {exports: guardExports(exports)}};
  };
  try {
    await open();
  } finally {
    webAssembly.instantiate = instantiate;
  }
  const memory = memories.find(({buffer}) => buffer === heap());
  if (!memory) throw new LookbookError("no-engine", "the WASM engine's memory was not found; was it opened before?");
  return memory;
}
