import {join} from "node:path";
import {libraries} from "./findTensorflow.js";

/** What a binding is compiled from. */
export interface Compilation {
  /** Folder of the npm package whose binding it is. */
  readonly packageFolder: string;
  /** Folder of TensorFlow's libraries and of its `include`. */
  readonly tensorflowFolder: string;
  /** Folder that has `node_api.h`. */
  readonly headers: string;
  /** Version of Node-API to compile for. */
  readonly napi: number;
  /** The file to write. */
  readonly output: string;
}

/** The compiler's arguments. The folder of the libraries is written into the binding: it must stay where it is. */
export function compileArguments({packageFolder, tensorflowFolder, headers, napi, output}: Compilation): string[] {
  return [
    ...["-O2", "-fPIC", "-shared", "-std=c++17", "-w"],
    ...[`-DNAPI_VERSION=${napi}`, "-DBUILDING_NODE_EXTENSION"],
    ...[headers, packageFolder, join(tensorflowFolder, "include")].map((folder) => `-I${folder}`),
    ...["tfjs_backend.cc", "tfjs_binding.cc"].map((file) => join(packageFolder, "binding", file)),
    ...["-o", output],
    `-L${tensorflowFolder}`,
    ...libraries.map((library) => `-l:${library}`),
    `-Wl,-rpath,${tensorflowFolder}`,
  ];
}
