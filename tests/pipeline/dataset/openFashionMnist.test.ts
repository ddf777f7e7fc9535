import {mkdir, mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {beforeEach, describe, expect, it} from "vitest";
import {fashionMnistLadder} from "../../../src/pipeline/dataset/fashionMnistLadder.js";
import type {FashionMnistOptions} from "../../../src/pipeline/dataset/ladderOptions.js";
import {openFashionMnist} from "../../../src/pipeline/dataset/openFashionMnist.js";
import type {Fetch} from "../../../src/pipeline/source/fetchPart.js";
import {putFiles, tinyDataset, tinyFiles, tinySet} from "./tinySource.js";

const {source, bytes} = tinyFiles();
const noNetwork: Fetch = () => Promise.reject(new Error("no network"));
const mirror: Fetch = async (url) => {
  const data = bytes[url.split("/").at(-1)!];
  const headers = {get: () => null};
  return data ? {status: 200, headers, body: chunks(data)} : {status: 404, headers, body: null};
};
async function* chunks(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

let base = "";
let raw = "";
let shared = "";
let options: FashionMnistOptions;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "lookbook-ladder-"));
  const root = join(base, "project");
  raw = join(root, "data", "raw", "fashion-mnist");
  shared = join(base, "shared", "data", "fashion-mnist");
  await mkdir(root);
  options = {root, env: {}, fetch: noNetwork, imageSource: source, syntheticCounts: {train: 20, test: 10}};
  return () => rm(base, {recursive: true});
});

describe("openFashionMnist(options)", () => {
  it("reads the splits, their labels and the hash of both", async () => {
    await putFiles(raw, bytes);
    const {train, test, hash, synthetic} = await openFashionMnist(options);
    const expected = tinyDataset();
    expect(train).toEqual({
      ...expected.train,
      images: Buffer.from(expected.train.images),
      labels: Buffer.from(expected.train.labels),
    });
    expect([...test.labels]).toEqual([2, 1, 0]);
    expect([hash, synthetic]).toEqual([expected.hash, false]);
  });

  it("reads files that were unpacked", async () => {
    const unpacked = Object.entries(bytes).map(([name, data]) => [name.slice(0, -3), gunzipSync(data)] as const);
    await putFiles(raw, Object.fromEntries(unpacked));
    expect((await openFashionMnist(options)).hash).toBe(tinyDataset().hash);
  });

  it("prefers the folder given, then data/raw, then the shared mirror, then the network, then drawing", async () => {
    const sources: string[] = [];
    const note = async (extra: FashionMnistOptions = {}): Promise<void> => {
      sources.push((await openFashionMnist({...options, ...extra})).source);
    };
    await note();
    await note({fetch: mirror});
    await rm(raw, {recursive: true});
    await putFiles(shared, bytes);
    await note();
    await putFiles(raw, bytes);
    await note();
    await putFiles(join(base, "own"), bytes);
    await note({env: {FASHION_MNIST_DIR: join(base, "own")}});
    await note({dataDir: "../own"});
    expect(sources).toEqual([
      "drawn by code (the official files are absent, and cannot download train-images.gz: mirror.test: no network)",
      "data/raw",
      "shared mirror",
      "data/raw",
      "folder given",
      "folder given",
    ]);
  });

  it("keeps what it downloaded", async () => {
    await openFashionMnist({...options, fetch: mirror});
    expect((await readdir(raw)).sort()).toEqual(Object.keys(bytes).sort());
    expect((await openFashionMnist(options)).synthetic).toBe(false);
  });

  it("says plainly that drawn garments are not the real set", async () => {
    const {name, synthetic, train, test} = await openFashionMnist({...options, kind: "synthetic"});
    expect([name, synthetic, train.count, test.count]).toEqual(["Synthetic garments", true, 20, 10]);
  });

  it("asks no network where that is switched off", async () => {
    for (const extra of [{offline: true}, {env: {LOOKBOOK_OFFLINE: "1"}}]) {
      const {source: why} = await openFashionMnist({...options, fetch: mirror, ...extra});
      expect(why).toBe("drawn by code (the official files are absent, and downloads are switched off)");
    }
    expect((await openFashionMnist({...options, fetch: mirror, env: {LOOKBOOK_OFFLINE: "0"}})).synthetic).toBe(false);
  });

  it("draws where LOOKBOOK_DATA says so, whatever lies on the disk", async () => {
    await putFiles(raw, bytes);
    expect((await openFashionMnist({...options, env: {LOOKBOOK_DATA: "synthetic"}})).synthetic).toBe(true);
  });

  it("draws nothing where only the official data will do", async () => {
    await expect(openFashionMnist({...options, env: {LOOKBOOK_DATA: "official"}})).rejects.toMatchObject({
      code: "download-failed",
      message: expect.stringContaining(`check the network, or put the official Tiny files into ${raw} by hand`),
    });
  });

  it("refuses options that contradict each other or mean nothing", async () => {
    await expect(openFashionMnist({...options, dataDir: "x", kind: "synthetic"})).rejects.toMatchObject({
      code: "bad-option",
    });
    await expect(openFashionMnist({...options, env: {LOOKBOOK_DATA: "real"}})).rejects.toThrow(
      'LOOKBOOK_DATA: expected any, official or synthetic, got "real"',
    );
  });

  it("never falls from a folder that was asked for to the next rung", async () => {
    await putFiles(raw, bytes);
    const {"test-labels.gz": _, ...rest} = bytes;
    await putFiles(join(base, "own"), rest);
    await expect(openFashionMnist({...options, dataDir: join(base, "own")})).rejects.toMatchObject({
      code: "missing-file",
      message: `${join(base, "own")}: expected the Tiny files, missing test-labels.gz; the data folder given must hold the official files; put them there, or do without that setting`,
    });
    await expect(openFashionMnist({...options, env: {FASHION_MNIST_DIR: "nowhere"}})).rejects.toThrow(
      /missing train-images\.gz, train-labels\.gz.*FASHION_MNIST_DIR must hold/,
    );
  });

  it("names a damaged file in data/raw and how to mend it", async () => {
    await putFiles(raw, bytes);
    await writeFile(join(raw, "train-images.gz"), bytes["train-images.gz"]!.subarray(0, 20));
    await expect(openFashionMnist(options)).rejects.toMatchObject({
      code: "bad-checksum",
      message: expect.stringMatching(
        /project\/data\/raw\/fashion-mnist\/train-images\.gz: expected sha256 \w{64}, got \w{64} \(20 bytes\).*; run `lookbook data fetch` to fetch it anew, or remove the file$/,
      ),
    });
  });

  it("names a damaged file in the shared mirror too, rather than hide it behind a download", async () => {
    await putFiles(shared, {...bytes, "test-labels.gz": Uint8Array.of(1)});
    await expect(openFashionMnist({...options, fetch: mirror})).rejects.toThrow(/test-labels\.gz: expected sha256/);
  });

  it("names the file and the row of a label out of range", async () => {
    const wrong = tinyFiles(tinyDataset({train: tinySet("train", [0, 1, 7, 0, 1, 2])}));
    await putFiles(raw, wrong.bytes);
    await expect(openFashionMnist({...options, imageSource: wrong.source})).rejects.toMatchObject({
      code: "bad-data",
      message: `${join(raw, "train-labels.gz")}: label 3 of 6: expected 0 to 2, got 7; run \`lookbook data fetch\` to fetch it anew, or remove the file`,
    });
  });

  it("refuses a full or read-only disk rather than draw", async () => {
    await writeFile(join(options.root!, "data"), "a file where the folder should be");
    await expect(openFashionMnist({...options, fetch: mirror})).rejects.toMatchObject({code: "disk"});
  });
});

describe("fashionMnistLadder(options)", () => {
  it("describes every rung in the order they are tried", async () => {
    const rungs = await fashionMnistLadder(options);
    expect(rungs.map(({name, found}) => [name, found])).toEqual([
      ["folder given", false],
      ["data/raw", false],
      ["shared mirror", false],
      ["download", undefined],
      ["synthetic garments", true],
    ]);
    expect(rungs[1]).toEqual({
      name: "data/raw",
      place: raw,
      found: false,
      note: "no such folder",
      remedy: "run `lookbook data fetch`",
    });
  });

  it("tells an incomplete folder from a complete one", async () => {
    await putFiles(raw, bytes);
    const {"train-images.gz": _, ...rest} = bytes;
    await putFiles(shared, rest);
    const [, first, second] = await fashionMnistLadder(options);
    expect([first!.found, first!.note, first!.remedy]).toEqual([true, "all 4 files", undefined]);
    expect([second!.found, second!.note]).toEqual([false, "missing train-images.gz"]);
  });

  it("has one rung where one was asked for", async () => {
    expect(await fashionMnistLadder({...options, kind: "synthetic"})).toMatchObject([{name: "synthetic garments"}]);
    const given = await fashionMnistLadder({...options, env: {FASHION_MNIST_DIR: "/x"}});
    expect(given).toMatchObject([{name: "FASHION_MNIST_DIR", place: "/x", found: false}]);
  });

  it("ends without drawing where only the official data will do", async () => {
    const rungs = await fashionMnistLadder({...options, kind: "official", offline: true});
    expect(rungs.at(-1)).toMatchObject({name: "download", found: false, remedy: "unset LOOKBOOK_OFFLINE"});
  });
});
