import {readFileSync} from "node:fs";
import {join} from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type {LayersModel} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {compileForInference} from "../../../src/pipeline/engine/onnx/compileForInference.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {efficientNetB0, squareDeviations} from "../../../src/pipeline/model/efficientNetB0.js";
import {takeKerasWeights} from "../../../src/pipeline/model/kerasWeights.js";
import {mobileNetV2} from "../../../src/pipeline/model/mobileNetV2.js";
import {difference} from "../engine/onnx/agreement.js";
import {seededLayers, seededPicture} from "./seededWeights.js";

/** A layer of Keras: name, class, shape of its output, shapes of its weights. */
type Row = readonly [string, string, readonly (number | null)[], readonly (readonly number[])[]];
interface Case {
  readonly size: readonly [number, number];
  readonly features: readonly number[];
}
interface Recorded {
  readonly parameters: number;
  readonly parametersWithTop: number;
  readonly layers: readonly Row[];
  readonly cases: readonly [Case, Case];
}
const file = join(import.meta.dirname, "../../fixtures/keras/backbones.json");
const recorded = JSON.parse(readFileSync(file, "utf8")) as Record<"efficientnetb0" | "mobilenetv2", Recorded>;

beforeAll(async () => void (await openEngine("wasm")));

function rowsOf(network: LayersModel): Row[] {
  return network.layers.map((layer) => [
    layer.name,
    layer.getClassName(),
    layer.outputShape as (number | null)[],
    layer.weights.map(({shape}) => shape as number[]),
  ]);
}

/** Padding of its own is ours within the convolution; branches are not dropped; layers without weights may have other names. */
function comparable(rows: readonly Row[]): Row[] {
  const isOurs = ([name, type]: Row): boolean => !/_pad$|_drop$/.test(name) && !/InputLayer|Rescaling/.test(type);
  return rows.filter(isOurs).map(([name, ...rest]) => [name.replace("global_average_pooling2d", "avg_pool"), ...rest]);
}

describe.each([
  ["efficientnetb0", efficientNetB0, 4_049_571],
  ["mobilenetv2", mobileNetV2, 2_257_984],
] as const)("%s", (name, build, parameters) => {
  const {cases, layers, ...counts} = recorded[name];

  it("has Keras' layers: their names, classes, shapes and weights, in their order", () => {
    const network = build({includeTop: true});
    expect(comparable(rowsOf(network))).toEqual(comparable(layers));
    expect(network.countParams()).toBe(counts.parametersWithTop);
    network.dispose();
  });

  it("computes the features that Keras computes, frozen in training, and compiled", async () => {
    const before = tf.memory().numTensors;
    const network = build({inputSize: [null, null], frozen: true});
    expect(network.countParams()).toBe(parameters);
    expect(counts.parameters).toBe(parameters);
    takeKerasWeights(network, seededLayers(network));
    if (name === "efficientnetb0") squareDeviations(network);
    for (const {size, features} of cases) {
      const found = tf.tidy(() => {
        const xs = tf.tensor4d(seededPicture(...size), [1, ...size, 3]);
        return (network.apply(xs, {training: true}) as tf.Tensor).dataSync() as Float32Array;
      });
      expect(difference(everyEighth(found), Float32Array.from(features))).toBeLessThan(1e-5);
    }
    const [{size, features}] = cases;
    const compiled = await compileForInference(network, {workers: 0, engine: "onnx", size});
    const found = await compiled.run(seededPicture(...size));
    expect(difference(everyEighth(found), Float32Array.from(features))).toBeLessThan(1e-5);
    await compiled.dispose();
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

function everyEighth(numbers: Float32Array): Float32Array {
  return numbers.filter((_, i) => i % 8 === 0);
}
