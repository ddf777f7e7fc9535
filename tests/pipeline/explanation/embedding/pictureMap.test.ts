import {mkdtemp, readdir, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {nearestPoints} from "../../../../src/pipeline/explanation/embedding/nearest/nearestPoints.js";
import {knownNeighbours, pictureMap} from "../../../../src/pipeline/explanation/embedding/pictureMap.js";
import {buildModel} from "../../../../src/pipeline/model/catalogue.js";
import {useTestEngine} from "../../testEngine.js";
import {cloud} from "./fixture.js";

describe("nearestPoints(known, {workers})", () => {
  it("finds the same neighbours on any number of threads", async () => {
    const alone = await nearestPoints(cloud, {size: 7});
    expect(await nearestPoints(cloud, {size: 7, workers: 2})).toEqual(alone);
  });
});

describe("pictureMap(model, images, options)", () => {
  const options = {inputShape: [8, 8, 1], classCount: 3, normaliser: {mean: 70, deviation: 90}, seed: 1} as const;
  const images = Uint8Array.from({length: 40 * 64}, (_, i) => (i * i * 31 + 7 * Math.floor(i / 64)) % 256);
  let folder = "";
  beforeAll(async () => {
    await useTestEngine();
    folder = await mkdtemp(join(tmpdir(), "lookbook-map-"));
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));

  it("lays pictures out once: the second time they are loaded, number for number, and so are neighbours among others", async () => {
    const model = buildModel("dense", options);
    const map = await pictureMap(model, images, {folder, seed: 3});
    const near = await knownNeighbours(model, map.features, [2, 5], {known: images, size: 3, folder});
    // Each picture is among the known ones, at no distance.
    expect([near.rows[0], near.rows[3], near.distances[0], near.distances[3]]).toEqual([2, 5, 0, 0]);
    expect([map.features.count, map.neighbours.size, map.tsne.places.length, map.umap.places.length]).toEqual([
      40, 10, 80, 80,
    ]);
    const before = await readdir(join(folder, ".steps"));
    expect(await pictureMap(model, images, {folder, seed: 3})).toEqual(map);
    expect(await knownNeighbours(model, map.features, [2, 5], {known: images, size: 3, folder})).toEqual(near);
    expect(await readdir(join(folder, ".steps"))).toEqual(before);
    model.dispose();
  });
});
