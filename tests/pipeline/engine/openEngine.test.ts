import * as tf from "@tensorflow/tfjs-core";
import {afterEach, describe, expect, it, vi} from "vitest";
import {engineLadder, openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {openWasm} from "../../../src/pipeline/engine/openWasm.js";

const events = ["uncaughtException", "unhandledRejection"];

afterEach(() => vi.restoreAllMocks());

describe("openEngine(name)", () => {
  it("opens WASM without a word and without a handler that ends the process", async () => {
    const write = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write"));
    const log = (["log", "warn", "info", "error"] as const).map((name) => vi.spyOn(console, name));
    const listeners = events.map((event) => process.listenerCount(event));
    const engine = await openEngine("wasm");
    tf.tidy(() => tf.add(1, 2).dataSync());
    expect(engine).toMatchObject({name: "wasm", version: "4.22.0", bitReproducible: true});
    expect(tf.getBackend()).toBe("wasm");
    for (const spy of [...write, ...log]) expect(spy).not.toHaveBeenCalled();
    expect(events.map((event) => process.listenerCount(event))).toEqual(listeners);
  });

  it("opens plain JavaScript without its banner", async () => {
    const warn = vi.spyOn(console, "warn");
    expect((await openEngine("cpu")).name).toBe("cpu");
    tf.tidy(() => tf.add(1, 2).dataSync());
    expect(warn).not.toHaveBeenCalled();
  });

  it("gives the same engine the second time, also when both ask at once", async () => {
    const [first, second] = await Promise.all([openEngine("wasm"), openEngine("wasm")]);
    expect(second).toBe(first);
    expect(await openEngine("wasm")).toBe(first);
  });

  it("switches when another is asked for, and back", async () => {
    await openEngine("cpu");
    expect(tf.getBackend()).toBe("cpu");
    await openEngine("wasm");
    expect(tf.getBackend()).toBe("wasm");
  });

  it("is plain data", async () => {
    const engine = await openEngine("wasm");
    expect(JSON.parse(JSON.stringify(engine))).toEqual(engine);
  });

  it("says what is missing where WebAssembly has no SIMD", async () => {
    await expect(openWasm(() => false)).rejects.toMatchObject({
      code: "no-engine",
      message: expect.stringContaining("WebAssembly has no 128-bit SIMD in Node"),
    });
  });
});

describe("engineLadder()", () => {
  it("tells about every rung that auto tries and leaves the engine as it was", async () => {
    await openEngine("cpu");
    const ladder = await engineLadder();
    expect(ladder.map(({name}) => name)).toEqual(["tfjs-node-gpu", "tfjs-node", "onnx", "wasm"]);
    expect(ladder.find(({name}) => name === "wasm")).toMatchObject({ok: true, remedy: ""});
    for (const {ok, remedy} of ladder) expect(remedy === "").toBe(ok);
    expect(tf.getBackend()).toBe("cpu");
  });
});
