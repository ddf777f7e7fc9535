import {mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {ModelCard} from "../../../src/pipeline/artefact/modelCard.js";
import {loadRegistered, registerModel, setDefaultModel} from "../../../src/pipeline/artefact/registry.js";
import {defaultModel, registeredModels} from "../../../src/pipeline/artefact/registryList.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {toySet, toyShape} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

let folder = "";
beforeAll(async () => {
  await useTestEngine();
  folder = await mkdtemp(join(tmpdir(), "lookbook-registry-"));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const fresh = async (): Promise<{folder: string}> => ({folder: await mkdtemp(join(folder, "models-"))});

function cardOf(name: string, version: string): ModelCard {
  return {
    name,
    version,
    title: "Toy net",
    description: "two layers on toy pictures",
    input: {shape: [10, 10, 1], expects: "grey levels 0 to 255"},
    classNames: ["a", "b", "c", "d"],
    parameters: 1684,
    bytes: 6736,
    training: {
      command: "lookbook train toy --seed 1",
      seed: 1,
      epochs: {trained: 3, kept: 2},
      options: {batchSize: 16},
      data: {name: "toy", hash: "abc", train: 90, validation: 10},
      engine: "wasm 4.22.0",
      code: "def",
      seconds: {wall: 120, cpu: 240},
      machine: {processor: "some processor", cores: 2, memory: 1, system: "Linux"},
      date: "2026-11-21",
    },
    evaluation: [
      {view: "single", count: 100, accuracy: {value: 0.9, low: 0.825, high: 0.945, level: 0.95}, macroF1: 0.89},
    ],
    classes: [{name: "a", support: 25, precision: 0.8, recall: 1}],
    intendedUse: "To test.",
    limitations: ["It is a toy."],
    licence: "MIT.",
  };
}

describe("the registry", () => {
  it("brings back a model that predicts the same bits, with its card", async () => {
    const place = await fresh();
    const model = denseNet({...toyShape, units: [16]});
    await registerModel({model, card: cardOf("toy", "1.0.0")}, place);
    const {model: loaded, card} = await loadRegistered({name: "toy"}, place);
    expect(card).toEqual(cardOf("toy", "1.0.0"));
    const {images} = toySet("test", 5);
    expect(await predict(loaded, images)).toEqual(await predict(model, images));
    expect(await readdir(join(place.folder, "toy"))).toEqual(["1.0.0"]);
    const text = await readFile(join(place.folder, "toy", "1.0.0", "card.md"), "utf8");
    expect(text).toContain("| single | 100 | 90.00 % | 82.50 % to 94.50 % | 89.00 % |");
    expect(text).toContain("    lookbook train toy --seed 1");
    for (const each of [model, loaded]) each.dispose();
  });
  it("orders versions by number, takes the newest unless told otherwise, and keeps a default", async () => {
    const place = await fresh();
    const model = denseNet({...toyShape, units: [4]});
    for (const version of ["1.10.0", "1.2.0", "0.9.9"])
      await registerModel({model, card: cardOf("toy", version)}, place);
    expect((await registeredModels(place)).map(({version}) => version)).toEqual(["0.9.9", "1.2.0", "1.10.0"]);
    const versionOf = async (...asked: Parameters<typeof loadRegistered>): Promise<string> => {
      const {model: loaded, card} = await loadRegistered(...asked);
      loaded.dispose();
      return card.version;
    };
    expect(await versionOf({name: "toy"}, place)).toBe("1.10.0");
    expect(await versionOf({name: "toy", version: "1.2.0"}, place)).toBe("1.2.0");
    expect(await defaultModel(place)).toBeUndefined();
    await setDefaultModel({name: "toy", version: "0.9.9"}, place);
    expect(await versionOf(undefined, place)).toBe("0.9.9");
    model.dispose();
  });
  it("never replaces a version, and refuses what is no name and no version", async () => {
    const place = await fresh();
    const model = denseNet({...toyShape, units: [4]});
    await registerModel({model, card: cardOf("toy", "1.0.0")}, place);
    await expect(registerModel({model, card: cardOf("toy", "1.0.0")}, place)).rejects.toThrow("never replaced");
    await expect(registerModel({model, card: cardOf("toy", "1.0")}, place)).rejects.toThrow('version "1.0"');
    await expect(registerModel({model, card: cardOf("../toy", "1.0.0")}, place)).rejects.toThrow('run name "../toy"');
    model.dispose();
  });
  it("says what it holds where the model is not there, and where its bytes were changed", async () => {
    const place = await fresh();
    await expect(loadRegistered({name: "toy"}, place)).rejects.toThrow("it holds none");
    await expect(loadRegistered(undefined, place)).rejects.toThrow("no default model");
    const model = denseNet({...toyShape, units: [4]});
    await registerModel({model, card: cardOf("toy", "1.0.0")}, place);
    await expect(loadRegistered({name: "toys", version: "1.0.0"}, place)).rejects.toThrow('did you mean "toy 1.0.0"?');
    const weights = join(place.folder, "toy", "1.0.0", "weights.bin");
    const bytes = await readFile(weights);
    bytes[0]! ^= 1;
    await writeFile(weights, bytes);
    await expect(loadRegistered({name: "toy"}, place)).rejects.toThrow("was changed");
    model.dispose();
  });
});
