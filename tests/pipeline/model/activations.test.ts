import {readFileSync} from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {gelu, hardSwish, registerActivations, swish} from "../../../src/pipeline/model/activations.js";

type Name = "swish" | "hardSwish" | "gelu";
const torch = JSON.parse(readFileSync("tests/fixtures/torch/activations.json", "utf8")) as Record<
  Name,
  {x: number[]; y: number[]; gradient: number[]}
>;
const functions = {swish, hardSwish, gelu};
const names = Object.keys(functions) as Name[];

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
  registerActivations();
});

describe.each(["wasm", "cpu"] as const)("on %s", (engine) => {
  it.each(names)("%s and its gradient are PyTorch's, and no tensor stays behind", async (name) => {
    await tf.setBackend(engine);
    const before = tf.memory().numTensors;
    const {x, y, gradient} = torch[name];
    const f = functions[name];
    const [values, slopes] = tf.tidy(() => [
      [...f(tf.tensor1d(x)).dataSync()],
      [
        ...tf
          .grad((a: tf.Tensor) => f(a))(tf.tensor1d(x))
          .dataSync(),
      ],
    ]);
    expect(tf.memory().numTensors).toBe(before);
    y.forEach((value, i) => {
      expect(Math.abs(values[i]! - value), `at ${x[i]}`).toBeLessThan(2e-6 * Math.max(1, Math.abs(value)));
    });
    gradient.forEach((value, i) => {
      expect(Math.abs(slopes[i]! - value), `gradient at ${x[i]}`).toBeLessThan(2e-6);
    });
  });

  it.each(names)("a layer takes %s by its name, trains with it and comes back from JSON", async (name) => {
    await tf.setBackend(engine);
    const build = (): layers.Sequential =>
      layers.sequential({
        layers: [
          layers.layers.dense({units: 3, inputShape: [2], activation: name as "swish", kernelInitializer: "ones"}),
          layers.layers.activation({activation: name as "swish"}),
        ],
      });
    const network = build();
    const modelTopology = JSON.parse(network.toJSON() as string) as never;
    const copy = await layers.models.modelFromJSON({modelTopology});
    copy.setWeights(network.getWeights());
    const xs = tf.tensor2d([[0.5, -2]]);
    const outputs = [network, copy].map((model) => tf.tidy(() => [...(model.apply(xs) as tf.Tensor).dataSync()]));
    const [inner] = tf.tidy(() => [...functions[name](functions[name](tf.tensor1d([-1.5]))).dataSync()]);
    expect(outputs[0]).toEqual([inner, inner, inner]);
    expect(outputs[1]).toEqual(outputs[0]);
    const {grads} = tf.tidy(() => tf.variableGrads(() => tf.sum(network.apply(xs) as tf.Tensor)));
    expect(Object.values(grads).every((gradient) => gradient.dataSync().every(Number.isFinite))).toBe(true);
    tf.dispose([xs, grads]);
    network.dispose();
    copy.dispose();
  });
});
