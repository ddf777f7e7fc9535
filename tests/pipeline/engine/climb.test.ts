import {describe, expect, it} from "vitest";
import {LookbookError} from "../../../src/core/errors.js";
import {climb} from "../../../src/pipeline/engine/climb.js";
import type {EngineName, RungName} from "../../../src/pipeline/engine/engine.js";
import type {Rung} from "../../../src/pipeline/engine/rung.js";

function rung(name: RungName, open: () => Promise<string>): Rung {
  return {
    name,
    packageName: `@tensorflow/${name}`,
    description: `the ${name} engine`,
    bitReproducible: name === "wasm",
    remedy: `install ${name}`,
    automatic: name !== "cpu",
    open,
  };
}

const works = (version: string) => async (): Promise<string> => version;
const absent = (name: string) => async (): Promise<string> => {
  const message = `Cannot find package '@tensorflow/${name}' imported from /somewhere/openNative.js`;
  throw Object.assign(new Error(message), {code: "ERR_MODULE_NOT_FOUND"});
};
const broken = async (): Promise<string> => {
  throw new Error("libtensorflow.so.2: cannot open shared object file\nRequire stack:\n- /somewhere");
};

describe("climb(name, rungs)", () => {
  it("takes the first rung that works and says why those before it do not", async () => {
    const engine = await climb("auto", [
      rung("tfjs-node-gpu", absent("tfjs-node-gpu")),
      rung("tfjs-node", broken),
      rung("wasm", works("4.22.0")),
    ]);
    expect(engine).toEqual({
      name: "wasm",
      version: "4.22.0",
      description: "the wasm engine",
      bitReproducible: true,
      attempts: [
        {
          name: "tfjs-node-gpu",
          ok: false,
          reason: "@tensorflow/tfjs-node-gpu is not installed",
          remedy: "install tfjs-node-gpu",
        },
        {
          name: "tfjs-node",
          ok: false,
          reason:
            "@tensorflow/tfjs-node is installed but does not load: libtensorflow.so.2: cannot open shared object file",
          remedy: "install tfjs-node",
        },
        {name: "wasm", ok: true, reason: "@tensorflow/wasm 4.22.0: the wasm engine", remedy: ""},
      ],
    });
  });

  it("asks no rung below the one that works", async () => {
    const engine = await climb("auto", [rung("tfjs-node", works("4.22.0")), rung("wasm", broken)]);
    expect(engine.attempts.map(({name}) => name)).toEqual(["tfjs-node"]);
  });

  it("never takes plain JavaScript by itself", async () => {
    const rungs = [rung("wasm", broken), rung("cpu", works("4.22.0"))];
    await expect(climb("auto", rungs)).rejects.toThrow("no engine works here:\n  wasm: ");
    expect((await climb("cpu", rungs)).name).toBe("cpu");
  });

  it("fails when the engine asked for by name is broken, with its reason and remedy", async () => {
    const opening = climb("tfjs-node", [rung("tfjs-node", broken), rung("wasm", works("4.22.0"))]);
    await expect(opening).rejects.toMatchObject({
      code: "no-engine",
      message:
        "engine tfjs-node: @tensorflow/tfjs-node is installed but does not load: libtensorflow.so.2: cannot open shared object file; remedy: install tfjs-node",
    });
  });

  it("calls a package broken, not absent, when something that it needs is missing", async () => {
    const opening = climb("tfjs-node", [rung("tfjs-node", absent("tfjs-core"))]);
    await expect(opening).rejects.toThrow(
      "is installed but does not load: Cannot find package '@tensorflow/tfjs-core'",
    );
  });

  it("passes on a sentence that was written for people", async () => {
    const refused = async (): Promise<string> => {
      throw new LookbookError("no-engine", "no SIMD here");
    };
    await expect(climb("wasm", [rung("wasm", refused)])).rejects.toThrow(
      "engine wasm: no SIMD here; remedy: install wasm",
    );
  });

  it("names the engines there are when asked for another", async () => {
    const opening = climb("webgpu" as EngineName, [rung("wasm", works("4.22.0"))]);
    await expect(opening).rejects.toMatchObject({
      code: "bad-option",
      message: 'engine: expected one of auto, wasm, got "webgpu"',
    });
  });
});
