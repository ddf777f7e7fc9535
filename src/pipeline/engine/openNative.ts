import util from "node:util";
import * as tf from "@tensorflow/tfjs-core";
import {LookbookError} from "../../core/errors.js";
import {registerGradients} from "./kernels/registerGradients.js";
import {mendFilterGradient} from "./native/filterGradient.js";
import {buildCommand, loadFailure} from "./native/loadFailure.js";
import {disown, nativeBackend, own} from "./native/ownership.js";

/** Options for {@link openNative}. */
export interface NativeOptions {
  /** Refuses an engine that fell back to the processor; defaults to false. */
  readonly needsGpu?: boolean;
  /** Loads the package; defaults to `import`. For tests. */
  readonly load?: (packageName: string) => Promise<unknown>;
}

/** What the packages of TensorFlow's C++ library export, as far as it matters here. */
interface NativePackage {
  readonly version?: Readonly<Record<string, string>>;
}

/** Their backend, the same. */
interface NativeBackend {
  readonly isUsingGpuDevice?: boolean;
  readonly binding?: {readonly TF_Version?: string};
}

/**
 * Makes TensorFlow's C++ library the current engine.
 * @returns the version of the package, and that of the library behind it: "4.22.0 with TensorFlow 2.21.0"
 * @throws LookbookError `no-engine` where it is broken or `needsGpu` is not met; Node's own error where the package is not installed
 */
export async function openNative(
  packageName: string,
  {needsGpu = false, load = (name) => import(name)}: NativeOptions = {},
): Promise<string> {
  restoreUtil(util);
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2"; // the C++ library greets on stderr
  const loaded = (await own(packageName, () => load(packageName)).catch((cause: unknown) => {
    throw loadFailure(packageName, cause);
  })) as NativePackage & {readonly default?: NativePackage};
  if (!tf.findBackendFactory(nativeBackend) || !(await tf.setBackend(nativeBackend))) {
    disown();
    throw new LookbookError("no-engine", `${packageName} loaded, but its backend does not start`);
  }
  const {isUsingGpuDevice, binding} = tf.backend() as unknown as NativeBackend;
  if (needsGpu && isUsingGpuDevice !== true) {
    disown();
    throw new LookbookError(
      "no-engine",
      `${packageName} loaded, but found no CUDA GPU: its own binary wants CUDA 11.2 and cuDNN 8.1, \`${buildCommand}\` binds it to a newer TensorFlow; TF_CPP_MIN_LOG_LEVEL=0 shows what TensorFlow misses`,
    );
  }
  mendFilterGradient();
  await registerGradients(); // after the package, which brings TensorFlow.js's own
  const version = (loaded.version ?? loaded.default?.version)?.["tfjs-node"] ?? "unknown";
  return binding?.TF_Version === undefined ? version : `${version} with TensorFlow ${binding.TF_Version}`;
}

/** Gives back what Node 23 took away and tfjs-node 4.22 still calls (tfjs issues 8425 and 8609). */
export function restoreUtil(target: object): void {
  const missing = {
    isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
    isArray: (value: unknown): boolean => Array.isArray(value),
  };
  for (const [name, check] of Object.entries(missing)) {
    if (!(name in target)) Object.assign(target, {[name]: check});
  }
}
