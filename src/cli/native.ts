import {execFile} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdir} from "node:fs/promises";
import {homedir} from "node:os";
import {join} from "node:path";
import {type Command, Option} from "commander";
import {diskError} from "../core/files.js";
import {libraryRoot} from "../core/paths.js";
import {buildBinding, nativePackages} from "../pipeline/engine/native/buildBinding.js";
import {commandNotFound, type NativeEnds, type Ran} from "../pipeline/engine/native/ends.js";

interface NativeArguments {
  readonly python: string;
  readonly package: string;
  readonly compiler: string;
}

/** Adds `lookbook native build`. */
export function addNativeCommands(program: Command): void {
  program
    .command("native")
    .description("bind TensorFlow.js to a TensorFlow that pip installed")
    .command("build")
    .description("compile the binding of tfjs-node against the TensorFlow of a Python environment")
    .option("--python <command>", "the interpreter that has TensorFlow", "python3")
    .addOption(
      new Option("--package <name>", "whose binding is built").choices(nativePackages).default("@tensorflow/tfjs-node"),
    )
    .option("--compiler <command>", "the C++ compiler", "g++")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  pip install tensorflow",
        "  npm install --no-save --ignore-scripts @tensorflow/tfjs-node@4.22.0",
        "  lookbook native build                          against the TensorFlow of python3",
        "  lookbook native build --python .venv/bin/python  against that of a virtual environment",
        '  lookbook native build --package @tensorflow/tfjs-node-gpu   after pip install "tensorflow[and-cuda]"',
        "",
        "For a closed network, where the package's own download fails, and for a TensorFlow or CUDA newer than its own (2.9, 11.2).",
        "Linux only. The Python environment must stay where it is; Python itself is not needed any more.",
      ].join("\n"),
    )
    .action(build);
}

async function build({python, package: packageName, compiler}: NativeArguments): Promise<void> {
  const places = {
    execPath: process.execPath,
    version: process.versions.node,
    home: homedir(),
    packages: join(libraryRoot(), "node_modules"),
    nodedir: process.env["npm_config_nodedir"],
  };
  const napi = Number(process.versions["napi"]);
  const {file, tensorflow} = await buildBinding(
    {packageName, python, compiler, platform: process.platform, places, napi},
    ends,
  );
  console.log(
    `bound ${packageName} to TensorFlow ${tensorflow.version}${tensorflow.cuda ? " with CUDA" : ""}: ${file}`,
  );
  const {openEngine} = await import("../pipeline/engine/openEngine.js");
  const {name, description} = await openEngine(packageName.endsWith("-gpu") ? "tfjs-node-gpu" : "tfjs-node");
  console.log(`engine ${name} works: ${description}`);
}

const ends: NativeEnds = {
  run: (command, args) =>
    new Promise<Ran>((done) => {
      const options = {maxBuffer: 64 * 2 ** 20};
      execFile(command, [...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : commandNotFound;
        done({code, stdout, stderr});
      });
    }),
  exists: existsSync,
  makeFolder: async (path) => {
    await mkdir(path, {recursive: true}).catch((cause: unknown) => {
      throw diskError("write", path, cause);
    });
  },
};
