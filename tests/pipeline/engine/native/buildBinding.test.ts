import {describe, expect, it} from "vitest";
import {type BindingOptions, buildBinding} from "../../../../src/pipeline/engine/native/buildBinding.js";
import {commandNotFound, type NativeEnds, type Ran} from "../../../../src/pipeline/engine/native/ends.js";

const wheel = {version: "2.21.0", folder: "/venv/tensorflow", cuda: false};
const files = [
  "/project/node_modules/@tensorflow/tfjs-node/binding/tfjs_binding.cc",
  "/project/node_modules/@tensorflow/tfjs-node-gpu/binding/tfjs_binding.cc",
  "/venv/tensorflow/libtensorflow_cc.so.2",
  "/venv/tensorflow/libtensorflow_framework.so.2",
  "/usr/include/node/node_api.h",
];
const options: BindingOptions = {
  packageName: "@tensorflow/tfjs-node",
  python: "python3",
  compiler: "g++",
  platform: "linux",
  places: {execPath: "/usr/bin/node", version: "20.20.2", home: "/home/ada", packages: "/project/node_modules"},
  napi: 9,
};
const well: Ran = {code: 0, stdout: "", stderr: ""};

/** A machine that has all that is needed, but for what a test takes away. */
class Machine implements NativeEnds {
  readonly commands: [string, ...string[]][] = [];
  readonly folders: string[] = [];
  readonly #answers: Readonly<Record<string, Partial<Ran>>>;
  readonly #lacks: readonly string[];

  constructor(answers: Readonly<Record<string, Partial<Ran>>> = {}, lacks: readonly string[] = []) {
    this.#answers = {python3: {stdout: JSON.stringify(wheel)}, ...answers};
    this.#lacks = lacks;
  }
  readonly run = async (command: string, args: readonly string[]): Promise<Ran> => {
    this.commands.push([command, ...args]);
    return {...well, ...this.#answers[command]};
  };
  readonly exists = (path: string): boolean => files.includes(path) && !this.#lacks.some((name) => path.includes(name));
  readonly makeFolder = async (path: string): Promise<void> => void this.folders.push(path);
}

describe("buildBinding(options, ends)", () => {
  it("compiles the two files of the binding against the wheel, into the folder where the package looks", async () => {
    const machine = new Machine();
    const {file, tensorflow} = await buildBinding(options, machine);
    const folder = "/project/node_modules/@tensorflow/tfjs-node";
    expect(tensorflow).toEqual(wheel);
    expect(file).toBe(`${folder}/lib/napi-v8/tfjs_binding.node`);
    expect(machine.folders).toEqual([`${folder}/lib/napi-v8`]);
    expect(machine.commands[1]!.join(" ")).toBe(
      [
        "g++ -O2 -fPIC -shared -std=c++17 -w -DNAPI_VERSION=8 -DBUILDING_NODE_EXTENSION",
        `-I/usr/include/node -I${folder} -I/venv/tensorflow/include`,
        `${folder}/binding/tfjs_backend.cc ${folder}/binding/tfjs_binding.cc -o ${file}`,
        "-L/venv/tensorflow -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 -Wl,-rpath,/venv/tensorflow",
      ].join(" "),
    );
  });

  it("compiles for the Node-API of an older Node", async () => {
    expect((await buildBinding({...options, napi: 7}, new Machine())).file).toContain("/lib/napi-v7/");
  });

  it("binds the GPU package to a TensorFlow with CUDA only", async () => {
    const gpu = {...options, packageName: "@tensorflow/tfjs-node-gpu"};
    await expect(buildBinding(gpu, new Machine())).rejects.toThrow(
      'computes on the processor only; `python3 -m pip install "tensorflow[and-cuda]"`',
    );
    const cuda = new Machine({python3: {stdout: JSON.stringify({...wheel, cuda: true})}});
    expect((await buildBinding(gpu, cuda)).file).toContain("/tfjs-node-gpu/lib/napi-v8/");
  });

  it.each<[string, Machine, string]>([
    [
      "Python",
      new Machine({python3: {code: commandNotFound}}),
      "the Python interpreter python3 is not there; install Python 3 and `pip install tensorflow`, or name another with --python",
    ],
    [
      "TensorFlow",
      new Machine({python3: {stdout: "null\n"}}),
      "python3 has no TensorFlow; `python3 -m pip install tensorflow`",
    ],
    [
      "a library",
      new Machine({}, ["libtensorflow_cc"]),
      "TensorFlow 2.21.0 in /venv/tensorflow has no libtensorflow_cc.so.2; expected the Linux wheel",
    ],
    [
      "the compiler",
      new Machine({"g++": {code: commandNotFound}}),
      "the compiler g++ is not there; install it (Debian and Ubuntu: apt-get install g++), or name another with --compiler",
    ],
    [
      "Node's headers",
      new Machine({}, ["node_api.h"]),
      "node_api.h, one of Node's C headers, is in none of /usr/include/node, /home/ada/.cache/node-gyp/20.20.2/include/node",
    ],
    [
      "the package",
      new Machine({}, ["tfjs_binding.cc"]),
      "@tensorflow/tfjs-node is not installed in /project/node_modules; `npm install --no-save --ignore-scripts @tensorflow/tfjs-node@4.22.0`",
    ],
  ])("says what to do where %s is missing", async (_, machine, message) => {
    await expect(buildBinding(options, machine)).rejects.toMatchObject({
      code: "no-engine",
      message: expect.stringContaining(message),
    });
  });

  it("passes on what Python and the compiler complain of, not the lines around it", async () => {
    const stderr = "Traceback (most recent call last):\n  File x\nSyntaxError: invalid syntax\n";
    const python2 = new Machine({python3: {code: 1, stderr}});
    await expect(buildBinding(options, python2)).rejects.toThrow("failed (code 1): SyntaxError: invalid syntax");
    const broken = new Machine({
      "g++": {code: 1, stderr: "In file included from a.h:3:\nb.h:9: fatal error: c_api.h: No such file"},
    });
    await expect(buildBinding(options, broken)).rejects.toThrow("(code 1): b.h:9: fatal error: c_api.h: No such file");
  });

  it("refuses other packages and other systems", async () => {
    await expect(buildBinding({...options, packageName: "left-pad"}, new Machine())).rejects.toMatchObject({
      code: "bad-option",
      message: 'package: expected one of @tensorflow/tfjs-node, @tensorflow/tfjs-node-gpu, got "left-pad"',
    });
    await expect(buildBinding({...options, platform: "darwin"}, new Machine())).rejects.toThrow(
      "bindings are built on Linux only, this is darwin",
    );
  });
});
