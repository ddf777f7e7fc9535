import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import {type LayersModel, layers, sequential} from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import {beforeAll, beforeEach, describe, expect, it} from "vitest";
import {readKerasFile} from "../../../src/pipeline/model/kerasFile.js";
import {kerasLayersOf, takeKerasWeights} from "../../../src/pipeline/model/kerasWeights.js";
import {normalization} from "../../../src/pipeline/model/normalization.js";
import {writeKerasFile} from "../../../src/pipeline/model/writeKerasFile.js";
import {zipEntry} from "../../../src/pipeline/model/zipEntry.js";
import {useTestEngine} from "../testEngine.js";

const fixtures = join(import.meta.dirname, "../../fixtures/keras");
const files = ["small-weights.h5", "small-model.h5", "small.weights.h5", "small.keras"];
let expected: {readonly picture: readonly number[]; readonly outputs: readonly number[]};

let folder = "";
beforeAll(async () => {
  await useTestEngine();
  expected = JSON.parse(await readFile(join(fixtures, "small.json"), "utf8"));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookbook-keras-"));
  return () => rm(folder, {recursive: true});
});

/** The network of small.py, its layers named as there or not. */
function small({prefix = "", filters = 4}: {prefix?: string; filters?: number} = {}): LayersModel {
  const name = (text: string): {name: string} => ({name: prefix + text});
  const network = sequential({name: "small"});
  network.add(layers.inputLayer({inputShape: [6, 5, 3]}));
  network.add(normalization(name("normalization")));
  const strided = {kernelSize: 3, strides: 2, padding: "same", useBias: false} as const;
  network.add(layers.conv2d({...name("stem_conv"), filters, ...strided}));
  network.add(layers.batchNormalization(name("stem_bn")));
  network.add(layers.depthwiseConv2d({...name("dwconv"), kernelSize: 3, padding: "same"}));
  network.add(layers.reLU(name("relu")));
  network.add(layers.conv2d({...name("project_conv"), filters: 2, kernelSize: 1}));
  network.add(layers.globalAveragePooling2d(name("avg_pool") as {name: string; dataFormat?: never}));
  network.add(layers.dense({...name("predictions"), units: 3}));
  return network;
}

const names = ["normalization", "stem_conv", "stem_bn", "dwconv", "project_conv", "predictions"];

function outputsOf(network: LayersModel): Float32Array {
  return tf.tidy(() => {
    const xs = tf.tensor(Float32Array.from(expected.picture), [1, 6, 5, 3]);
    return (network.predict(xs) as tf.Tensor).dataSync() as Float32Array;
  });
}

function expectKeras(outputs: Float32Array): void {
  for (const [i, y] of expected.outputs.entries()) expect(outputs[i]! / y).toBeCloseTo(1, 5);
}

describe.each(files)("a network with the weights of %s", (file) => {
  it("computes what Keras computes, and leaves no tensor", async () => {
    const before = tf.memory().numTensors;
    const network = small();
    const report = takeKerasWeights(network, await readKerasFile(join(fixtures, file)));
    expect(report).toEqual({matchedBy: "name", taken: names, unused: []});
    expectKeras(outputsOf(network));
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("takeKerasWeights(network, file)", () => {
  it("finds layers by class and count, as older files of Keras 3 name them", async () => {
    const named = await readKerasFile(join(fixtures, "small-weights.h5"));
    const counted = ["normalization", "conv2d", "batch_normalization", "depthwise_conv2d", "conv2d_1", "dense"];
    const file = named.map((layer, i) => ({...layer, name: counted[i]!})).reverse();
    const network = small();
    expect(takeKerasWeights(network, file)).toMatchObject({matchedBy: "class", taken: names});
    expectKeras(outputsOf(network));
    network.dispose();
  });
  it("goes by the order where the names differ and all else agrees, and says so", async () => {
    const network = small({prefix: "my_"});
    const report = takeKerasWeights(network, await readKerasFile(join(fixtures, "small-model.h5")));
    expect(report).toMatchObject({matchedBy: "order", taken: names.map((name) => `my_${name}`)});
    expectKeras(outputsOf(network));
    network.dispose();
  });
  it("takes some layers alone, and tells which of the file were of no use", async () => {
    const network = small();
    const report = takeKerasWeights(network, await readKerasFile(join(fixtures, "small-model.h5")), {
      layers: (name) => name.startsWith("stem"),
    });
    expect(report).toEqual({
      matchedBy: "name",
      taken: ["stem_conv", "stem_bn"],
      unused: ["normalization", "dwconv", "project_conv", "predictions"],
    });
    network.dispose();
  });
  it("names the layer and both shapes where they differ, and changes nothing", async () => {
    const network = small({filters: 5});
    const before = kerasLayersOf(network);
    const file = await readKerasFile(join(fixtures, "small.keras"));
    expect(() => takeKerasWeights(network, file, {path: "small.keras"})).toThrow(
      "weights of small: layer stem_conv: expected kernel [3, 3, 3, 5], got [3, 3, 3, 4] in small.keras; it is of another network",
    );
    expect(kerasLayersOf(network)).toEqual(before);
    network.dispose();
  });
  it("names a layer that the file has not", async () => {
    const network = small();
    const file = (await readKerasFile(join(fixtures, "small.keras"))).filter(({name}) => name !== "stem_bn");
    expect(() => takeKerasWeights(network, file)).toThrow(
      "layer stem_bn: expected gamma [4], beta [4], moving_mean [4], moving_variance [4], got none in the file; it has 5 others",
    );
    network.dispose();
  });
});

describe("writeKerasFile(network, path)", () => {
  it("writes what is read again", async () => {
    const network = small();
    takeKerasWeights(network, await readKerasFile(join(fixtures, "small.keras")));
    await writeKerasFile(network, join(folder, "small.h5"));
    expect(await readKerasFile(join(folder, "small.h5"))).toEqual(kerasLayersOf(network));
    network.dispose();
  });
  it("refuses a name by which Keras would look for another layout", async () => {
    const network = small();
    await expect(writeKerasFile(network, join(folder, "small.weights.h5"))).rejects.toThrow("ends in .h5, and not in");
    network.dispose();
  });
});

describe("readKerasFile(path)", () => {
  it.each([
    ["text", Buffer.from("weights"), "expected HDF5 or a zip of it, as Keras writes, got another format"],
    ["a zip of something else", Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]), "found none"],
    ["half a zip", Buffer.from("PK\x03\x04"), "the zip is damaged"],
    ["HDF5 that ends too early", Buffer.from("\x89HDF\r\n\x1a\n\0\0\0\0", "latin1"), "the HDF5 is damaged"],
  ])("refuses %s", async (_, bytes, message) => {
    const path = join(folder, "file.h5");
    await writeFile(path, bytes);
    await expect(readKerasFile(path)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringContaining(message),
    });
  });
  it("says that a file is not there", async () => {
    await expect(readKerasFile(join(folder, "none.h5"))).rejects.toThrow("none.h5 does not exist");
  });
});

describe("zipEntry(zip, name)", () => {
  it("never fails in another way than by saying that the zip is damaged", async () => {
    const whole = await readFile(join(fixtures, "small.keras"));
    const end = whole.length - 400;
    fc.assert(
      fc.property(fc.integer({min: end, max: whole.length - 1}), fc.integer({min: 0, max: 255}), (at, value) => {
        const spoilt = Buffer.from(whole);
        spoilt[at] = value;
        try {
          expect(zipEntry(spoilt, "model.weights.h5", "x.keras").length).toBeGreaterThanOrEqual(0);
        } catch (thrown) {
          expect(thrown).toMatchObject({code: "bad-file"});
        }
      }),
      {numRuns: 200},
    );
  });
});
