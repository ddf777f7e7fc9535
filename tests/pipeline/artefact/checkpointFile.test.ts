import {mkdtemp, readdir, readFile, rm, truncate, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {checkpointFile} from "../../../src/pipeline/artefact/checkpointFile.js";
import type {TrainingState} from "../../../src/pipeline/training/checkpoint.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookbook-checkpoint-"));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const stateOf = (values: Float32Array, power: number): TrainingState => ({
  lesson: {model: "m", options: "o", data: "d", engine: "wasm"},
  weights: [{name: "dense1/kernel", shape: [values.length], values}],
  moments: {"dense1/kernel": {vectors: [values.map((x) => x / 3), new Float32Array(2)], powers: [power]}},
  records: [
    {epoch: 1, learningRate: power, trainLoss: 1, trainAccuracy: 0.5, validationLoss: 1.1, validationAccuracy: 0.4},
  ],
  best: {epoch: 1, weights: [{name: "dense1/kernel", shape: [0], values: new Float32Array(0)}]},
});
const state = stateOf(Float32Array.of(1, -2, 0.1), 0.9);

describe("checkpointFile(path)", () => {
  it("gives back every bit, also of numbers that are none", async () => {
    const file = checkpointFile(join(folder, "bits"));
    const floats = fc.float32Array({maxLength: 20});
    await fc.assert(
      fc.asyncProperty(floats, fc.double({noNaN: true, noDefaultInfinity: true}), async (values, power) => {
        // JSON knows no minus zero, and no power of a number above zero is one.
        const saved = stateOf(values, Math.abs(power));
        await file.save(saved);
        expect(await file.load()).toEqual(saved);
      }),
      {numRuns: 40},
    );
  });
  it("is one file, which the next state replaces", async () => {
    const place = join(folder, "one");
    const file = checkpointFile(join(place, "it"));
    expect(await file.load()).toBeUndefined();
    await file.save(state);
    await file.save(stateOf(Float32Array.of(7), 0.81));
    expect(await readdir(place)).toEqual(["it"]);
    expect((await file.load())!.weights[0]!.values).toEqual(Float32Array.of(7));
  });
  it("writes the same bytes for the same state", async () => {
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    await checkpointFile(a).save(state);
    await checkpointFile(b).save(state);
    expect(await readFile(a)).toEqual(await readFile(b));
  });
});

describe("a damaged checkpoint is said to be one, with its path and the remedy", () => {
  const damaged = async (damage: (path: string) => Promise<void>): Promise<unknown> => {
    const path = join(folder, "damaged");
    await checkpointFile(path).save(state);
    await damage(path);
    return checkpointFile(path)
      .load()
      .catch((thrown: unknown) => thrown);
  };

  it.each([0, 10, 90, 400])("cut to %d bytes", async (length) => {
    expect(await damaged((path) => truncate(path, length))).toMatchObject({
      code: expect.stringMatching(/^bad-(file|checksum)$/),
      message: expect.stringMatching(/checkpoint .*damaged.*; remove it and train again$/),
    });
  });
  it("with any one byte changed", async () => {
    const {length} = await readFile(join(folder, "a"));
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({min: 1, max: 255}), async (at, change) => {
        const found = await damaged(async (path) => {
          const bytes = await readFile(path);
          bytes[at]! ^= change;
          await writeFile(path, bytes);
        });
        expect(found).toMatchObject({message: expect.stringContaining("remove it and train again")});
      }),
      {numRuns: 40},
    );
  });
  it("another file in its place", async () => {
    expect(await damaged((path) => writeFile(path, "{}"))).toMatchObject({
      code: "bad-file",
      message: expect.stringContaining('expected "lookbook-checkpoint/1" at its beginning'),
    });
  });
  it("a folder in its place", async () => {
    await expect(checkpointFile(folder).load()).rejects.toMatchObject({
      code: "disk",
      message: `cannot read ${folder}: a folder stands where a file was expected`,
    });
  });
});
