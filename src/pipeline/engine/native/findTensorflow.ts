import {LookbookError} from "../../../core/errors.js";
import {commandNotFound, type NativeEnds} from "./ends.js";

/** TensorFlow's C library as a Python environment holds it. */
export interface Tensorflow {
  readonly version: string;
  /** Folder of the libraries, absolute. */
  readonly folder: string;
  /** Whether it was built to compute on CUDA GPUs. */
  readonly cuda: boolean;
}

/** The libraries that the binding is linked with, in TensorFlow's folder. */
export const libraries: readonly string[] = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];

/**
 * Finds TensorFlow in a Python environment, without importing it, which takes seconds.
 * @param python the interpreter: "python3", or the path of one in a virtual environment
 * @throws LookbookError `no-engine` where Python, TensorFlow or one of its libraries is missing
 */
export async function findTensorflow(python: string, {run, exists}: NativeEnds): Promise<Tensorflow> {
  const {code, stdout, stderr} = await run(python, ["-c", script]);
  if (code === commandNotFound) {
    throw new LookbookError(
      "no-engine",
      `the Python interpreter ${python} is not there; install Python 3 and \`pip install tensorflow\`, or name another with --python`,
    );
  }
  if (code !== 0) {
    const last = stderr.trim().split("\n").at(-1) ?? "";
    throw new LookbookError("no-engine", `the Python interpreter ${python} failed (code ${code}): ${last}`);
  }
  const found = JSON.parse(stdout) as Tensorflow | null;
  if (found === null) {
    throw new LookbookError(
      "no-engine",
      `${python} has no TensorFlow; \`${python} -m pip install tensorflow\` ("tensorflow[and-cuda]" for a CUDA GPU), or name another interpreter with --python`,
    );
  }
  const missing = libraries.find((library) => !exists(`${found.folder}/${library}`));
  if (missing !== undefined) {
    throw new LookbookError(
      "no-engine",
      `TensorFlow ${found.version} in ${found.folder} has no ${missing}; expected the Linux wheel of TensorFlow 2.12 or newer`,
    );
  }
  return found;
}

/** Prints a {@link Tensorflow}, or null. `build_info.py` holds nothing but a dictionary. */
const script = `
import importlib.metadata, importlib.util, json, os, re
spec = importlib.util.find_spec("tensorflow")
folder = spec and spec.submodule_search_locations and list(spec.submodule_search_locations)[0]
found = None
if folder:
    version = "unknown"
    for name in ("tensorflow", "tensorflow-cpu", "tensorflow-rocm"):
        try:
            version = importlib.metadata.version(name)
            break
        except importlib.metadata.PackageNotFoundError:
            pass
    info = os.path.join(folder, "python", "platform", "build_info.py")
    text = open(info).read() if os.path.exists(info) else ""
    found = {"version": version, "folder": folder, "cuda": bool(re.search(r"is_cuda_build.{0,4}True", text))}
print(json.dumps(found))
`;
