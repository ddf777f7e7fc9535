import {createRequire} from "node:module";
import {LookbookError, messageOf, systemCode} from "../../../core/errors.js";

/**
 * What this room uses of onnxruntime-node beyond its public API: the synchronous session behind `InferenceSession`.
 * All of it is named in this file; runtime.ts tries it out before anybody relies on it.
 */
export interface Binding {
  readonly InferenceSession: new () => NativeSession;
}

/** The native session: one graph, run on the calling thread. */
export interface NativeSession {
  loadModel(model: ArrayBufferLike, byteOffset: number, byteLength: number, options: object): void;
  /** Outputs that are tensors are written in place, and then copied into new ones, which are returned. */
  run(feeds: Record<string, NativeTensor>, fetches: Record<string, NativeTensor | null>): Record<string, unknown>;
  dispose(): void;
}

/** A tensor as the binding reads it: the `Tensor` of the public API has the same members. */
export interface NativeTensor {
  readonly type: "float32" | "uint8";
  readonly location: "cpu";
  readonly dims: readonly number[];
  readonly data: Float32Array | Uint8Array;
}

/** The installed package. */
export interface OnnxPackage {
  readonly version: string;
  /** The exports of `onnxruntime-node/dist/binding.js`. */
  readonly module: unknown;
}

/** How the binding refuses an output of type bfloat16, which it cannot convert; see stop.ts. */
export const stopMessage: RegExp = /^Tensor type \(16\) is not supported/;

/** What to do where the binding is not what was expected. */
export const remedy = "run `npm ci`, which installs onnxruntime-node 1.30.0, or choose the engine wasm";

/** Loads the package and starts its library. @throws LookbookError `no-engine` where it is absent, broken or of another shape */
export function openBinding(load: () => OnnxPackage = loadPackage): {binding: Binding; version: string} {
  const {module, version} = load();
  const {binding, initOrt} = (module ?? {}) as {binding?: Partial<Binding>; initOrt?: () => void};
  const members = binding?.InferenceSession?.prototype as Partial<NativeSession> | undefined;
  const missing = [
    ...(typeof initOrt === "function" ? [] : ["initOrt"]),
    ...(["loadModel", "run", "dispose"] as const)
      .filter((name) => typeof members?.[name] !== "function")
      .map((name) => `binding.InferenceSession.${name}`),
  ];
  if (!initOrt || missing.length > 0) {
    throw changed(version, `expected it to export ${missing.join(", ")}, found none of that name`);
  }
  initOrt();
  return {binding: binding as Binding, version};
}

/** The error for a binding that is there and does something else than expected. */
export function changed(version: string, difference: string): LookbookError {
  return new LookbookError(
    "no-engine",
    `the binding of onnxruntime-node ${version} has changed: ${difference}; ${remedy}`,
  );
}

function loadPackage(): OnnxPackage {
  const require = createRequire(import.meta.url);
  const version = versionOf(require);
  try {
    return {version, module: require("onnxruntime-node/dist/binding.js")};
  } catch (cause) {
    if (systemCode(cause) === "MODULE_NOT_FOUND" && messageOf(cause).includes("onnxruntime-node/dist/binding.js")) {
      throw changed(version, "expected a module dist/binding.js, found none");
    }
    const [reason] = messageOf(cause).split("\n");
    throw new LookbookError("no-engine", `onnxruntime-node ${version} is installed but does not load: ${reason}`, {
      cause,
    });
  }
}

function versionOf(require: NodeJS.Require): string {
  try {
    return (require("onnxruntime-node/package.json") as {version: string}).version;
  } catch (cause) {
    throw new LookbookError("no-engine", `onnxruntime-node is not installed; ${remedy}`, {cause});
  }
}
