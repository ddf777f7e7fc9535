/** What can be asked for; "auto" takes the first that works, "cpu" is plain JavaScript, the reference in tests. */
export type EngineName = "auto" | RungName;

/** One engine. */
export type RungName = "tfjs-node-gpu" | "tfjs-node" | "onnx" | "wasm" | "cpu";

/** How one rung of the ladder answered. */
export interface EngineAttempt {
  readonly name: RungName;
  readonly ok: boolean;
  /** What was found, or why it cannot be used. */
  readonly reason: string;
  /** What to do about it; empty where nothing is needed. */
  readonly remedy: string;
}

/** The engine that computes from now on, as plain data. */
export interface Engine {
  readonly name: RungName;
  /** Of its npm package. */
  readonly version: string;
  /** For people: "WebAssembly (SIMD, one thread)". */
  readonly description: string;
  /** Whether the same inputs give the same bits on every machine. */
  readonly bitReproducible: boolean;
  /** The rungs that were tried, the one taken last. */
  readonly attempts: readonly EngineAttempt[];
}
