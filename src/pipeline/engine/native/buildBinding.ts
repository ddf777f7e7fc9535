import {dirname, join} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {compileArguments} from "./compileArguments.js";
import {commandNotFound, type NativeEnds} from "./ends.js";
import {findTensorflow, type Tensorflow} from "./findTensorflow.js";
import {type NodePlaces, nodeHeaders} from "./nodeHeaders.js";

/** The packages whose binding can be built. */
export const nativePackages: readonly string[] = ["@tensorflow/tfjs-node", "@tensorflow/tfjs-node-gpu"];

/** Options for {@link buildBinding}. */
export interface BindingOptions {
  /** One of {@link nativePackages}. */
  readonly packageName: string;
  /** The interpreter whose TensorFlow is bound. */
  readonly python: string;
  /** The C++ compiler. */
  readonly compiler: string;
  /** `process.platform`. */
  readonly platform: string;
  readonly places: NodePlaces;
  /** The version of Node-API that the running Node offers. */
  readonly napi: number;
}

/** What was built. */
export interface BuiltBinding {
  /** The binding, where the package looks for it. */
  readonly file: string;
  readonly tensorflow: Tensorflow;
}

/** The newest Node-API that tfjs-node 4.22 knows; it looks for its binding in a folder of that number. */
const newestNapi = 8;

/**
 * Compiles the binding of a TensorFlow.js package against the TensorFlow that pip installed: for a closed network, where the package's own
 * download fails, and for a TensorFlow or CUDA newer than its own (TensorFlow 2.9, CUDA 11.2).
 * @throws LookbookError `bad-option` for another package, `no-engine` where something needed is missing, each with its remedy
 */
export async function buildBinding(options: BindingOptions, ends: NativeEnds): Promise<BuiltBinding> {
  const {packageName, python, compiler, platform, places} = options;
  const packageFolder = installedFolder(packageName, places, ends);
  if (platform !== "linux") {
    throw new LookbookError(
      "no-engine",
      `bindings are built on Linux only, this is ${platform}; \`npm rebuild ${packageName}\` downloads the package's own`,
    );
  }
  const tensorflow = await findTensorflow(python, ends);
  if (packageName.endsWith("-gpu") && !tensorflow.cuda) {
    throw new LookbookError(
      "no-engine",
      `TensorFlow ${tensorflow.version} in ${tensorflow.folder} computes on the processor only; \`${python} -m pip install "tensorflow[and-cuda]"\`, or build with --package @tensorflow/tfjs-node`,
    );
  }
  const napi = Math.min(options.napi, newestNapi);
  const file = join(packageFolder, "lib", `napi-v${napi}`, "tfjs_binding.node");
  const headers = nodeHeaders(places, ends);
  await ends.makeFolder(dirname(file));
  const compilation = {packageFolder, tensorflowFolder: tensorflow.folder, headers, napi, output: file};
  const {code, stderr} = await ends.run(compiler, compileArguments(compilation));
  if (code === commandNotFound) {
    throw new LookbookError(
      "no-engine",
      `the compiler ${compiler} is not there; install it (Debian and Ubuntu: apt-get install g++), or name another with --compiler`,
    );
  }
  if (code !== 0) {
    throw new LookbookError(
      "no-engine",
      `${compiler} could not compile the binding of ${packageName} (code ${code}): ${firstError(stderr)}`,
    );
  }
  return {file, tensorflow};
}

function installedFolder(packageName: string, {packages}: NodePlaces, {exists}: NativeEnds): string {
  if (!nativePackages.includes(packageName)) {
    throw new LookbookError(
      "bad-option",
      `package: expected one of ${nativePackages.join(", ")}, got ${JSON.stringify(packageName)}`,
    );
  }
  const folder = join(packages, packageName);
  if (exists(join(folder, "binding", "tfjs_binding.cc"))) return folder;
  throw new LookbookError(
    "no-engine",
    `${packageName} is not installed in ${packages}; \`npm install --no-save --ignore-scripts ${packageName}@4.22.0\` installs it without its download`,
  );
}

/** The compiler's first complaint, without the lines that lead to it. */
function firstError(stderr: string): string {
  const lines = stderr.trim().split("\n");
  return lines.find((line) => /error|undefined reference|cannot find/i.test(line)) ?? lines.at(-1) ?? "";
}
