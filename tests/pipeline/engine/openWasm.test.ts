import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import {expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";

it("a WASM backend that other code has opened is refused, because it cannot train", async () => {
  await tf.setBackend("wasm");
  await expect(openEngine("wasm")).rejects.toThrow("call openEngine before any tf.setBackend");
});
