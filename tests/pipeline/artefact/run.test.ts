import {mkdtemp, readdir, readFile, rm, truncate, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {listRuns} from "../../../src/pipeline/artefact/listRuns.js";
import {modelCodec} from "../../../src/pipeline/artefact/modelCodec.js";
import {recordTest} from "../../../src/pipeline/artefact/recordTest.js";
import {loadRun, type Run, saveRun} from "../../../src/pipeline/artefact/run.js";
import {runFingerprint} from "../../../src/pipeline/artefact/runFingerprint.js";
import {type Kept, trainOrLoad} from "../../../src/pipeline/artefact/trainOrLoad.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {type TrainingHistory, train} from "../../../src/pipeline/training/train.js";
import {toyCnn, toySet, toyShape} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

let folder = "";
beforeAll(async () => {
  await useTestEngine();
  folder = await mkdtemp(join(tmpdir(), "lookbook-artefact-"));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const set = toySet("test", 6);
const history: TrainingHistory = {
  epochs: [
    {epoch: 1, learningRate: 0.1, trainLoss: 1, trainAccuracy: 0.5, validationLoss: 1.1, validationAccuracy: 0.4},
  ],
  bestEpoch: 1,
  stoppedEarly: false,
};
const runOf = (model: Model): Run => ({model, history, options: {epochs: 1}, seed: 7, dataHash: "abc", engine: "cpu"});
const fresh = (name: string): Promise<string> => mkdtemp(join(folder, `${name}-`));

describe("saveRun and loadRun", () => {
  it.each([() => denseNet(toyShape), () => shallowCnn(toyShape), toyCnn])(
    "bring back a model that predicts the same bits (%#)",
    async (build) => {
      const place = {folder: await fresh("bits")};
      const model = build();
      await saveRun("it", runOf(model), place);
      const {model: loaded, ...record} = await loadRun("it", place);
      expect(record).toEqual({history, options: {epochs: 1}, seed: 7, dataHash: "abc", engine: "cpu"});
      expect(loaded).toMatchObject({
        name: model.name,
        parameterCount: model.parameterCount,
        inputShape: [10, 10, 1],
        classCount: 4,
      });
      expect(await predict(loaded, set.images)).toEqual(await predict(model, set.images));
      model.dispose();
      loaded.dispose();
    },
  );
  it("write the same bytes for the same weights", async () => {
    const [first, second] = [await fresh("bytes"), await fresh("bytes")];
    const [model, twin] = [shallowCnn(toyShape), shallowCnn(toyShape)];
    await saveRun("it", runOf(model), {folder: first});
    await saveRun("it", runOf(twin), {folder: second});
    const names = (await readdir(join(first, "it"))).sort();
    expect(names).toEqual(["manifest.json", "model.json", "run.json", "weights.bin"]);
    for (const name of names) {
      expect(await readFile(join(first, "it", name))).toEqual(await readFile(join(second, "it", name)));
    }
    model.dispose();
    twin.dispose();
  });
  it("replace a run of the same name and leave nothing else in the folder", async () => {
    const place = {folder: await fresh("replace")};
    const model = denseNet(toyShape);
    await saveRun("it", runOf(model), place);
    await saveRun("it", {...runOf(model), seed: 8}, place);
    expect(await readdir(place.folder)).toEqual(["it"]);
    const loaded = await loadRun("it", place);
    expect(loaded.seed).toBe(8);
    model.dispose();
    loaded.model.dispose();
  });
  it("leave the old run where the new one cannot be saved", async () => {
    const place = {folder: await fresh("failed")};
    const [model, gone] = [denseNet(toyShape), denseNet(toyShape)];
    gone.dispose();
    await saveRun("it", runOf(model), place);
    await expect(saveRun("it", runOf(gone), place)).rejects.toThrow("was disposed");
    expect(await readdir(place.folder)).toEqual(["it"]);
    (await loadRun("it", place)).model.dispose();
    model.dispose();
  });
  it("leave no tensor behind but the model's weights", async () => {
    const place = {folder: await fresh("tensors")};
    const before = tf.memory().numTensors;
    const model = denseNet(toyShape);
    await saveRun("it", runOf(model), place);
    model.dispose();
    (await loadRun("it", place)).model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("what is wrong with a run is said with file and remedy", () => {
  const damaged = async (damage: (run: string) => Promise<void>): Promise<unknown> => {
    const place = {folder: await fresh("damaged")};
    const model = denseNet(toyShape);
    await saveRun("it", runOf(model), place);
    model.dispose();
    await damage(join(place.folder, "it"));
    return loadRun("it", place).catch((thrown: unknown) => thrown);
  };

  it("there is none", async () => {
    await expect(loadRun("cnn", {folder: join(folder, "none")})).rejects.toMatchObject({
      code: "missing-file",
      message: `no run "cnn" in ${join(folder, "none")}; run 03-baseline first`,
    });
  });
  it("its weights are cut short", async () => {
    expect(await damaged((run) => truncate(join(run, "weights.bin"), 100))).toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(
        /weights\.bin is cut short: expected \d+ bytes, got 100; delete .* and train again/,
      ),
    });
  });
  it("a byte of its weights changed", async () => {
    const change = async (run: string): Promise<void> => {
      const bytes = await readFile(join(run, "weights.bin"));
      bytes[50]! ^= 1;
      await writeFile(join(run, "weights.bin"), bytes);
    };
    expect(await damaged(change)).toMatchObject({
      code: "bad-checksum",
      message: expect.stringMatching(/weights\.bin was changed: expected sha256 \w{64}, got \w{64}; delete/),
    });
  });
  it("a file is gone", async () => {
    expect(await damaged((run) => rm(join(run, "model.json")))).toMatchObject({
      code: "missing-file",
      message: expect.stringContaining("model.json does not exist, though its manifest names it; delete"),
    });
  });
  it.each([
    ["run.json", "{", "is not JSON"],
    ["run.json", "{}", "expected format lookbook-run/1 with a history"],
    ["manifest.json", "null", "expected format lookbook-model/1"],
  ])("its %s holds %s", async (name, text, message) => {
    expect(await damaged((run) => writeFile(join(run, name), text))).toMatchObject({
      code: "bad-file",
      message: expect.stringContaining(message),
    });
  });
  it("its name is no name", async () => {
    await expect(loadRun("../secrets", {folder})).rejects.toThrow('run name "../secrets": expected letters');
  });
});

describe("modelCodec()", () => {
  it("writes what TensorFlow.js itself can load", async () => {
    const place = await fresh("foreign");
    const model = denseNet(toyShape);
    await modelCodec().write(place, model);
    const {modelTopology, weightsManifest} = JSON.parse(await readFile(join(place, "model.json"), "utf8"));
    const bytes = await readFile(join(place, "weights.bin"));
    const loaded = await layers.loadLayersModel({
      load: async () => ({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
      }),
    });
    expect(loaded.weights.map((weight) => weight.read().dataSync())).toEqual(
      readWeights(model).map(({values}) => values),
    );
    loaded.dispose();
    model.dispose();
  });
});

describe("trainOrLoad(name, options)", () => {
  const data = {train: toySet("train", 40), validation: toySet("validation", 12)};
  const optionsIn = (place: string, fits: string[]) => ({
    folder: place,
    options: {epochs: 2},
    seed: 7,
    dataHash: "abc",
    engine: "cpu",
    build: () => denseNet({...toyShape, units: [4]}),
    fit: (model: Model) => {
      fits.push(model.name);
      return train(model, {...data, epochs: 2});
    },
  });

  it("trains once, then loads the same bits, and leaves a run to be loaded by name", async () => {
    const fits: string[] = [];
    const options = optionsIn(await fresh("once"), fits);
    const [first, second] = [await trainOrLoad("dense", options), await trainOrLoad("dense", options)];
    expect(fits).toEqual(["dense"]);
    expect(second.history).toEqual(first.history);
    expect(readWeights(second.model)).toEqual(readWeights(first.model));
    const loaded = await loadRun("dense", options);
    expect(readWeights(loaded.model)).toEqual(readWeights(first.model));
    for (const {model} of [first, second, loaded]) model.dispose();
  });
  it.each([{seed: 8}, {dataHash: "def"}, {engine: "wasm"}, {options: {epochs: 3}}, {reuse: false}])(
    "trains again for %o",
    async (change) => {
      const fits: string[] = [];
      const options = optionsIn(await fresh("again"), fits);
      const runs = [await trainOrLoad("dense", options), await trainOrLoad("dense", {...options, ...change})];
      expect(fits).toHaveLength(2);
      for (const {model} of runs) model.dispose();
    },
  );
  it("does not train again for another number of workers", async () => {
    const fits: string[] = [];
    const options = optionsIn(await fresh("workers"), fits);
    for (const workers of [1, 3]) {
      const {model, options: kept} = await trainOrLoad("dense", {...options, options: {epochs: 2, workers}});
      expect(kept).toEqual({epochs: 2});
      model.dispose();
    }
    expect(fits).toEqual(["dense"]);
  });
  it("keeps a journal, whose clock has no part in the run, nor has a tracking server that is away", async () => {
    // Nothing listens on port 9, "discard".
    vi.stubEnv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9");
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const runs = await Promise.all(
      [1, 60].map(async (pace) => {
        const place = await fresh("journal");
        let time = Date.UTC(2026, 10, 21);
        const options = {...optionsIn(place, []), options: {epochs: 2, workers: 3}, now: () => (time += 1000 * pace)};
        const {model} = await trainOrLoad("dense", options);
        model.dispose();
        await recordTest("dense", {accuracy: pace / 100}, {folder: place});
        const [tracked] = await listRuns(dirname(place), {now: options.now}).then((all) =>
          all.filter(({profile}) => profile === basename(place)),
        );
        return {tracked: tracked!, print: await runFingerprint("run:dense", place)};
      }),
    );
    vi.unstubAllEnvs();
    const [brisk, slow] = runs;
    expect(brisk!.print).toBe(slow!.print);
    expect(brisk!.tracked).toMatchObject({state: "finished", isSaved: true, workers: 3, model: "dense", bestEpoch: 2});
    expect(brisk!.tracked.codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(slow!.tracked.seconds).toBeGreaterThan(10 * brisk!.tracked.seconds!);
    expect(slow!.tracked.test).toEqual({accuracy: 0.6});
    expect(said.mock.calls.join()).toContain("MLflow at http://127.0.0.1:9: ");
    expect(said.mock.calls.join()).toContain(
      "the training of dense is not there, `lookbook runs mirror dense` brings it",
    );
    said.mockRestore();
  });
  it("stores nothing and keeps no tensor where the training fails", async () => {
    const options = {...optionsIn(await fresh("fails"), []), fit: () => Promise.reject(new Error("diverged"))};
    const before = tf.memory().numTensors;
    await expect(trainOrLoad("dense", options)).rejects.toThrow("diverged");
    expect(tf.memory().numTensors).toBe(before);
    await expect(loadRun("dense", options)).rejects.toThrow('no run "dense"');
    const tracked = await listRuns(folder, {now: () => 0});
    expect(tracked.filter(({profile}) => profile === basename(options.folder))).toMatchObject([
      {name: "dense", state: "failed", message: "diverged", isSaved: false},
    ]);
  });

  describe("after a training that was stopped", () => {
    /** Four epochs of two steps; stops after so many steps, if at all. */
    const stoppable = (place: string, epochs: number[], stopAfter = Number.POSITIVE_INFINITY) => ({
      ...optionsIn(place, []),
      options: {epochs: 4},
      fit: async (model: Model, kept: Kept) => {
        const controller = new AbortController();
        let steps = 0;
        const onStep = (): void => void (++steps === stopAfter && controller.abort());
        const lesson = {...data, epochs: 4, batchSize: 20, onStep, signal: controller.signal};
        try {
          return await train(model, {...lesson, ...kept});
        } finally {
          epochs.push(steps / 2);
        }
      },
    });

    it("goes on after the last finished epoch, to the bits of one that was not, and removes the checkpoint", async () => {
      const whole = await trainOrLoad("dense", stoppable(await fresh("whole"), []));
      const place = await fresh("stopped");
      const epochs: number[] = [];
      await expect(trainOrLoad("dense", stoppable(place, epochs, 5))).rejects.toThrow("interrupted in epoch 3");
      expect(await readdir(join(place, ".checkpoints", "dense"))).toHaveLength(1);
      const resumed = await trainOrLoad("dense", stoppable(place, epochs));
      expect(epochs).toEqual([2.5, 2]);
      expect(resumed.history).toEqual(whole.history);
      expect(readWeights(resumed.model)).toEqual(readWeights(whole.model));
      expect(await readdir(join(place, ".checkpoints"))).toEqual([]);
      for (const {model} of [whole, resumed]) model.dispose();
    });
    it.each([{seed: 8}, {reuse: false}])("begins anew for %o, and throws the old checkpoint away", async (change) => {
      const place = await fresh("anew");
      const epochs: number[] = [];
      await expect(trainOrLoad("dense", stoppable(place, epochs, 5))).rejects.toThrow("interrupted");
      const stopped = trainOrLoad("dense", {...stoppable(place, epochs, 3), ...change});
      await expect(stopped).rejects.toThrow("interrupted in epoch 2");
      expect(epochs).toEqual([2.5, 1.5]);
      expect(await readdir(join(place, ".checkpoints", "dense"))).toHaveLength(1);
    });
    it("says which file is damaged", async () => {
      const place = await fresh("damaged");
      await expect(trainOrLoad("dense", stoppable(place, [], 3))).rejects.toThrow("interrupted");
      const folder = join(place, ".checkpoints", "dense");
      const path = join(folder, (await readdir(folder))[0]!);
      await truncate(path, 200);
      await expect(trainOrLoad("dense", stoppable(place, []))).rejects.toMatchObject({
        code: "bad-checksum",
        message: expect.stringContaining(`checkpoint ${path} is damaged`),
      });
    });
  });
  it("takes no name that leads out of its folder", async () => {
    await expect(trainOrLoad("../dense", optionsIn(folder, []))).rejects.toThrow(
      'run name "../dense": expected letters',
    );
  });
});
