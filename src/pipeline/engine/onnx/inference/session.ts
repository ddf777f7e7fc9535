import {createRequire} from "node:module";
import {LookbookError, messageOf} from "../../../../core/errors.js";
import type {OnnxType} from "../graph.js";
import {sizeOf} from "../sizeOf.js";

/** A model, as a worker is told of it. */
export interface InferenceModel {
  /** Bytes of an ONNX file. */
  readonly model: Uint8Array;
  readonly input: {readonly name: string; readonly type: OnnxType; readonly shape: readonly number[]};
  /** `size`: numbers of one example. */
  readonly output: {readonly name: string; readonly size: number};
  /** The npm package that brings onnxruntime. */
  readonly packageName: string;
}

/** A graph that is ready to run on this thread. */
export interface InferenceSession {
  /** Of the package. */
  readonly version: string;
  /** Runs a batch; resolves to the output's numbers, row-major. */
  run(batch: Float32Array | Uint8Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** The part of onnxruntime-node's public API that is used. */
interface Onnxruntime {
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: object,
    ): Promise<{
      run(feeds: Record<string, unknown>): Promise<Record<string, {readonly data: Float32Array}>>;
      release(): Promise<void>;
    }>;
  };
  readonly Tensor: new (type: string, data: Float32Array | Uint8Array, dims: readonly number[]) => unknown;
}

/**
 * Opens a model by onnxruntime-node's public API, on one thread: the kernels compute on the thread that calls. It is tried out with one example.
 * @throws LookbookError `no-engine` where the package is absent, does not load or has changed, `bad-file` where it refuses the model
 */
export async function openSession({model, input, output, packageName}: InferenceModel): Promise<InferenceSession> {
  const {library, version} = load(packageName);
  const session = await create(library, model);
  const size = sizeOf(input.shape);
  const run = async (batch: Float32Array | Uint8Array): Promise<Float32Array> => {
    const data = input.type === "float32" && batch instanceof Uint8Array ? new Float32Array(batch) : batch;
    const tensor = new library.Tensor(input.type, data, [batch.length / size, ...input.shape]);
    return (await session.run({[input.name]: tensor}))[output.name]!.data;
  };
  const found = await run(input.type === "uint8" ? new Uint8Array(size) : new Float32Array(size)).then(
    (values) => (values.length === output.size ? undefined : `${values.length} numbers`),
    (cause: unknown) => `the error "${messageOf(cause)}"`,
  );
  if (found) throw changed(packageName, version, `expected ${output.size} numbers from a first run, found ${found}`);
  return {version, run, dispose: () => session.release()};
}

function load(packageName: string): {library: Onnxruntime; version: string} {
  const require = createRequire(import.meta.url);
  let version: string;
  try {
    ({version} = require(`${packageName}/package.json`) as {version: string});
  } catch (cause) {
    throw new LookbookError("no-engine", `${packageName} is not installed; ${remedy}`, {cause});
  }
  let library: Partial<Onnxruntime>;
  try {
    library = require(packageName) as Partial<Onnxruntime>;
  } catch (cause) {
    const [reason] = messageOf(cause).split("\n");
    throw new LookbookError("no-engine", `${packageName} ${version} is installed but does not load: ${reason}`, {
      cause,
    });
  }
  if (typeof library.InferenceSession?.create !== "function" || typeof library.Tensor !== "function") {
    throw changed(
      packageName,
      version,
      "expected InferenceSession.create and Tensor among its exports, found them not",
    );
  }
  return {version, library: library as Onnxruntime};
}

function changed(packageName: string, version: string, difference: string): LookbookError {
  return new LookbookError("no-engine", `${packageName} ${version} has changed: ${difference}; ${remedy}`);
}

const remedy = "run `npm ci`, which installs onnxruntime-node 1.30.0";

type Created = Awaited<ReturnType<Onnxruntime["InferenceSession"]["create"]>>;

async function create(library: Onnxruntime, model: Uint8Array): Promise<Created> {
  try {
    return await library.InferenceSession.create(model, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: "all", // reorders constant weights into blocks that fill the vector registers
      logSeverityLevel: 4, // failures come as exceptions; they need not be printed as well
    });
  } catch (cause) {
    throw new LookbookError("bad-file", `onnxruntime refuses the model: ${messageOf(cause)}`, {cause});
  }
}
