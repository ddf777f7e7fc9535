/** The part of WebAssembly's JavaScript interface that the engine uses; the types of Node 20 leave it out. */
export interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  instantiate: (source: unknown, imports?: unknown) => Promise<unknown>;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => {readonly exports: Readonly<Record<string, unknown>>};
  readonly Memory: new (size: {initial: number}) => WasmMemory;
}

/** Memory of a module; `buffer` is another object after it grew. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** WebAssembly as Node has it. */
export const webAssembly: WebAssemblyApi = (globalThis as unknown as {WebAssembly: WebAssemblyApi}).WebAssembly;
