import {appendFile, cp, mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {LayersModel, model, type SymbolicTensor} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {projectAt} from "../../../src/core/paths.js";
import {compileForInference} from "../../../src/pipeline/engine/onnx/compileForInference.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import type {BackboneName} from "../../../src/pipeline/model/backboneFiles.js";
import {findBackbone, loadBackbone} from "../../../src/pipeline/model/loadBackbone.js";
import {byTensorflow, difference} from "../engine/onnx/agreement.js";

const project = projectAt(dirname(dirname(dirname(import.meta.dirname))));
const names: readonly BackboneName[] = [
  "efficientnetv2-b0-224",
  "mobilenet-v2-1.0-224",
  "efficientnet-b0-224-to-block7a",
];
const absent = names.filter((name) => findBackbone(name, project) === undefined);
if (absent.length > 0) console.warn(`not tested, since it is not here: ${absent.join(", ")}`);

beforeAll(async () => void (await openEngine("wasm")));

/** Smooth colours, as in a photograph. */
const picture = (height: number, width: number, count: number): Uint8Array =>
  Uint8Array.from({length: count * height * width * 3}, (_, i) => {
    const [channel, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return 127 + 100 * Math.sin(x / 9 + channel) * Math.cos(y / 7 - channel);
  });

describe.each(names.filter((name) => !absent.includes(name)))("the backbone %s", (name) => {
  it("computes by onnxruntime what it computes by WASM, byte for byte the same in every run", async () => {
    const whole = await loadBackbone(name, project);
    const shape = [64, 72, 3];
    const images = picture(64, 72, 2);
    const features = whole.getLayer("avg_pool").output as SymbolicTensor;
    const network = model({name, inputs: whole.inputs, outputs: [features]});
    const expected = byTensorflow(network, [Float32Array.from(images)], [[2, ...shape]])[0]!;
    const compiled = await compileForInference(network, {workers: 0, size: [64, 72], input: "uint8", engine: "onnx"});
    const found = await compiled.run(images);
    expect(difference(found, expected)).toBeLessThan(1e-4);
    expect(await compiled.run(images)).toEqual(found);
    await compiled.dispose();
    whole.dispose();
  });
});

describe("loadBackbone(name, paths)", () => {
  it("says where a backbone was looked for", async () => {
    const nowhere = projectAt(join(tmpdir(), "lookbook-nowhere", "project"));
    await expect(loadBackbone("mobilenet-v2-1.0-224", nowhere)).rejects.toThrow(
      "backbone mobilenet-v2-1.0-224 is neither in data/raw/mobilenet-v2-1.0-224 nor in ../shared/models/",
    );
  });
  it.skipIf(absent.includes("mobilenet-v2-1.0-224"))("refuses a damaged file by name", async () => {
    const root = await mkdtemp(join(tmpdir(), "lookbook-backbone-"));
    const paths = projectAt(root);
    const folder = join(paths.data, "raw", "mobilenet-v2-1.0-224");
    await cp(findBackbone("mobilenet-v2-1.0-224", project)!, folder, {recursive: true});
    expect(await loadBackbone("mobilenet-v2-1.0-224", paths)).toBeInstanceOf(LayersModel);
    await appendFile(join(folder, "group1-shard2of3.bin"), "x");
    await expect(loadBackbone("mobilenet-v2-1.0-224", paths)).rejects.toMatchObject({
      code: "bad-checksum",
      message: /group1-shard2of3\.bin: expected SHA-256 1461c653/,
    });
    await rm(root, {recursive: true});
  });
});
