import {mkdtemp, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {backboneFeatures} from "../../../src/pipeline/artefact/backboneFeatures.js";
import {modelCodec} from "../../../src/pipeline/artefact/modelCodec.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {featuresAt, toyTransfer} from "../model/toyBackbone.js";
import {toySet} from "../model/toySet.js";

let root = "";
beforeAll(async () => {
  await openEngine("wasm");
  root = await mkdtemp(join(tmpdir(), "lookbook-features-"));
});
afterAll(() => rm(root, {recursive: true, force: true}));

const set = toySet("train", 40);
const options = {layer: "block1b_add", engine: "wasm", workers: 0, chunk: 16} as const;
const fresh = (): Promise<string> => mkdtemp(join(root, "it-"));

/** The folder of the only features in a place, and its chunks. */
async function chunksIn(place: string): Promise<{folder: string; chunks: string[]}> {
  const [key, ...others] = await readdir(place);
  expect(others).toEqual([]);
  const folder = join(place, key!);
  return {folder, chunks: (await readdir(folder)).filter((name) => name.endsWith(".bin")).sort()};
}

describe("backboneFeatures(model, set, options)", () => {
  it("gives what the layer puts out, in the place of pictures, the same bits for any number of threads", async () => {
    const model = toyTransfer();
    const found = await backboneFeatures(model, set, {...options, folder: await fresh()});
    const expected = featuresAt(model, "block1b_add", set);
    expect(found).toMatchObject({name: "train", count: 40, height: 4, width: 4, channels: 6, labels: set.labels});
    for (const [i, value] of found.images.entries()) expect(value).toBeCloseTo(expected.images[i]!, 5);
    const twice = await backboneFeatures(model, set, {...options, workers: 2, folder: await fresh()});
    expect(twice.images).toEqual(found.images);
  });
  it("refuses pictures that were scaled before: the backbone would see them as black", async () => {
    const scaled = {...set, images: Float32Array.from(set.images, (level) => level / 255)};
    await expect(backboneFeatures(toyTransfer(), scaled, {...options, folder: await fresh()})).rejects.toMatchObject({
      code: "bad-data",
      message: expect.stringContaining("the train set: expected grey levels from 0 to 255, found 0 to "),
    });
  });
  it("goes on behind the last finished chunk after an interrupt, and computes a damaged one anew", async () => {
    const [model, folder] = [toyTransfer(), await fresh()];
    const stop = new AbortController();
    const progress = () => ({update: (done: number) => done >= 32 && stop.abort(), end: () => undefined});
    await expect(
      backboneFeatures(model, set, {...options, folder, progress, signal: stop.signal}),
    ).rejects.toMatchObject({
      code: "interrupted",
    });
    const {folder: place, chunks} = await chunksIn(folder);
    expect(chunks).toEqual(["00000.bin", "00001.bin"]);
    const time = (name: string): Promise<number> => stat(join(place, name)).then(({mtimeMs}) => mtimeMs);
    const first = await time("00000.bin");
    const damaged = await readFile(join(place, "00001.bin"));
    damaged[100]! ^= 1;
    await writeFile(join(place, "00001.bin"), damaged);
    const found = await backboneFeatures(model, set, {...options, folder});
    const whole = await backboneFeatures(model, set, {...options, folder: await fresh()});
    expect(found.images).toEqual(whole.images);
    expect(await time("00000.bin")).toBe(first);
    expect((await chunksIn(folder)).chunks).toEqual(["00000.bin", "00001.bin", "00002.bin"]);
    expect(await readFile(join(place, "00001.bin"))).not.toEqual(damaged);
  });
  it("keeps features of other pictures, layers and weights apart", async () => {
    const folder = await fresh();
    await backboneFeatures(toyTransfer(), set, {...options, folder});
    await backboneFeatures(toyTransfer(), toySet("train", 41), {...options, folder});
    await backboneFeatures(toyTransfer(), set, {...options, layer: "avg_pool", folder});
    expect((await readdir(folder)).length).toBe(3);
  });
  it("goes on from features of an earlier layer", async () => {
    const [model, folder] = [toyTransfer(), await fresh()];
    const maps = await backboneFeatures(model, set, {...options, folder});
    const pooled = await backboneFeatures(model, maps, {...options, from: options.layer, layer: "avg_pool", folder});
    const expected = await backboneFeatures(model, set, {...options, layer: "avg_pool", folder});
    expect(pooled).toMatchObject({height: 1, width: 1, channels: 12, count: 40});
    for (const [i, value] of pooled.images.entries()) expect(value).toBeCloseTo(expected.images[i]!, 5);
  });
  it("says what to do about features that would fill the memory", async () => {
    const refused = backboneFeatures(toyTransfer(), set, {...options, limit: 1000, folder: root});
    await expect(refused).rejects.toThrow(
      "features of 40 pictures at block1b_add, 4 x 4 x 6 floats each, take 1 MiB, more than the limit of 0 MiB; cut at a later layer",
    );
  });
  it("computes by onnxruntime what it computes by WASM", async () => {
    const model = toyTransfer();
    const folder = await fresh();
    const native = await backboneFeatures(model, set, {...options, engine: "onnx", folder});
    const wasm = await backboneFeatures(model, set, {...options, folder});
    for (const [i, value] of native.images.entries()) expect(value).toBeCloseTo(wasm.images[i]!, 4);
    expect((await readdir(folder)).length).toBe(2);
  });
});

describe("a transfer model", () => {
  it("is saved and loaded as one network, which answers the same bits", async () => {
    const [model, folder] = [toyTransfer(), await fresh()];
    await modelCodec().write(folder, model);
    const loaded = await modelCodec().read(folder);
    expect(loaded).toMatchObject({inputShape: [10, 10, 1], classCount: 4, parameterCount: model.parameterCount});
    expect(await predict(loaded, set.images)).toEqual(await predict(model, set.images));
  });
});
