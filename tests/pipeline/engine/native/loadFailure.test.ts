import {describe, expect, it} from "vitest";
import {LookbookError, messageOf} from "../../../../src/core/errors.js";
import {loadFailure} from "../../../../src/pipeline/engine/native/loadFailure.js";

const name = "@tensorflow/tfjs-node";
const said = (message: string): string => messageOf(loadFailure(name, new Error(message)));

/** What Node 20 and glibc 2.36 said of a real binding that was broken in each of these ways. */
describe("loadFailure(packageName, cause)", () => {
  it.each([
    [
      "libtensorflow_cc.so.2: cannot open shared object file: No such file or directory",
      "TensorFlow's libtensorflow_cc.so.2 is not where the binding looks for it; install the package anew, or run `npx lookbook native build --package @tensorflow/tfjs-node` again",
    ],
    [
      "libcudart.so.11.0: cannot open shared object file: No such file or directory",
      "CUDA's libcudart.so.11.0 is not on this machine; install the CUDA and cuDNN that the package was built for",
    ],
    ["libgomp.so.1: cannot open shared object file: No such file or directory", "the system lacks libgomp.so.1"],
    [
      "The Node.js native addon module (tfjs_binding.node) can not be found at path: /x/lib/napi-v8/tfjs_binding.node. \nPlease run command",
      "its tfjs_binding.node was not downloaded when it was installed",
    ],
    ["/x/tfjs_binding.node: file too short", "its binary is damaged or made for another machine"],
    ["/x/tfjs_binding.node: invalid ELF header", "its binary is damaged or made for another machine"],
    [
      "/lib/x86_64-linux-gnu/libm.so.6: version `GLIBC_2.38' not found (required by /x/libtensorflow.so.2)",
      "it was built for a newer system, which has GLIBC_2.38",
    ],
    ["/x/tfjs_binding.node: undefined symbol: TFE_NewContext", "its binding and its TensorFlow do not belong together"],
    [
      "The module was compiled against a different Node.js version using\nNODE_MODULE_VERSION 93.",
      `it was made for another Node than ${process.versions.node}`,
    ],
  ])("%s", (message, expected) => {
    expect(said(message)).toContain(`${name} is installed but does not load: ${expected}`);
    expect(loadFailure(name, new Error(message))).toBeInstanceOf(LookbookError);
  });

  it("leaves alone what it does not know, a package that is absent above all", () => {
    const absent = Object.assign(new Error(`Cannot find package '${name}'`), {code: "ERR_MODULE_NOT_FOUND"});
    expect(loadFailure(name, absent)).toBe(absent);
  });
});
